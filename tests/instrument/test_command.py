"""The output, the messages and the exit codes of `pyorch instrument`."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from orchestrion_py.cli import instrument as command
from orchestrion_py.cli.app import app
from orchestrion_py.cli.single_dash_flags import translated
from orchestrion_py.faults import Fault
from orchestrion_py.instrument.options import Result as Outcome
from orchestrion_py.instrument.worker_pool import run as all_results

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.testing import Result

    from orchestrion_py.instrument.options import Options

SOURCE = """package a

import "context"

func F(ctx context.Context) {}
"""
PLAIN = "package a\n\nfunc G() {}\n"


@pytest.fixture(autouse=True)
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "go.mod": "module example.com/a\n\ngo 1.25\n", "a.go": SOURCE, "b.go": PLAIN, "sub/c.go": SOURCE, "sub/c_test.go": SOURCE,
        "vendor/v/v.go": SOURCE, "testdata/t.go": SOURCE, "other/go.mod": "module b\n", "other/o.go": SOURCE, "_x/x.go": SOURCE,
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["instrument", *translated(arguments)])


def test_without_a_flag_the_source_is_printed_and_not_written() -> None:
    result = run("a.go")
    assert '_, span := otel.Tracer("app").Start(ctx, "F")' in result.stdout
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_single_file_is_printed_even_if_nothing_changes() -> None:
    assert run("b.go").stdout == PLAIN
    assert run("-filename", "b.go").stdout == PLAIN


def test_dots_mean_the_same_as_in_go() -> None:
    result = run("-l", "./...")
    assert result.stdout == "a.go\nsub/c.go\n"
    assert "2 functions instrumented in 2 of 4 files\n  files skipped: 1 _test.go" in result.stderr


def test_a_folder_means_its_files_and_targets_may_be_mixed() -> None:
    assert run("-l", "sub").stdout == "sub/c.go\n"
    assert run("-l", "sub", "a.go", "sub/...").stdout == "sub/c.go\na.go\n"


def test_files_are_written_and_restored(module: Path) -> None:
    assert run("-w", "./...").stdout == ""
    assert "otel" in (module / "sub/c.go").read_text()
    run("-w", "--undo", "./...")
    assert {(module / name).read_text() for name in ("a.go", "sub/c.go")} == {SOURCE}


def test_undo_needs_no_flags_of_the_first_run(module: Path) -> None:
    run("-w", "--backend", "datadog", "--app", "shop", "a.go")
    assert "tracer" in (module / "a.go").read_text()
    run("-w", "--undo", "a.go")
    assert (module / "a.go").read_text() == SOURCE


def test_what_the_module_lacks_is_reported_once(module: Path) -> None:
    lacking = run("-w", "./...").stderr
    assert f"{module}/go.mod does not require the packages that the spans import" in lacking
    assert "hint: run `go get go.opentelemetry.io/otel@v1." in lacking
    assert "does not require go.opentelemetry.io/otel/sdk, so the program sends no spans" in lacking
    assert lacking.count("hint: run ") == 1
    assert "go.mod" not in run("-w", "./...").stderr + run("-w", "--undo", "./...").stderr


def test_a_module_with_the_tracing_library_lacks_nothing(module: Path) -> None:
    requirements = (
        "require (\n\tgo.opentelemetry.io/otel v1.47.0 // indirect\n\tgo.opentelemetry.io/otel/sdk v1.47.0\n)\n"
    )
    (module / "go.mod").write_text(f"module example.com/a\n\ngo 1.25\n\n{requirements}")
    assert "go.mod" not in run("-w", "a.go").stderr


def test_a_backend_that_does_not_exist() -> None:
    result = run("--backend", "zipkin", "a.go")
    assert result.exit_code == 2
    assert "'zipkin' is not one of 'otel', 'datadog'" in result.stderr


def test_undo_after_the_file_was_edited(module: Path) -> None:
    run("-w", "a.go")
    file = module / "a.go"
    file.write_text(
        file.read_text().replace("defer span.End()\n", "defer span.End()\n\n\tprintln(1)\n") + "\nvar x = 1\n"
    )
    run("-w", "--undo", "a.go")
    assert file.read_text() == SOURCE.replace("{}", "{\n\tprintln(1)\n}") + "\nvar x = 1\n"


def test_undo_leaves_a_span_that_the_function_uses(module: Path) -> None:
    run("-w", "a.go")
    file = module / "a.go"
    file.write_text(file.read_text().replace("defer span.End()\n", 'defer span.End()\n\tspan.AddEvent("mine")\n'))
    before = file.read_text()
    run("-w", "--undo", "a.go")
    assert file.read_text() == before


def test_a_file_that_is_not_go_fails_and_the_others_are_instrumented(module: Path) -> None:
    (module / "b.go").write_text("package a\n\nfunc (\n")
    result = run("-w", "a.go", "b.go")
    assert "b.go:3:1: pyorch cannot parse this as Go" in result.stderr
    assert (result.exit_code, "otel" in (module / "a.go").read_text()) == (1, True)


def test_patch_applies_the_diff() -> None:
    lines = run("-d", "a.go").stdout.splitlines()
    assert lines[:2] == ["--- a.go", "+++ a.go"]
    assert '+\t_, span := otel.Tracer("app").Start(ctx, "F")' in lines


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no files to instrument"),
        (("-w", "-d", "a.go"), "cannot be combined"),
        (("-w", "-format=sarif", "a.go"), "-w and --format cannot be combined"),
        (("--exit-code", "a.go"), "--exit-code needs -d or -l"),
        (("no.go",), "no.go does not exist"),
        (("./no",), "folder ./no does not exist"),
        (("go.mod",), "go.mod is not a Go file"),
        (("pipe.go",), "pipe.go is not a regular file"),
        (("--aspects", "no.yml", "a.go"), "no.yml"),
    ],
)
def test_faults_are_one_message_with_a_hint(module: Path, arguments: tuple[str, ...], message: str) -> None:
    os.mkfifo(module / "pipe.go")
    result = run(*arguments)
    assert isinstance(result.exception, Fault)
    assert message in result.exception.message


@pytest.mark.parametrize("mode", ["-d", "-l"])
def test_the_exit_code_reports_a_difference(module: Path, mode: str) -> None:
    assert [run(mode, *flags, "a.go").exit_code for flags in ([], ["--exit-code"], ["-exit-code"])] == [0, 1, 1]
    assert run(mode, "--exit-code", "b.go").exit_code == 0
    assert (module / "a.go").read_text() == SOURCE


def test_help_has_an_example() -> None:
    assert "Example: pyorch instrument -w ./..." in run("--help").stdout


def test_many_files_in_several_processes_come_out_in_order(module: Path) -> None:
    for number in range(120):
        folder = module / "many" / f"p{number // 10:02}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"f{number:03}.go").write_text(SOURCE.replace("F(", f"F{number}("))
    result = run("-l", "./many/...")
    assert result.stdout.splitlines() == [f"many/p{number // 10:02}/f{number:03}.go" for number in range(120)]


def test_files_are_written_only_after_all_are_examined(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The types of packages that import each other are those of the original sources."""
    seen: list[bool] = []

    def results(paths: list[str], _: object) -> Iterator[list[Outcome]]:
        for path in paths:
            seen.append(any("otel" in Path(each).read_text() for each in paths))
            yield [Outcome(path, Path(path).read_bytes(), b"otel")]

    monkeypatch.setattr(command, "run", results)
    run("-w", "a.go", "b.go")
    assert seen == [False, False]
    assert (module / "b.go").read_text() == "otel"


def test_an_edit_during_the_run_is_kept_and_the_other_files_are_written(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = SOURCE + "\nvar x = 1\n"

    def results(paths: list[str], options: Options) -> Iterator[list[Outcome]]:
        yield from all_results(paths, options)
        (module / "a.go").write_text(edited)

    monkeypatch.setattr(command, "run", results)
    result = run("-w", "./...")
    assert (module / "a.go").read_text() == edited
    assert "otel" in (module / "sub/c.go").read_text()
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if "a.go" in line] == [
        "pyorch: cannot write a.go: it changed after pyorch read it; run the command again [PY1010]"
    ]
    assert "1 function instrumented in 1 of 4 files" in result.stderr
    assert "1 file with errors" in result.stderr


def test_a_fifo_or_device_with_the_name_of_a_go_file_is_skipped(module: Path) -> None:
    """go itself waits for a FIFO, so pyorch does not ask it for the types of this folder."""
    (module / "a.go").write_text(SOURCE.replace("context.Context", "context.Context, c *MyContext"))
    (module / "sub/c.go").write_text(SOURCE.replace("ctx context.Context", "c *MyContext"))
    os.mkfifo(module / "sub/pipe.go")
    (module / "zero.go").symlink_to("/dev/zero")
    with within(seconds=30):
        result = run("-w", "./...")
    assert result.exit_code == 0
    assert "1 function instrumented in 1 of 6 files" in result.stderr
    assert "2 not a regular file" in result.stderr
    assert "no type information in 1 folder" in result.stderr
    assert "sub: go would wait for pipe.go, which is not a regular file" in result.stderr


def test_a_fifo_beside_a_file_that_is_instrumented(module: Path) -> None:
    os.mkfifo(module / "pipe.go")
    with within(seconds=30):
        assert "span := otel" in run("a.go").stdout


def test_a_folder_may_have_the_name_of_a_go_file(module: Path) -> None:
    (module / "sub").rename(module / "sub.go")
    assert run("-l", "sub.go").stdout == "sub.go/c.go\n"
    assert run("-l", ".").stdout == "a.go\n"
    assert run("-l", "./...").stdout == "a.go\nsub.go/c.go\n"


def test_two_names_of_one_file_are_written_once(module: Path) -> None:
    (module / "link.go").symlink_to("a.go")
    result = run("-w", "a.go", "link.go")
    assert (result.exit_code, "errors" in result.stderr) == (0, False)
    assert (module / "a.go").read_text().count("span :=") == 1
    assert (module / "link.go").is_symlink()


def test_hard_links_keep_the_old_source_and_the_command_reports_it(module: Path) -> None:
    (module / "backup").hardlink_to(module / "a.go")
    result = run("-w", "a.go", "sub")
    assert (module / "backup").read_text() == SOURCE
    assert "otel" in (module / "a.go").read_text()
    assert [line for line in result.stderr.splitlines() if "hard links" in line] == [
        "pyorch: a.go: its other hard links keep the old source"
    ]
    assert result.exit_code == 0


def test_a_read_only_file_is_reported_and_the_others_are_written(module: Path) -> None:
    (module / "a.go").chmod(0o444)
    result = run("-w", "./...")
    assert "pyorch: cannot write a.go: the file is read-only" in result.stderr
    assert (result.exit_code, (module / "a.go").read_text()) == (1, SOURCE)
    assert "otel" in (module / "sub/c.go").read_text()


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail instead of waiting for ever."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
