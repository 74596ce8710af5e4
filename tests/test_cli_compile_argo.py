"""`cellway compile --engine argo` as it is installed: YAML that a cluster takes."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path

import pytest
import yaml

from test_cli_compile import compile_script, write_notebook


def test_a_run_is_yaml_with_all_that_it_needs(tmp_path: Path) -> None:
    notebook = write_notebook(
        tmp_path, ("pipeline-parameters", "n = 1"), ("step:a", "print(n)"), ("step:b", "y = 2")
    )
    (tmp_path / "data.csv").write_text("a,b")
    options = tmp_path / "options.yaml"
    options.write_text("user: 1001\nstorage: {size: 2Gi}\n")
    result = compile_script(
        notebook, "--engine", "argo", "--options", options, "--namespace", "team", "-p", "n=7"
    )
    assert (result.returncode, result.stderr) == (0, "")
    objects = list(yaml.safe_load_all(result.stdout))
    kinds = ["ConfigMap", "ConfigMap", "ConfigMap", "PersistentVolumeClaim", "Workflow"]
    assert [each["kind"] for each in objects] == kinds
    assert {each["metadata"]["namespace"] for each in objects} == {"team"}
    assert objects[3]["spec"]["resources"]["requests"]["storage"] == "2Gi"
    assert objects[4]["spec"]["securityContext"]["runAsUser"] == 1001
    plan, project = (
        json.loads(gzip.decompress(base64.b64decode(data)))
        for each in objects[1:3]
        for data in each["binaryData"].values()
    )
    assert [each["source"] for each in plan["parameters"]] == ["7"]
    assert {"data.csv", "options.yaml"} <= {each["path"] for each in project["files"]}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("user: root", "expected number"),
        ("colour: red", 'Unrecognized key: "colour"'),
        ("a: [", "unexpected end of the stream"),
    ],
)
def test_wrong_options_are_told(options: str, message: str, tmp_path: Path) -> None:
    notebook = write_notebook(tmp_path, ("step:a", "x = 1"))
    (tmp_path / "options.yaml").write_text(options)
    result = compile_script(notebook, "--engine", "argo", "--options", tmp_path / "options.yaml")
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
