"""The SDK of Kubeflow as a judge: `sdk.py check FILE…` or `sdk.py run FILE ROOT JSON`.

It runs with that SDK on the path, which the other tests do not have. `check` reads files by
the published protocol, strictly, and prints which are not so and why. `run` runs a pipeline
on this machine by `kfp.local`, with its parameters in JSON; where it would start a container,
the command of the container is run as a process: its own runners start containers in Docker,
or Python functions only.
"""

# ruff: noqa: E402
# mypy: disable-error-code="import-not-found,import-untyped,misc"

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

# What talks to servers needs a dozen packages more.
sys.modules["kfp.client"] = SimpleNamespace(Client=None)  # type: ignore[assignment]
sys.modules["kubernetes"] = SimpleNamespace(client=SimpleNamespace(V1Affinity=None))  # type: ignore[assignment]

import yaml
from google.protobuf import json_format
from kfp import local
from kfp.kubernetes import kubernetes_executor_config_pb2
from kfp.local import pipeline_orchestrator, status, subprocess_task_handler, task_dispatcher
from kfp.pipeline_spec import pipeline_spec_pb2

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str) -> Any:
    """Read a file; raise ParseError for whatever the protocol does not know."""
    pipeline, platform = yaml.load_all(text, LOADER)
    spec = json_format.ParseDict(pipeline, pipeline_spec_pb2.PipelineSpec())
    assert spec.schema_version == "2.1.0"
    # The server reads these parts by themselves, too.
    executors = json_format.ParseDict(
        pipeline["deploymentSpec"], pipeline_spec_pb2.PipelineDeploymentConfig()
    ).executors
    assert {each.executor_label for each in spec.components.values()} == set(executors)
    for task in spec.root.dag.tasks.values():
        check_task(task, spec)
    json_format.ParseDict(platform, pipeline_spec_pb2.PlatformSpec())
    configs = platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"]
    for label, config in configs.items():
        assert label in executors
        json_format.ParseDict(config, kubernetes_executor_config_pb2.KubernetesExecutorConfig())
    return spec


def check_task(task: Any, spec: Any) -> None:
    """See to it that a task gets just what its component takes, of tasks that have it."""
    component = spec.components[task.component_ref.name]
    taken = component.input_definitions
    assert set(task.inputs.parameters) == set(taken.parameters)
    assert set(task.inputs.artifacts) == set(taken.artifacts)
    for each in task.inputs.artifacts.values():
        found = each.task_output_artifact
        assert found.producer_task in task.dependent_tasks
        left = spec.components[spec.root.dag.tasks[found.producer_task].component_ref.name]
        assert found.output_artifact_key in left.output_definitions.artifacts
    for name, each in task.inputs.parameters.items():
        if each.component_input_parameter:
            whole = spec.root.input_definitions.parameters[each.component_input_parameter]
            assert whole.parameter_type == taken.parameters[name].parameter_type


class ProcessHandler(subprocess_task_handler.SubprocessTaskHandler):
    """Runs the command of a container as a process."""

    def validate_image(self, image: str) -> None:
        pass

    def validate_not_container_component(self, full_command: list[str]) -> None:
        pass

    def run(self) -> status.Status:
        program, *arguments = self.full_command
        assert program == "python3"
        without = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        env = {**without, **self.env_vars, "HOME": os.environ["HOME"]}
        code = subprocess.run(
            [sys.executable, *arguments], env=env, stdin=subprocess.DEVNULL, check=False
        ).returncode
        return status.Status.SUCCESS if code == 0 else status.Status.FAILURE


def run(text: str, root: str, parameters: dict[str, Any]) -> None:
    task_dispatcher.subprocess_task_handler.SubprocessTaskHandler = ProcessHandler
    local.init(local.SubprocessRunner(use_venv=False), pipeline_root=root)
    pipeline_orchestrator.run_local_pipeline(read(text), parameters)


if __name__ == "__main__":
    command, file, *rest = sys.argv[1:]
    if command == "run":
        run(Path(file).read_text(), rest[0], json.loads(rest[1]))
    else:
        for path in (file, *rest):
            try:
                read(Path(path).read_text())
            except (json_format.ParseError, AssertionError) as error:
                print(f"{path}: {error!r}".replace("\n", " "))
