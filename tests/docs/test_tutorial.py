"""docs/tutorial.md, played word for word: each file is saved, each command runs, each trace that it shows arrives."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.helpers.paths import REPOSITORY

_BLOCK = re.compile(r'(?ms)^```(\w+)(?: title="([^"]*)")?\n(.*?)^```$|^[^\n]*Press Ctrl-C\.$')
_SECONDS_UNTIL_A_TRACE_IS_THERE = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One block of the page, or the words "Press Ctrl-C."."""

    kind: str
    title: str
    text: str


def steps() -> list[Step]:
    page = (REPOSITORY / "docs" / "tutorial.md").read_text(encoding="utf-8")
    return [Step(each[1] or "ctrl-c", each[2] or "", each[3] or "") for each in _BLOCK.finditer(page)]


def test_the_player_knows_every_block() -> None:
    kinds = {(step.kind, bool(step.title)) for step in steps()}
    assert kinds == {("sh", True), ("sh", False), ("go", True), ("yaml", True), ("text", True), ("ctrl-c", False)}
    page = (REPOSITORY / "docs" / "tutorial.md").read_text(encoding="utf-8")
    assert page.count("```") == 2 * len([step for step in steps() if step.kind != "ctrl-c"])


@dataclass(slots=True)
class Reader:
    """Someone who does what the page says, in a home folder of their own."""

    home: Path
    folder: Path
    setting: str = ""
    service: subprocess.Popen[str] | None = None
    log: list[str] = field(default_factory=list)

    def do(self, step: Step) -> None:
        if step.kind == "sh" and step.title == "first terminal":
            self.start(step.text)
        elif step.kind == "sh":
            self.run(step)
        elif step.kind in ("go", "yaml"):
            (self.folder / step.title).write_text(step.text, encoding="utf-8")
        elif step.kind == "text":
            self.wait_for(step.text)
        else:
            self.interrupt()

    def run(self, step: Step) -> None:
        """Run commands as one terminal would: what they export and where they go counts for those that follow."""
        folder = REPOSITORY if step.title == "in the clone" else self.folder
        script = f"{self.setting}\nset -e\n{step.text}\npwd >'{self.home}/folder'"
        finished = subprocess.run(
            ["bash", "-c", script], cwd=folder, env=self.environment(), capture_output=True, text=True, check=False
        )
        assert finished.returncode == 0, f"{step.text}\n{finished.stdout}{finished.stderr}"
        if folder != REPOSITORY:
            self.folder = Path((self.home / "folder").read_text().strip())
        self.setting += "".join(f"{line}\n" for line in step.text.splitlines() if line.startswith("export "))

    def start(self, command: str) -> None:
        script = f"{self.setting}\nexec env {command}"
        with (self.home / "service.log").open("w") as log:
            self.service = subprocess.Popen(
                ["bash", "-c", script], cwd=self.folder, env=self.environment(), stdout=log, stderr=log, text=True
            )
        self.until(lambda: _answers("http://127.0.0.1:8571/orders") or self.service_ended(), "the service to answer")
        assert not self.service_ended(), self.output()

    def wait_for(self, shown: str) -> None:
        wanted = [_without_figures(line) for line in shown.splitlines()]
        self.until(lambda: set(wanted) <= {_without_figures(line) for line in self.output().splitlines()}, shown)

    def until(self, question: object, what: str) -> None:
        assert callable(question)
        end = time.monotonic() + _SECONDS_UNTIL_A_TRACE_IS_THERE
        while not question():
            assert time.monotonic() < end, f"waited in vain for {what}\n{self.output()}"
            time.sleep(0.2)

    def interrupt(self) -> None:
        if self.service:
            self.service.send_signal(signal.SIGINT)
            self.service.wait(timeout=30)
            self.service = None

    def service_ended(self) -> bool:
        return self.service is not None and self.service.poll() is not None

    def output(self) -> str:
        return (self.home / "service.log").read_text()

    def environment(self) -> dict[str, str]:
        """An environment with nothing but go and its caches, Python, and the tools of the system."""
        python = Path(sys.base_prefix) / "bin"
        go = subprocess.run(
            ["go", "env", "GOROOT", "GOCACHE", "GOMODCACHE", "GOPROXY", "GOSUMDB"],
            capture_output=True,
            text=True,
            check=True,
        )
        goroot, cache, modules, proxy, sums = go.stdout.splitlines()
        kept = {
            name: value
            for name, value in os.environ.items()
            if name.startswith(("PIP_", "SSL_")) or "proxy" in name.lower()
        }
        return {
            **kept,
            "HOME": str(self.home),
            "PATH": f"{python}:{goroot}/bin:/usr/bin:/bin",
            "GOCACHE": cache,
            "GOMODCACHE": modules,
            "GOPROXY": proxy,
            "GOSUMDB": sums,
            "NO_COLOR": "1",
        }


@pytest.mark.build
@pytest.mark.slow
def test_the_tutorial_word_for_word(tmp_path: Path) -> None:
    reader = Reader(tmp_path, tmp_path)
    begin = time.monotonic()
    try:
        for step in steps():
            start = time.monotonic()
            reader.do(step)
            print(f"{time.monotonic() - start:6.1f} s  {step.kind}: {step.text.partition(chr(10))[0]}")
    finally:
        reader.interrupt()
    print(f"{time.monotonic() - begin:6.1f} s  all")


def _answers(url: str) -> bool:
    return subprocess.run(["curl", "--silent", "--output", "/dev/null", url], check=False).returncode == 0


def _without_figures(line: str) -> str:
    """A line of a trace without what differs from run to run: ids, times, durations, widths of columns."""
    line = re.sub(r"\b([0-9a-f]{32}|\d{15,20})\b", "ID", line)
    line = re.sub(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d", "TIME", line)
    line = re.sub(r"\b\d+(\.\d+)? ?(ns|[µμ]s|ms|s)\b", "DURATION", line)
    return re.sub(r" +", " ", line).strip()
