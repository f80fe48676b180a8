"""Parses Go's number literals."""

from __future__ import annotations

from orchestrion_py.aspects.templates.go_strings import quote, unquote_character

_BASES = {"x": 16, "o": 8, "b": 2}
_MOST_NEGATIVE = -(1 << 63)
_MOST_POSITIVE = (1 << 63) - 1
_MOST_UNSIGNED = (1 << 64) - 1


class Number:
    """A number literal, with its value for each kind of number; None for a kind that cannot hold it.

    `integer` may be as large as Go's uint64. In Go, a constant has no type until its use; `constant()` is its value
    where the use does not ask for a type.
    """

    __slots__ = ("complex", "floating", "integer", "is_rune", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.integer: int | None = None
        self.floating: float | None = None
        self.complex: complex | None = None
        self.is_rune = False

    def constant(self) -> int | float | complex | None:
        """Return the value in the kind that the literal looks like; None if it overflows Go's int."""
        if self.complex is not None:
            return self.complex
        if self.floating is not None and not self.is_rune and self._looks_floating():
            return self.floating
        return self.signed_integer()

    def signed_integer(self) -> int | None:
        """Return the value as Go's int; None if it does not fit."""
        return self.integer if self.integer is not None and self.integer <= _MOST_POSITIVE else None

    def _looks_floating(self) -> bool:
        is_hexadecimal_integer = self.text[:2] in ("0x", "0X") and "p" not in self.text and "P" not in self.text
        return not is_hexadecimal_integer and _has_float_character(self.text)


def parse_rune(literal: str) -> Number | str:
    """Parse a character constant; return a number or an error message."""
    character, position = unquote_character(literal, 1, "'")
    if position < 0:
        return "invalid syntax"
    if literal[position:] != "'":
        return f"malformed character constant: {literal}"
    number = Number(literal)
    number.integer = character if isinstance(character, int) else ord(character)
    number.floating = float(number.integer)
    number.is_rune = True
    return number


def parse_number(literal: str) -> Number | str:
    """Parse a number literal; return a number or an error message."""
    number = Number(literal)
    if literal.endswith("i"):
        imaginary = parse_complex(literal)
        if imaginary is not None:
            number.complex = imaginary
            if imaginary.imag == 0:
                number.floating = imaginary.real
                number.integer = _whole(imaginary.real)
            return number
    number.integer = parse_integer(literal)
    if number.integer is not None:
        number.floating = float(number.integer)
        return number
    number.floating = parse_float(literal)
    if number.floating is None:
        return f"illegal number syntax: {quote(literal)}"
    if not _has_float_character(literal):
        return f"integer overflow: {quote(literal)}"
    number.integer = _whole(number.floating)
    return number


def parse_integer(literal: str) -> int | None:
    """Parse an integer in Go's syntax for base 0; None if it is not one, or does not fit int64 or, without a sign, uint64."""
    sign, digits = _split_sign(literal)
    base = _BASES.get(digits[1:2].lower(), 0) if digits[:1] == "0" else 0
    if base:
        digits = digits[2:]
    elif len(digits) > 1 and digits[0] == "0":
        base, digits = 8, digits[1:]
    if not _underscores_ok(literal):
        return None
    try:
        value = int(digits.replace("_", ""), base or 10)
    except ValueError:
        return None
    value = -value if sign == "-" else value
    most = _MOST_POSITIVE if sign else _MOST_UNSIGNED
    return value if _MOST_NEGATIVE <= value <= most else None


def parse_float(literal: str) -> float | None:
    """Parse a finite floating-point number in Go's syntax; None if it is not one."""
    if not _underscores_ok(literal):
        return None
    digits = literal.replace("_", "")
    is_hexadecimal = _split_sign(digits)[1][:2] in ("0x", "0X")
    if is_hexadecimal and "p" not in digits and "P" not in digits:
        return None
    try:
        value = float.fromhex(digits) if is_hexadecimal else float(digits)
    except (ValueError, OverflowError):
        return None
    return value if value - value == 0 else None


def parse_complex(literal: str) -> complex | None:
    """Parse an imaginary number, or the sum of a real and an imaginary one; None if it is neither."""
    split = max(_last_sign(literal, "+"), _last_sign(literal, "-"))
    imaginary = parse_float(literal[split:-1])
    real = parse_float(literal[:split]) if split else 0.0
    return None if real is None or imaginary is None else complex(real, imaginary)


def _last_sign(literal: str, sign: str) -> int:
    position = literal.rfind(sign)
    while position > 0 and _is_exponent_mark(literal, position - 1):
        position = literal.rfind(sign, 0, position)
    return max(position, 0)


def _is_exponent_mark(literal: str, position: int) -> bool:
    # In 0x1e+2i the e is a digit; in 1e+2i it is not.
    return literal[position] in "pP" or (literal[position] in "eE" and "x" not in literal and "X" not in literal)


def _whole(value: float) -> int | None:
    return int(value) if value.is_integer() and _MOST_NEGATIVE <= value <= _MOST_UNSIGNED else None


def _has_float_character(literal: str) -> bool:
    return any(character in literal for character in ".eEpP")


def _split_sign(literal: str) -> tuple[str, str]:
    return (literal[0], literal[1:]) if literal[:1] in ("+", "-") else ("", literal)


def _underscores_ok(literal: str) -> bool:
    """Whether each underscore stands between two digits; a base prefix counts as a digit."""
    if "_" not in literal:
        return True
    digits = _split_sign(literal)[1]
    allowed = "0123456789"
    if digits[:1] == "0" and digits[1:2].lower() in _BASES:
        allowed += "abcdefABCDEF" if digits[1] in "xX" else ""
        digits = "0" + digits[2:]
    padded = f"_{digits}_"
    return all(
        padded[position - 1] in allowed and padded[position + 1] in allowed
        for position in range(1, len(padded) - 1)
        if padded[position] == "_"
    )
