"""`--format github`, `sarif` and `json`: findings as annotations, with paths from the root of the repository."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sarif_kit.validate import validation_errors
from typer.testing import CliRunner

from orchestrion_py.cli.annotations import Annotation, Severity, annotation_of
from orchestrion_py.cli.app import app
from orchestrion_py.cli.sarif_log import sarif_log
from orchestrion_py.workflow_commands import workflow_command

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

ASPECTS = """\
aspects:
  - id: a
    join-point: {funktion-body: {function: [{name: F}]}}
    advice: [{prepend-statements: {template: println()}}]
"""
GO = 'package a\n\nimport "context"\n\nfunc F(ctx context.Context) {}\n'


@pytest.fixture(autouse=True)
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a repository, which is the current one."""
    folder = tmp_path / "repository" / "my service"
    folder.mkdir(parents=True)
    (folder.parent / ".git").mkdir()
    (folder / "orchestrion.yml").write_text(ASPECTS)
    (folder / "go.mod").write_text("module example.com/a\n\ngo 1.25\n")
    (folder / "a.go").write_text(GO)
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def valid(text: str) -> dict[str, Any]:
    """Return the only run of a log that the schema of SARIF accepts."""
    log = json.loads(text)
    assert validation_errors(log) == []
    (found,) = log["runs"]
    return dict(found)


def test_a_workflow_command_is_one_line_that_github_can_read() -> None:
    assert workflow_command("notice", "100%: a, b\r\nc", file="a,b:c%.go", line=3, col=0, title="PY0001") == (
        "::notice file=a%2Cb%3Ac%25.go,line=3,title=PY0001::100%25: a, b%0D%0Ac"
    )
    assert workflow_command("error", "x") == "::error::x"


def test_check_for_github() -> None:
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "::error file=my service/orchestrion.yml,line=3,col=18,title=PY0620::unknown join point 'funktion-body'"
    )
    assert result.stdout.count("\n") == 1


def test_check_as_sarif() -> None:
    result = run("check", "--format", "sarif")
    found = valid(result.stdout)
    (rule,) = found["tool"]["driver"]["rules"]
    assert rule["id"] == "PY0620"
    assert "Correct the spelling" in rule["help"]["text"]
    (fault,) = found["results"]
    assert (fault["ruleId"], fault["level"]) == ("PY0620", "error")
    place = fault["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "my%20service/orchestrion.yml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 18}


@pytest.mark.parametrize("flags", [["--json"], ["--format", "json"]])
def test_check_as_json(flags: list[str]) -> None:
    printed = json.loads(run("check", *flags).stdout)
    assert printed["version"] == 1
    assert printed["files"] == [{"path": "orchestrion.yml", "aspects": 1, "faults": 1, "warnings": 0}]
    (finding,) = printed["findings"]
    assert (finding["code"], finding["file"], finding["line"]) == ("PY0620", "orchestrion.yml", 3)


def test_an_error_without_a_place_is_an_annotation_and_a_notification() -> None:
    github = run("check", "--format", "github", "no-such-folder/")
    assert github.exit_code == 1
    assert github.stdout.startswith("::error title=PY")
    found = valid(run("check", "--format", "sarif", "./none").stdout)
    assert found["results"] == []
    (ended,) = found["invocations"]
    assert ended["executionSuccessful"] is False
    assert "./none does not exist" in ended["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize(("flags", "kind", "code"), [([], "notice", 0), (["--exit-code"], "error", 1)])
def test_files_that_instrument_would_change(flags: list[str], kind: str, code: int) -> None:
    result = run("instrument", "--diff", "--no-types", *flags, "--format", "github", "a.go")
    message = "`pyorch instrument -w` would change 1 function"
    assert result.stdout == f"::{kind} file=my service/a.go,line=3,col=1,title=PY1017::{message}\n"
    assert result.exit_code == code
    assert len(valid(run("instrument", "--no-types", "--format", "sarif", "a.go").stdout)["results"]) == 1


def test_instrument_as_json(service: Path) -> None:
    (service / "b.go").write_text("package a\n\nfunc (\n")
    result = run("instrument", "--no-types", "--json", "a.go", "b.go")
    printed = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(each["path"], each["functions"]) for each in printed["files"]] == [("a.go", 1), ("b.go", 0)]
    assert printed["files"][0]["diff"].startswith("--- a.go\n+++ a.go\n@@ ")
    assert [(each["severity"], each["file"], each["line"]) for each in printed["findings"]] == [
        ("note", "a.go", 3),
        ("error", "b.go", 3),
    ]


def test_the_place_of_a_message_is_that_of_a_file_that_exists() -> None:
    found = annotation_of("example.com/a: not woven: ./a.go:3:1: pyorch cannot parse this as Go", Severity.WARNING)
    assert (found.file, found.line, found.column) == ("./a.go", 3, 1)
    assert found.message == "example.com/a: not woven: pyorch cannot parse this as Go"
    assert annotation_of("localhost:8126: refused", Severity.WARNING).file == ""


def test_a_column_counts_characters_and_not_bytes(service: Path) -> None:
    (service / "u.go").write_text("package a\nvar é = 1 //dd:span\n", encoding="utf-8")
    (result,) = sarif_log([Annotation(Severity.NOTE, "m", "", "u.go", 2, 12)])["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 11
    assert result["ruleId"] == "pyorch"


def test_a_file_outside_of_the_repository_has_an_absolute_address(tmp_path: Path) -> None:
    log = sarif_log([Annotation(Severity.NOTE, "m", "PY0101", str(tmp_path / "x.go"))])
    run_of_log = valid(json.dumps(log))
    place = run_of_log["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": f"file://{tmp_path}/x.go"}}


def test_without_git_paths_start_at_the_workspace_of_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repository" / ".git").rmdir()
    (tmp_path / "repository" / "other").mkdir()
    monkeypatch.chdir(tmp_path / "repository" / "other")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "repository"))
    assert "file=other/x.go" in Annotation(Severity.NOTE, "m", "", "x.go", 1, 1).as_workflow_command()
