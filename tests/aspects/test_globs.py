"""Globs match as Go's path.Match, with `**` in addition."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from orchestrion_py.aspects.globs import matches


@pytest.mark.build
def test_without_double_stars_globs_are_gos() -> None:
    chance = random.Random(4)
    pairs: list[tuple[str, str]] = []
    while len(pairs) < 20_000:
        pattern = "".join(chance.choices("aab/*?[]^-\\é", k=chance.randint(0, 8)))
        # `package-filter` treats a single star as everything, and path.Match does not know `**`.
        if pattern != "*" and "**" not in pattern:
            pairs.append((pattern, "".join(chance.choices("aab/]^-é", k=chance.randint(0, 5)))))
    program = Path(__file__).with_name("globs.go")
    finished = subprocess.run(
        ["go", "run", str(program)], input=json.dumps(pairs), capture_output=True, text=True, check=True
    )
    wanted = json.loads(finished.stdout)
    assert sum(wanted) > 500
    wrong = [pair for pair, answer in zip(pairs, wanted, strict=True) if matches(*pair) != answer]
    assert wrong == []


@pytest.mark.parametrize(
    ("pattern", "path", "answer"),
    [
        ("*", "a/b/c", True),
        ("**", "a/b/c", True),
        ("a/**", "a", True),
        ("a/**", "a/b/c", True),
        ("a/**", "ab", False),
        ("**/c", "c", True),
        ("**/c", "a/b/c", True),
        ("a/**/c", "a/c", True),
        ("a/**/c", "a/b/b/c", True),
        ("a/**/c", "a/b/cd", False),
        ("a**", "ab/c", True),
        ("a**", "b/a", False),
        ("**c", "a/bc", True),
        ("a**c", "ab/x/bc", True),
        ("a**c", "abc", False),
        ("a/*/**/d", "a/b/d", True),
        ("a/*/**/d", "a/d", False),
        ("a/[**", "a/[", False),
    ],
)
def test_double_stars(pattern: str, path: str, answer: bool) -> None:
    assert matches(pattern, path) is answer


def test_many_stars_are_fast() -> None:
    assert not matches("/".join(["**", "a"] * 20), "/".join("a" * 19))
