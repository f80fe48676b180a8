"""Formats floating-point numbers as Go's strconv does."""

from __future__ import annotations

_MANTISSA_BITS = 52


def float_text(value: float, style: str, precision: int, sharp: bool) -> str:
    """Format a number for a verb (b e E f g G x X); precision -1 means as few digits as identify the number.

    `sharp` keeps the decimal point and trailing zeros. Infinities and NaN become +Inf, -Inf and NaN.
    """
    if value - value != 0:
        return "NaN" if value != value else "+Inf" if value > 0 else "-Inf"  # noqa: PLR0124 - only NaN differs
    if style == "b":
        return _binary(value)
    if style in "xX":
        text = _hexadecimal(value, precision)
        text = text.upper() if style == "X" else text
    elif precision >= 0:
        text = f"%.{precision}{style}" % value
    else:
        text = _shortest(value, style)
    return _with_point(text, style, precision) if sharp else text


def _shortest(value: float, style: str) -> str:
    """Format for `%g` or `%G` without a precision: exponent notation below -4 and from 6 on."""
    sign, digits, exponent = _decimal_digits(value)
    if -4 <= exponent < 6:
        if exponent < 0:
            return f"{sign}0.{'0' * (-exponent - 1)}{digits}"
        whole = digits[: exponent + 1].ljust(exponent + 1, "0")
        fraction = digits[exponent + 1 :]
        return f"{sign}{whole}.{fraction}" if fraction else sign + whole
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    mark = "E" if style == "G" else "e"
    return f"{sign}{digits[0]}{fraction}{mark}{exponent:+03d}"


def _decimal_digits(value: float) -> tuple[str, str, int]:
    """Return the sign, the fewest digits that identify the number, and the exponent of the first digit."""
    text = repr(value)
    sign = "-" if text[0] == "-" else ""
    mantissa, _, exponent = text.lstrip("-").partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    if not digits:
        return sign, "0", 0
    leading_zeros = len(whole + fraction) - len(digits)
    return sign, digits.rstrip("0"), int(exponent or 0) + len(whole) - 1 - leading_zeros


def _split(value: float) -> tuple[str, int, int]:
    """Return the sign, the mantissa as an integer of 53 bits (fewer if subnormal), and the exponent of two."""
    text = value.hex()
    sign = "-" if text[0] == "-" else ""
    mantissa, _, exponent = text.lstrip("-").removeprefix("0x").partition("p")
    whole, _, fraction = mantissa.partition(".")
    return sign, int(whole + fraction.ljust(13, "0"), 16), int(exponent) - _MANTISSA_BITS


def _binary(value: float) -> str:
    """Format for `%b`: the mantissa in decimal, then the exponent of two."""
    sign, mantissa, exponent = _split(value)
    if not mantissa:
        exponent = -1022 - _MANTISSA_BITS
    return f"{sign}{mantissa}p{exponent:+d}"


def _hexadecimal(value: float, precision: int) -> str:
    """Format for `%x`: a hexadecimal mantissa between one and two, rounded half to even, then the exponent of two."""
    sign, mantissa, exponent = _split(value)
    if mantissa:
        shift = _MANTISSA_BITS + 1 - mantissa.bit_length()
        mantissa <<= shift
        exponent += _MANTISSA_BITS - shift
    else:
        exponent = 0
    if 0 <= precision < 13:
        mantissa = _rounded(mantissa, 4 * (13 - precision))
        if mantissa >> (_MANTISSA_BITS + 1):
            mantissa >>= 1
            exponent += 1
    fraction = format(mantissa & ((1 << _MANTISSA_BITS) - 1), "013x")
    fraction = fraction.rstrip("0") if precision < 0 else fraction[:precision].ljust(precision, "0")
    point = f".{fraction}" if fraction else ""
    return f"{sign}0x{mantissa >> _MANTISSA_BITS}{point}p{exponent:+03d}"


def _rounded(mantissa: int, bits: int) -> int:
    """Return the mantissa with its last `bits` rounded away, half to even."""
    half = 1 << (bits - 1)
    kept, rest = mantissa >> bits, mantissa & ((1 << bits) - 1)
    if rest > half or (rest == half and kept & 1):
        kept += 1
    return kept << bits


def _with_point(text: str, style: str, precision: int) -> str:
    """Return the text with a decimal point and, for g and x, zeros up to the precision."""
    sign = text[0] if text[0] == "-" else ""
    body = text[len(sign) :]
    marks = "pP" if style in "xX" else "eE"
    end = next((position for position, character in enumerate(body) if character in marks), len(body))
    number, tail = body[:end], body[end:]
    wanted = (6 if precision < 0 else precision) if style in "gGx" else 0
    digits = number.removeprefix("0x").replace(".", "")
    significant = digits.lstrip("0")
    seen = len(significant) if style != "x" else len(number.replace(".", "").lstrip("0"))
    if "." not in number:
        if number == "0":
            seen += 1
        number += "."
    return sign + number + "0" * (wanted - seen) + tail
