"""The contenders, the order of the builds, and which processes count as pyorch's."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.census import Sampler, what_it_is
from tests.bench.contenders import edit_main, edit_store, five_builds
from tests.bench.errors import BenchError
from tests.bench.measuring import run
from tests.bench.rounds import rotated


def test_each_contender_begins_one_round() -> None:
    hand, *others = five_builds(Path("x"))
    contenders = [hand, *others]
    assert [rotated(contenders, turn)[0].name for turn in range(6)] == [each.name for each in [*contenders, hand]]
    assert {each.name for each in rotated(contenders, 3)} == {each.name for each in contenders}


def test_contenders_do_not_share_folders(tmp_path: Path) -> None:
    contenders = [each.prepared() for each in five_builds(tmp_path)]
    for name in ("GOCACHE", "PYORCH_CACHE_DIR"):
        assert len({each.workshop.environment[name] for each in contenders}) == len(contenders)
    assert len({each.module for each in contenders}) == len(contenders)


def test_an_edit_replaces_the_last_one(tmp_path: Path) -> None:
    for contender in (each.prepared() for each in five_builds(tmp_path)):
        main = contender.module / contender.main
        before = main.read_text(encoding="utf-8")
        edit_main(contender, 1)
        edit_main(contender, 2)
        edit_store(contender, 3)
        assert main.read_text(encoding="utf-8") == before + "\nvar benchmarkEdit = 2\n"
        assert (contender.module / "internal/store/store.go").read_text(encoding="utf-8").endswith(" = 3\n")


def test_a_program_without_tracing_is_refused(tmp_path: Path) -> None:
    contender = five_builds(tmp_path)[1].prepared()
    for name in ("front", "back"):
        (contender.folder / "bin" / name).write_bytes(b"plain")
    with pytest.raises(BenchError, match="pyorch go build: there is no tracing in the program 'front'"):
        contender.check_programs()


def test_cpu_time_of_grandchildren_counts(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.2: pass"
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    sample = run([sys.executable, "-c", nested], tmp_path, os.environ)
    assert sample.cpu >= 0.2
    assert sample.wall >= 0.2


def test_the_error_of_a_failed_build_has_its_output(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="ended with exit code 3:\nno such package"):
        run(["sh", "-c", "echo no such package; exit 3"], tmp_path, os.environ)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (
            "/v/bin/python3 -I -S /s/orchestrion_py/toolexec/tool_call.py /plan /go/tool/compile -o x",
            "Python in front of compile",
        ),
        (
            "/v/bin/python3 -I -S /s/orchestrion_py/toolexec/tool_call.py /plan /go/tool/link -o x",
            "Python in front of link",
        ),
        ("/v/bin/python3 /v/bin/pyorch-py go build ./cmd/...", "Python of the command line"),
        ("/v/bin/python3 -E -P -c orchestrion_py.cli.main go build ./cmd/...", "Python of the command line"),
        ("/bin/sh /v/bin/pyorch toolexec /go/tool/compile -V=full", "the sh script"),
        ("/go/tool/compile -o /tmp/b1/pkg.a -importcfg /tmp/b1/pyorch/importcfg", ""),
        ("go build -toolexec=/v/bin/pyorch\\ toolexec ./cmd/...", ""),
        ("/v/bin/python3 -m tests.bench", ""),
    ],
)
def test_kinds_of_pyorch_processes(command: str, name: str) -> None:
    assert what_it_is(command.split(" ")) == name


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc here")
def test_only_one_session_is_sampled(tmp_path: Path) -> None:
    script = tmp_path / "pyorch-py"
    script.write_text("held = bytearray(b'x') * (60 << 20)\nprint(flush=True)\ninput()\n", encoding="utf-8")
    with (
        subprocess.Popen(
            [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        ) as mine,
        subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other,
    ):
        sampler = Sampler()
        for process in (mine, other):
            assert process.stdout is not None
            process.stdout.readline()
        sampler.start(mine.pid)
        deadline = time.monotonic() + 30
        while not sampler.peaks and time.monotonic() < deadline:
            time.sleep(0.01)
        sampler.stop()
        mine.communicate(b"\n")
        other.communicate(b"\n")
    ((pid, _),) = sampler.peaks
    assert pid == str(mine.pid)
    ((name, peak),) = sampler.peaks.values()
    assert name == "Python of the command line"
    assert 60 << 10 < peak < 100 << 10
