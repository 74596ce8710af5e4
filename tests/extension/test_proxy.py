"""What reaches the service and what comes back, with a service that tells it."""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from .jupyter import JupyterServer, eventually, jupyter_server

FAKE = str(Path(__file__).with_name("fake_node.py"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    environment = {"CELLWAY_NODE": FAKE, "A_PASSWORD": "x", "NODE_OPTIONS": "--y"}
    with jupyter_server(tmp_path_factory.mktemp("proxy"), environment) as server:
        yield server


def echo(client: httpx.Client, method: str = "GET", **options: Any) -> dict[str, Any]:
    answer = client.request(method, "cellway/api/echo", **options)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
class TestAccess:
    def test_nobody_is_refused(self, server: JupyterServer, method: str) -> None:
        answer = server.client().request(method, "cellway/api/echo")
        assert answer.status_code == 403

    def test_a_wrong_token_is_refused(self, server: JupyterServer, method: str) -> None:
        client = server.client(Authorization="token x")
        assert client.request(method, "cellway/api/echo").status_code == 403

    def test_a_token_is_enough(self, server: JupyterServer, method: str) -> None:
        assert echo(server.token_client(), method)["method"] == method

    def test_a_cookie_alone_is_refused(self, server: JupyterServer, method: str) -> None:
        answer = server.cookie_client().request(method, "cellway/api/echo")
        assert answer.status_code == 403

    def test_a_cookie_of_another_site_is_refused(self, server: JupyterServer, method: str) -> None:
        client = server.cookie_client()
        headers = {"Referer": "https://example.org/", "Origin": "https://example.org"}
        answer = client.request(method, "cellway/api/echo", headers=headers)
        assert answer.status_code in (403, 404)

    def test_a_cookie_and_its_xsrf_token_are_enough(
        self, server: JupyterServer, method: str
    ) -> None:
        client = server.cookie_client()
        headers = {"X-XSRFToken": client.cookies["_xsrf"]}
        assert echo(client, method, headers=headers)["method"] == method


@pytest.mark.parametrize("method", ["PUT", "HEAD"])
def test_other_verbs_are_refused(server: JupyterServer, method: str) -> None:
    assert server.token_client().request(method, "cellway/api/echo").status_code == 405


def test_only_what_the_service_needs_reaches_it(server: JupyterServer) -> None:
    client = server.cookie_client()
    told = echo(
        client,
        "POST",
        params={"a": "ä/ b&c", "token": server.token, "_xsrf": "x", "empty": ""},
        content='{"x": "é"}',
        headers={
            "X-XSRFToken": client.cookies["_xsrf"],
            "Authorization": f"token {server.token}",
            "Content-Type": "application/json",
            "Referer": server.url,
            "X-Forwarded-For": "10.0.0.1",
        },
    )
    assert told["target"] == "/echo?a=%C3%A4%2F+b%26c&empty="
    assert told["body"] == '{"x": "é"}'
    assert told["headers"].pop("user-agent").startswith("python-httpx")
    assert told["headers"] == {
        "accept": "*/*",
        "accept-encoding": "identity",
        "connection": told["headers"]["connection"],
        "content-length": "11",
        "content-type": "application/json",
        "host": "cellway",
        "x-cellway-secret": told["told"]["secret"],
    }


def test_only_what_the_browser_needs_comes_back(server: JupyterServer) -> None:
    with server.token_client().stream("GET", "cellway/api/cut") as answer:
        assert answer.headers["content-type"] == "application/x-ndjson"
        assert "a=b" not in answer.headers.get("set-cookie", "")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    answer = server.token_client().get("cellway/api/echo")
    assert "told.json" in answer.headers["content-disposition"]
    assert "x-powered-by" not in answer.headers


def test_steps_see_what_kernels_see_and_the_service_little(server: JupyterServer) -> None:
    told = echo(server.token_client())
    kernels = told["told"]["environment"]
    assert (kernels["A_PASSWORD"], kernels["NODE_OPTIONS"]) == ("x", "--y")
    assert kernels["HOME"] == told["environment"]["HOME"]
    assert not {"A_PASSWORD", "NODE_OPTIONS", "JUPYTER_TOKEN"} & told["environment"].keys()
    assert told["told"]["root"] == str(server.root)


def test_the_socket_is_for_this_user_alone(server: JupyterServer) -> None:
    folder = Path(echo(server.token_client())["told"]["socket"]).parent
    found = folder.stat()
    assert (stat.S_IMODE(found.st_mode), found.st_uid) == (0o700, os.getuid())


def test_lines_arrive_as_they_are_sent(server: JupyterServer) -> None:
    client = server.token_client()
    with client.stream("GET", "cellway/api/stream") as answer:
        lines = (line for line in answer.iter_lines() if line)
        assert next(lines) == "1"
        # The service sends the second one only after this.
        server.token_client().post("cellway/api/go")
        assert list(lines) == ["2"]


@pytest.mark.parametrize("lines", ["now-and-then", "without-pause"])
def test_the_service_learns_that_nobody_reads_any_more(server: JupyterServer, lines: str) -> None:
    client = server.token_client()
    # Also where that is found while lines are handed on.
    paths = [f"/endless/{lines}/{reader}" for reader in range(10)]
    for path in paths:
        with client.stream("GET", f"cellway/api{path}") as answer:
            next(answer.iter_lines())
    eventually(
        lambda: set(paths) <= set(client.get("cellway/api/gone").json()), "the service to notice"
    )


def test_an_answer_that_breaks_off_has_no_clean_end(server: JupyterServer) -> None:
    with server.token_client().stream("GET", "cellway/api/cut") as answer:
        lines = answer.iter_lines()
        assert next(lines) == "1"
        with pytest.raises(httpx.HTTPError):
            next(lines)


def test_a_request_during_which_the_service_dies_is_told_so(server: JupyterServer) -> None:
    answer = server.token_client().post("cellway/api/die")
    assert (answer.status_code, answer.json()["code"]) == (502, "service-died")
    assert echo(server.token_client())["method"] == "GET"


def test_a_service_that_does_not_start_is_given_up(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    environment = {"CELLWAY_NODE": FAKE, "CELLWAY_TEST_STARTS": str(starts)}
    with jupyter_server(tmp_path, environment) as server:
        client = server.token_client()
        answer = client.get("cellway/api/health")
        assert (answer.status_code, answer.json()["code"]) == (503, "service-died")
        assert answer.json()["message"] == "Cellway's service ended with code 7: it is broken"
        assert "cellway doctor" in answer.json()["hint"]
        assert len(starts.read_text().split()) == 5
        # The server itself is as well as ever.
        assert client.get("api/status").status_code == 200
        assert not list(server.temporary.glob("cellway-*"))


def test_without_node_the_way_to_get_it_is_told(tmp_path: Path) -> None:
    node = tmp_path / "node"
    with jupyter_server(tmp_path, {"CELLWAY_NODE": str(node)}) as server:
        client = server.token_client()
        answer = client.get("cellway/api/health")
        assert (answer.status_code, answer.json()["code"]) == (503, "no-node")
        assert "CELLWAY_NODE" in answer.json()["message"]
        # Once it is there, nothing has to be started again.
        node.symlink_to(FAKE)
        eventually(lambda: client.get("cellway/api/echo").status_code == 200, "the service")


def test_requests_at_the_same_time_do_not_wait_for_each_other(server: JupyterServer) -> None:
    with server.token_client().stream("GET", "cellway/api/stream"):
        answers: list[str] = []

        def ask() -> None:
            answers.append(json.dumps(echo(server.token_client())["method"]))

        threads = [threading.Thread(target=ask) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == ['"GET"'] * 20
