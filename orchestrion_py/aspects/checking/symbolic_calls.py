"""Calls template functions on symbolic values, as far as a result can be known without data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orchestrion_py.aspects.checking.symbolic_values import NAME, Known, Symbol, Unknown, key_of, negated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Truth = Callable[[Symbol], bool]

_VERB = re.compile(r"%[-+# 0]*[0-9]*(?:\.[0-9]+)?([a-zA-Z%])")
_LOOKS = {"q": '"text"', "d": "1", "x": "1", "t": "true", "%": "%"}


def call(name: str, arguments: Sequence[Symbol], truth: Truth) -> Symbol:
    """Return the result of a function; an unknown result is the same for the same arguments."""
    if name in ("and", "or"):
        return _and_or(arguments, truth, stops_at=name == "or")
    if name == "not" and len(arguments) == 1:
        return _not(arguments[0])
    if name in ("eq", "ne") and len(arguments) == 2:
        equal = _equal(arguments[0], arguments[1])
        return equal if name == "eq" else _not(equal)
    if name == "printf" and arguments and isinstance(arguments[0], Known) and isinstance(arguments[0].value, str):
        return _formatted(arguments[0].value, arguments[1:])
    if name == "Version":
        return Known("v0.0.0")
    # `index LIST 0` prints as the elements do that `range LIST` visits.
    origin = f"{arguments[0].origin}[]" if name == "index" and arguments and isinstance(arguments[0], Unknown) else name
    return Unknown(f"({' '.join([name, *map(key_of, arguments)])})", origin)


def _and_or(arguments: Sequence[Symbol], truth: Truth, *, stops_at: bool) -> Symbol:
    value: Symbol = Known(None)
    for value in arguments:
        if truth(value) == stops_at:
            break
    return value


def _not(value: Symbol) -> Symbol:
    return Known(not value.value) if isinstance(value, Known) else negated(value)


def _equal(left: Symbol, right: Symbol) -> Symbol:
    if isinstance(left, Known) and isinstance(right, Known):
        return Known(left.value == right.value)
    if isinstance(left, Unknown) and right == Known(""):
        return negated(left)  # an empty string counts as false
    if isinstance(right, Unknown) and left == Known(""):
        return negated(right)
    return Known(True) if left == right else Unknown(f"(eq {key_of(left)} {key_of(right)})")


def _formatted(text: str, arguments: Sequence[Symbol]) -> Symbol:
    """Return the result of printf: %q always prints a Go literal, but other verbs may print any text."""
    look = _VERB.sub(lambda match: _LOOKS.get(match[1], NAME), text)
    if all(verb in _LOOKS for verb in _VERB.findall(text)):
        return Known(look)
    return Unknown(f"(printf {' '.join([repr(text), *map(key_of, arguments)])})", "printf", look=look)
