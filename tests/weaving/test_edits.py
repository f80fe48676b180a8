"""Edits nest as the nodes that they replace, in whatever order they are made."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies

from orchestrion_py.weaving.edits import Edits, Original
from orchestrion_py.weaving.weave_errors import WeaveError

TEXT = b"f(g(x), y)"
OUTER, INNER, ARGUMENT = (0, 10), (2, 6), (4, 5)


def applied(edits: Edits, text: bytes = TEXT) -> str:
    return b"".join(run.text for run in edits.apply(text)).decode()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_nested_replacements_keep_each_other(order: tuple[int, ...]) -> None:
    replacements = [(span, ("<", Original(*span), ">")) for span in (OUTER, INNER, ARGUMENT)]
    edits = Edits()
    for index in order:
        span, pieces = replacements[index]
        edits.replace(*span, pieces)
    assert applied(edits) == "<f(<g(<x>)>, y)>"


def test_a_second_replacement_goes_around_the_first() -> None:
    edits = Edits()
    edits.replace(*INNER, ("a(", Original(*INNER), ")"))
    edits.replace(*INNER, ("b(", Original(*INNER), ")"))
    assert applied(edits) == "f(b(a(g(x))), y)"


def test_a_part_moves_with_the_code_woven_into_it() -> None:
    edits = Edits()
    edits.replace(*ARGUMENT, ("[", Original(*ARGUMENT), "]"))
    edits.replace(*OUTER, ("h(", Original(8, 9), ", ", Original(*INNER), ")"))
    assert applied(edits) == "h(y, g([x]))"


def test_a_part_of_a_part_moves_with_the_code_woven_into_it() -> None:
    edits = Edits()
    edits.replace(*ARGUMENT, ("[", Original(*ARGUMENT), "]"))
    edits.replace(*INNER, ("<", Original(*INNER), ">"))
    edits.replace(*OUTER, ("h(", Original(*ARGUMENT), ")"))
    assert applied(edits) == "h([x])"


def test_nesting_may_be_deeper_than_pythons_stack() -> None:
    depth = 5000
    text = b"f(" * depth + b")" * depth
    edits = Edits()
    for level in range(depth):
        span = (2 * level, 3 * depth - level)
        edits.replace(*span, ("<", Original(*span), ">"))
    assert applied(edits, text) == "<f(" * depth + ")>" * depth


def test_text_that_doubles_at_every_level_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestrion_py.weaving.edits._MOST_RUNS", 10_000)
    text = b"f(" * 60 + b")" * 60
    edits = Edits()
    for level in range(60):
        span = (2 * level, 180 - level)
        edits.replace(*span, (Original(*span), "+", Original(*span)))
    with pytest.raises(WeaveError, match="grows without end"):
        list(edits.apply(text))


def test_insertions_are_in_the_requested_order() -> None:
    edits = Edits()
    edits.insert(2, ("b",))
    edits.insert(2, ("c",))
    edits.insert(2, ("a",), first=True)
    assert applied(edits) == "f(abcg(x), y)"


def test_an_insertion_at_the_border_of_a_replaced_range_stays_outside() -> None:
    edits = Edits()
    edits.replace(*INNER, ("<", Original(*INNER), ">"))
    edits.insert(INNER[0], ("!",))
    edits.insert(INNER[1], ("?",))
    assert applied(edits) == "f(!<g(x)>?, y)"


def test_an_insertion_at_the_start_of_a_replaced_range_does_not_move_its_content() -> None:
    edits = Edits()
    edits.insert(INNER[0], ("!",))
    edits.replace(*INNER, ("<", Original(*INNER), ">"))
    edits.replace(*ARGUMENT, ("[", Original(*ARGUMENT), "]"))
    assert applied(edits) == "f(!<g([x])>, y)"


def test_a_later_text_at_a_place_replaces_the_earlier_one() -> None:
    edits = Edits()
    edits.insert(2, ("a",))
    edits.put(2, ("b",))
    edits.insert(2, ("c",))
    edits.put(2, ("d",))
    assert applied(edits) == "f(adcg(x), y)"


def test_dropped_ranges_are_known() -> None:
    edits = Edits()
    edits.replace(*OUTER, ("h(", Original(*ARGUMENT), ")"))
    assert edits.dropped() == [(0, 4), (5, 10)]


def test_without_edits_the_text_is_unchanged() -> None:
    assert applied(Edits()) == TEXT.decode()
    assert not Edits()


@given(strategies.lists(strategies.tuples(strategies.integers(0, 20), strategies.text("ab", max_size=2)), max_size=12))
def test_insertions_never_lose_a_byte_of_the_original(insertions: list[tuple[int, str]]) -> None:
    text = b"0123456789ABCDEFGHIJ"
    edits = Edits()
    for offset, inserted in insertions:
        edits.insert(offset, (inserted,))
    runs = list(edits.apply(text))
    assert b"".join(run.text for run in runs if run.start is not None) == text
    assert len(applied(edits, text)) == len(text) + sum(len(inserted) for _, inserted in insertions)
