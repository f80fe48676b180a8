"""The files of examples/recipes are whole, and their commands do what docs/recipes says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.helpers.paths import REPOSITORY
from tests.helpers.smallest_program import WOVEN, smallest_program

if TYPE_CHECKING:
    from pathlib import Path

RECIPES = REPOSITORY / "examples" / "recipes"
ACTION = REPOSITORY / ".github" / "actions" / "pyorch"
GOFLAGS = "'-toolexec=pyorch toolexec'"
_CLEAN_PATH = {"PATH": os.environ["PATH"], "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def _documents(name: str) -> list[Any]:
    return list(yaml.safe_load_all((RECIPES / name).read_text(encoding="utf-8")))


def test_every_file_has_a_page() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "docs" / "recipes").glob("*.md"))
    files = [path.relative_to(RECIPES) for path in RECIPES.rglob("*") if path.is_file() and path.name != "README.md"]
    assert [str(name) for name in files if f"examples/recipes/{name})" not in pages] == []


def test_each_file_instruments_the_build() -> None:
    (gitlab,) = _documents("gitlab-ci.yml")
    (releaser,) = _documents("goreleaser.yaml")
    assert gitlab["build"]["variables"]["GOFLAGS"] == GOFLAGS
    assert f"GOFLAGS={GOFLAGS}" in releaser["builds"][0]["env"]
    assert f'GOFLAGS = "{GOFLAGS}"' in (RECIPES / "Jenkinsfile").read_text(encoding="utf-8")
    launch = json.loads((RECIPES / "launch.json").read_text(encoding="utf-8"))
    assert launch["configurations"][0]["env"]["GOFLAGS"] == GOFLAGS
    assert tomllib.loads((RECIPES / "air.toml").read_text(encoding="utf-8"))["build"]["cmd"].startswith(
        "pyorch go build"
    )


def test_the_workflow_uses_the_action() -> None:
    (workflow,) = _documents("workflow.yml")
    (used,) = [step for step in workflow["jobs"]["build"]["steps"] if "pyorch" in step.get("uses", "")]
    action = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
    assert used["uses"].partition("/")[2].startswith("pyorch/.github/actions/pyorch@")
    assert set(used["with"]) <= set(action["inputs"])


@pytest.mark.build
@pytest.mark.slow
def test_the_scripts_of_the_action(tmp_path: Path) -> None:
    action = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
    files = {"GITHUB_PATH": tmp_path / "path", "GITHUB_ENV": tmp_path / "env"}
    environment = {
        **_CLEAN_PATH,
        **{name: str(path) for name, path in files.items()},
        "HOME": str(tmp_path),
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_ACTION_PATH": str(ACTION),
        "WARNINGS": "error",
    }
    for script in [step["run"] for step in action["runs"]["steps"] if "run" in step]:
        subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=tmp_path, env=environment, check=True)
    assert files["GITHUB_ENV"].read_text() == f"GOFLAGS={GOFLAGS}\nPYORCH_WARN=error\n"
    added = files["GITHUB_PATH"].read_text().strip()
    assert subprocess.run([f"{added}/pyorch", "version"], capture_output=True, check=True).stdout.startswith(
        b"pyorch v"
    )


def dockerfile_commands() -> list[str]:
    """The commands of the RUN lines, without the flags of BuildKit."""
    text = re.sub(r"\\\n", " ", (RECIPES / "Dockerfile").read_text(encoding="utf-8"))
    return [re.sub(r"--mount=\S+|\s+", " ", line).strip() for line in re.findall(r"(?m)^RUN (.*)$", text)]


def test_the_last_stage_of_the_dockerfile_runs_as_nobody_in_particular() -> None:
    last = (RECIPES / "Dockerfile").read_text(encoding="utf-8").rpartition("\nFROM ")[2]
    assert "distroless" in last
    assert "\nUSER nonroot\n" in last


@pytest.mark.build
@pytest.mark.slow
def test_the_commands_of_the_dockerfile_build_a_woven_program(tmp_path: Path) -> None:
    """The folders of the image are below a temporary one, and the system has what apt-get would install."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "pyorch").symlink_to(REPOSITORY)
    service = smallest_program(tmp_path / "src" / "service")
    environment = {
        **_CLEAN_PATH,
        "HOME": str(tmp_path),
        "PATH": f"{tmp_path}/opt/pyorch/bin:{os.environ['PATH']}",
        "GOFLAGS": GOFLAGS,
        "CGO_ENABLED": "0",
        **service.environment,
    }
    commands = [command for command in dockerfile_commands() if not command.startswith("apt-get")]
    assert len(commands) == len(dockerfile_commands()) - 1
    for command in commands:
        below = re.sub(r"(?<![\w.])/(opt|src|out)\b", rf"{tmp_path}/\1", command)
        finished = subprocess.run(
            ["bash", "-ec", below],
            cwd=service.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert finished.returncode == 0, f"{below}\n{finished.stderr}"
    assert subprocess.run([tmp_path / "out" / "service"], capture_output=True, text=True, check=True).stdout == WOVEN


@pytest.mark.parametrize("name", ["datadog.yml", "opentelemetry.yml"])
def test_the_parts_of_a_manifest_fit_together(name: str) -> None:
    objects = _documents(f"kubernetes/{name}")
    deployments = [each for each in objects if each["kind"] == "Deployment"]
    labels = [each["spec"]["template"]["metadata"]["labels"] for each in deployments]
    for each in deployments:
        assert each["spec"]["selector"]["matchLabels"].items() <= each["spec"]["template"]["metadata"]["labels"].items()
        for container in each["spec"]["template"]["spec"]["containers"]:
            declared: set[str] = set()
            for variable in container.get("env", ()):
                assert set(re.findall(r"\$\((\w+)\)", variable.get("value", ""))) <= declared
                declared.add(variable["name"])
    for each in objects:
        if each["kind"] == "Service":
            assert any(each["spec"]["selector"].items() <= found.items() for found in labels)
        if each["kind"] == "ConfigMap":
            collector = yaml.safe_load(each["data"]["collector.yaml"])
            for pipeline in collector["service"]["pipelines"].values():
                for part, names in pipeline.items():
                    assert set(names) <= set(collector[part])
