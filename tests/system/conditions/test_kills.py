"""Faults: builds in two pid namespaces share the caches, and are killed at random moments; what follows is right.

`make kills` kills a thousand builds. In each namespace, process ids begin with 1, so both have processes with the same ids.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.helpers.smallest_program import Running, running
from tests.helpers.workshop import Workshop, pyorch_script

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.build

ALONE = ("unshare", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc")
WAYS = ([str(pyorch_script()), "go", "build"], ["go", "build", "-toolexec=pyorch toolexec"])
KILLS = int(os.environ.get("PYORCH_KILLS", "20"))
# So many builds run at once, each in a namespace of its own. In three rounds of four, all of them are killed.
BUILDS = 3
# So many programs are known, and then the caches are empty again.
VARIANTS = 25


@dataclass(slots=True)
class Figures:
    """What happened."""

    kills: int = 0
    stopped: int = 0
    survivors: int = 0
    slowest: float = 0
    rounds: int = 0


# The standard library but for the runtime is in none of these packages, so that a build takes a second.
FILES = {
    "go.mod": "module example.com/killed\n\ngo 1.25\n",
    "main.go": """\
package main

import "example.com/killed/shade"

func main() { println(shade.Colour()) }
""",
    "shade/shade.go": 'package shade\n\nfunc Colour() string { return "red" }\n',
    "bulb/bulb.go": 'package bulb\n\nimport "example.com/killed/bulb/glass"\n\nfunc Light() { println(glass.Clear) }\n',
    "bulb/glass/glass.go": 'package glass\n\nconst Clear = "clear"\n',
    "orchestrion.yml": """\
aspects:
  - id: light
    join-point: {function-body: {function: [{name: Colour}]}}
    advice:
      - prepend-statements: {imports: {bulb: example.com/killed/bulb}, template: bulb.Light()}
""",
}
WOVEN = "clear\nred\n"


def write_variant(workshop: Workshop, number: int) -> None:
    salt = f'\nvar Salt = "{number}"\n'
    workshop.write({**FILES, "main.go": FILES["main.go"] + salt, "shade/shade.go": FILES["shade/shade.go"] + salt})


def program_of(workshop: Workshop, name: str) -> bytes:
    """The program that a build made; it is woven."""
    assert workshop.run(f"./{name}").err == WOVEN
    return (workshop.folder / name).read_bytes()


def undisturbed(workshop: Workshop) -> list[bytes]:
    """The programs that undisturbed builds make from each variant of the sources."""
    programs = []
    for number in range(min(VARIANTS, KILLS)):
        write_variant(workshop, number)
        built = workshop.pyorch("go", "build", "-o", "undisturbed", ".")
        assert (built.code, built.text) == (0, "")
        programs.append(program_of(workshop, "undisturbed"))
    return programs


def rounds(workshop: Workshop, kept: Path, expected: list[bytes]) -> Iterator[tuple[int, bytes]]:
    """Change the sources, again and again; no cache has anything of the new variant."""
    number = 0
    while True:
        variant = number % len(expected)
        if variant == 0:
            shutil.rmtree(workshop.environment["GOCACHE"], ignore_errors=True)
            shutil.copytree(kept, workshop.environment["GOCACHE"], copy_function=shutil.copy)
        if number % 3 == 0:  # so that the builds make a plan, and run a nested build
            shutil.rmtree(workshop.environment["PYORCH_CACHE_DIR"], ignore_errors=True)
        write_variant(workshop, variant)
        yield number, expected[variant]
        number += 1


def kill(build: Running, after: float, stopped: float) -> bool:
    """End all processes of a build without a word, perhaps after they were stopped for a while; report whether it still ran."""
    time.sleep(after)
    still_runs = build.process.poll() is None
    if still_runs and stopped:
        build.signal_group(signal.SIGSTOP)
        time.sleep(stopped)
    with contextlib.suppress(ProcessLookupError):
        build.signal_group(signal.SIGKILL)
    build.end()
    return still_runs


@pytest.mark.row("faults", "SIGKILL, or SIGSTOP and then SIGKILL, at random moments, in two pid namespaces")
def test_builds_in_two_namespaces_are_killed(tmp_path: Path) -> None:
    (tmp_path / "module").mkdir()
    environment = {"PYORCH_ASPECTS": "modules", "GOFLAGS": "-trimpath"}
    own = Workshop(tmp_path / "module", {**environment, "GOCACHE": str(tmp_path / "own gocache")})
    if own.run(*ALONE, "true").code != 0:
        pytest.skip("a pid namespace cannot be had here (unshare --map-root-user --pid --mount-proc)")
    own = own.with_environment(PYORCH_CACHE_DIR=str(tmp_path / "own pyorch"))
    assert own.write(FILES).pyorch("go", "build", "-o", "first", ".").code == 0
    shutil.copytree(own.environment["GOCACHE"], tmp_path / "kept")
    expected = undisturbed(own)
    shared = own.with_environment(GOCACHE=str(tmp_path / "gocache"), PYORCH_CACHE_DIR=str(tmp_path / "pyorch"))
    choice = random.Random(KILLS)
    figures = Figures()
    length = 1.0
    for number, program in rounds(shared, tmp_path / "kept", expected):
        if figures.kills >= KILLS:
            break
        commands = [(*ALONE, *choice.choice(WAYS), "-o", f"program{each}", ".") for each in range(BUILDS)]
        victims = BUILDS if number % 4 else BUILDS - 1
        with contextlib.ExitStack() as stack, ThreadPoolExecutor(BUILDS) as pool:
            builds = [stack.enter_context(running(shared, *command)) for command in commands]
            pauses = [choice.choice((0, choice.random())) for _ in range(victims)]
            moments = [choice.random() * length for _ in range(victims)]
            killed = list(pool.map(kill, builds, moments, pauses))
            figures.kills += sum(killed)
            figures.stopped += sum(bool(pause) and was for pause, was in zip(pauses, killed, strict=True))
            for each in range(victims, BUILDS):
                ended = builds[each].end(120)
                assert (ended.code, ended.said) == (0, ""), number
                assert program_of(shared, f"program{each}") == program, number
                figures.survivors += 1
        begun = time.monotonic()
        prefix = ALONE if choice.random() < 0.5 else ()
        with running(shared, *prefix, *choice.choice(WAYS), "-o", "next", ".") as build:
            result = build.end(120)
        took = time.monotonic() - begun
        figures.rounds += 1
        figures.slowest, length = max(figures.slowest, took), max(0.5, min(3.0, 0.8 * length + 0.4 * took))
        assert (result.code, result.said) == (0, ""), number
        assert program_of(shared, "next") == program, number
        if KILLS > 100 and figures.rounds % 20 == 0:
            print(figures, flush=True)
    print(f"\n{figures}")
