"""The order of the builds: each round begins with another contender, so that a busy minute affects all alike."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from tests.bench.contenders import edit_main, edit_store
from tests.bench.figures import Measured, Row, row
from tests.bench.measuring import build
from tests.bench.table import seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.bench.contenders import Contender
    from tests.bench.figures import Sample

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of build: the preparation, and how many of it a round has."""

    key: str
    title: str
    target: float | None
    prepare: Callable[[Contender, int], None]
    in_a_round: int = 1


def _nothing(_contender: Contender, _number: int) -> None:
    """Prepare nothing."""


def _cold(contender: Contender, _number: int) -> None:
    contender.forget()
    os.sync()  # write earlier changes to the disk before the clock starts


# A build without a change takes a fifth of a second, so a round has several of them.
NO_CHANGE = Kind("no-change", "rebuild with no change", 1.0, _nothing, in_a_round=3)
EDIT_MAIN = Kind("edit-main", "rebuild after editing a main", 1.06, edit_main)
EDIT_STORE = Kind("edit-store", "rebuild after editing the store", None, edit_store)
COLD = Kind("cold", "cold build, everything compiled", 1.08, _cold)


def measure(contenders: Sequence[Contender], warm: int, cold: int, say: Callable[[str], None]) -> list[Row]:
    """Run all builds, the cold ones first, which fill the caches for the others."""
    taken: dict[str, dict[str, list[Sample]]] = {}
    numbers = count(1)
    say(f"cold builds: {cold} of each of {len(contenders)} contenders, a minute or two each")
    for round_ in range(cold):
        for contender in rotated(contenders, round_):
            sample = _one(COLD, contender, next(numbers), taken)
            contender.check_programs()
            say(f"cold build {round_ + 1} of {cold}, {contender.name}: {seconds(sample.wall)} s")
    for round_ in range(warm):
        for kind in (NO_CHANGE, EDIT_MAIN, EDIT_STORE):
            for turn in range(kind.in_a_round):
                for contender in rotated(contenders, round_ + turn):
                    _one(kind, contender, next(numbers), taken)
        say(f"rebuilds, round {round_ + 1} of {warm}: " + ", ".join(_last(contenders, taken)))
    return [_row(kind, contenders, taken[kind.key]) for kind in (NO_CHANGE, EDIT_MAIN, EDIT_STORE, COLD)]


def rotated(contenders: Sequence[_T], by: int) -> list[_T]:
    """The same contenders in another order: each round begins with the next one."""
    start = by % len(contenders)
    return [*contenders[start:], *contenders[:start]]


def _one(kind: Kind, contender: Contender, number: int, taken: dict[str, dict[str, list[Sample]]]) -> Sample:
    kind.prepare(contender, number)
    sample = build(contender)
    taken.setdefault(kind.key, {}).setdefault(contender.name, []).append(sample)
    return sample


def _last(contenders: Sequence[Contender], taken: dict[str, dict[str, list[Sample]]]) -> Iterator[str]:
    """The round's figures of each contender, in the order of the kinds."""
    for contender in contenders:
        figures = "/".join(
            seconds(taken[kind.key][contender.name][-1].wall) for kind in (NO_CHANGE, EDIT_MAIN, EDIT_STORE)
        )
        yield f"{contender.name} {figures} s"


def _row(kind: Kind, contenders: Sequence[Contender], taken: dict[str, list[Sample]]) -> Row:
    measured = [Measured(each.name, each.is_judged, tuple(taken[each.name])) for each in contenders]
    return row(kind.key, kind.title, kind.target, measured)
