"""Requests are understood or refused, and events tell what the result says."""

from __future__ import annotations

from typing import Any

import pytest

from .steps import Json, Workplace


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"protocol": 2}, "of protocol 2, and this runner speaks 1 only"),
        ({"protocol": None}, "of protocol None"),
        ({"cells": None}, "not complete"),
        ({"restore": [{"kind": "dream"}]}, "nothing of the kind 'dream'"),
        ({"folder": "/no/such/folder"}, "folder cannot be entered"),
    ],
)
def test_refuses_what_it_does_not_understand(plain: Workplace, change: Json, said: str) -> None:
    outcome = plain.send({**plain.request("print(1)"), **change})
    assert outcome.code == 2
    assert said in outcome.error
    assert outcome.error.startswith("cellway runner: ")
    assert outcome.result == {}


@pytest.mark.parametrize("request_text", ["", "[1]", "{"])
def test_refuses_what_is_no_request(plain: Workplace, request_text: str) -> None:
    command, result = plain.command(plain.request())
    (plain.folder.parent / "request.json").write_text(request_text)
    outcome = plain.execute(command, result)
    assert outcome.code == 2
    assert outcome.result == {}


def test_names_the_run_and_the_step(plain: Workplace) -> None:
    outcome = plain.run("x = 1", run="some run", step="train")
    assert (outcome.code, outcome.error) == (0, "")
    assert (outcome.result["run"], outcome.result["step"]) == ("some run", "train")
    assert outcome.result["status"] == "succeeded"


def test_a_step_may_have_no_cells(plain: Workplace) -> None:
    assert plain.run().result["status"] == "succeeded"


def test_tells_what_happens(workplace: Workplace) -> None:
    outcome = workplace.run(
        "print('a')\ndisplay('b', display_id='shown');",
        "from IPython.display import clear_output, update_display\n"
        "print('gone')\nclear_output(wait=True)\nupdate_display('c', display_id='shown')\n1 / 0",
        "print('not reached')",
    )
    told = [(event["event"], event["cell"], _essence(event)) for event in outcome.events]
    assert told == [
        ("cell-started", 0, None),
        ("output", 0, "a\n"),
        ("output", 0, ("'b'", "shown")),
        ("cell-ended", 0, "succeeded"),
        ("cell-started", 1, None),
        ("output", 1, "gone\n"),
        ("clear", 1, True),
        ("update", 0, ("'c'", "shown")),
        ("output", 1, "ZeroDivisionError"),
        ("cell-ended", 1, "failed"),
    ]
    # The result holds what is left of it, without what is meant for those who watch.
    assert outcome.cells[0]["outputs"][1] == {
        "output_type": "display_data",
        "data": {"text/plain": "'c'"},
        "metadata": {},
    }
    assert [output["output_type"] for output in outcome.cells[1]["outputs"]] == ["error"]
    assert outcome.cells[2]["outputs"] == []


def test_tells_of_text_as_it_comes(workplace: Workplace) -> None:
    outcome = workplace.run("import time\nfor i in range(3):\n    print(i)\n    time.sleep(0.3)")
    texts = [event["output"]["text"] for event in outcome.events if event["event"] == "output"]
    assert "".join(texts) == outcome.text() == "0\n1\n2\n"
    assert len(texts) >= 3


def test_tells_of_a_flood_in_few_events(workplace: Workplace) -> None:
    outcome = workplace.run("for i in range(20_000):\n    print(i)")
    texts = [event["output"]["text"] for event in outcome.events if event["event"] == "output"]
    assert len(texts) < 200
    assert "".join(texts) == outcome.text() == "".join(f"{i}\n" for i in range(20_000))


def _essence(event: Json) -> Any:
    output = event.get("output", {})
    if "transient" in output:
        return output["data"]["text/plain"], output["transient"]["display_id"]
    return event.get("status", event.get("wait", output.get("text", output.get("ename"))))
