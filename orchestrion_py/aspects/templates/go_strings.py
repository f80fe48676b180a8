"""Go strings and their literals.

A Go string holds bytes, usually UTF-8. Here it is a `str`, in which a lone surrogate represents each byte that is not valid
UTF-8, as in Python's file names ("surrogateescape"). So each character is what Go calls a rune.
"""

from __future__ import annotations

_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}
_ESCAPED = {value: name for name, value in _ESCAPES.items() if name != "\\"}
_HEX_LENGTHS = {"x": 2, "u": 4, "U": 8}
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
_OCTAL_DIGITS = frozenset("01234567")
REPLACEMENT = "\ufffd"


def to_bytes(text: str) -> bytes:
    """Return the bytes of a Go string. Never fails, whatever surrogates it contains."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def from_bytes(data: bytes) -> str:
    """Return the Go string of these bytes."""
    return data.decode("utf-8", "surrogateescape")


def joined(text: str) -> str:
    """Normalise a concatenation: bytes that were invalid apart may form a character together."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return from_bytes(to_bytes(text))
    return text


def byte_length(text: str) -> int:
    """Return Go's len() of a string."""
    return len(text) if text.isascii() else len(to_bytes(text))


def is_letter_or_digit(character: str) -> bool:
    """Whether a character may stand in a Go identifier."""
    return character == "_" or character.isalpha() or character.isdecimal()


def is_invalid_byte(character: str) -> bool:
    """Whether this character represents a byte that is not valid UTF-8."""
    return "\ud800" <= character <= "\udfff"


def code_point_name(character: str) -> str:
    """Return the `%#U` text of a character, U+0023 '#'; the empty string means the end of the text."""
    if not character:
        return "U+FFFFFFFFFFFFFFFF"
    if is_invalid_byte(character):
        character = REPLACEMENT
    name = f"U+{ord(character):04X}"
    return f"{name} '{character}'" if character.isprintable() else name


def quote(text: str, ascii_only: bool = False) -> str:
    """Return a double-quoted Go literal, as strconv.Quote writes it."""
    return '"' + "".join([escaped(character, '"', ascii_only) for character in text]) + '"'


def quote_rune(code: int, ascii_only: bool = False) -> str:
    """Return a single-quoted Go literal; an invalid code point becomes U+FFFD."""
    return "'" + escaped(rune(code), "'", ascii_only) + "'"


def rune(code: int) -> str:
    """Return the character with this code, or U+FFFD."""
    if not 0 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return REPLACEMENT
    return chr(code)


def escaped(character: str, delimiter: str, ascii_only: bool) -> str:
    """Return one character as it is written inside a Go literal."""
    if character in (delimiter, "\\"):
        return "\\" + character
    if character.isprintable() and (not ascii_only or character.isascii()):
        return character
    if character in _ESCAPED:
        return "\\" + _ESCAPED[character]
    if is_invalid_byte(character):
        return f"\\x{ord(character) & 0xFF:02x}"
    code = ord(character)
    if code < 0x20 or code == 0x7F:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def can_backquote(text: str) -> bool:
    """Whether a raw literal can hold this text, as in strconv.CanBackquote."""
    return not any(
        character in "`\x7f\ufeff" or (character < " " and character != "\t") or is_invalid_byte(character)
        for character in text
    )


def unquote(literal: str) -> str | None:
    """Return the value of a Go string literal in double or back quotes; None if it is malformed."""
    if literal[0] == "`":
        return literal[1:-1].replace("\r", "")
    if "\\" not in literal and "\n" not in literal:
        return literal[1:-1]
    value = bytearray()
    position, end = 1, len(literal) - 1
    while position < end:
        character, position = unquote_character(literal, position, '"')
        if position < 0:
            return None
        value += bytes([character]) if isinstance(character, int) else to_bytes(character)
    return from_bytes(bytes(value)) if position == end else None


def unquote_character(literal: str, position: int, delimiter: str) -> tuple[str | int, int]:
    """Return the character of a literal at `position`, and the position after it (-1 if malformed).

    An int is a byte written in hexadecimal or octal, which need not be valid UTF-8.
    """
    character = literal[position : position + 1]
    if character in ("", delimiter, "\n"):
        return "", -1
    if character != "\\":
        return character, position + 1
    name = literal[position + 1 : position + 2]
    position += 2
    if name in _ESCAPES:
        return _ESCAPES[name], position
    if name == delimiter:
        return name, position
    if name in _HEX_LENGTHS:
        return _hexadecimal(literal[position : position + _HEX_LENGTHS[name]], name, position)
    digits = name + literal[position : position + 2]
    if len(digits) == 3 and _OCTAL_DIGITS.issuperset(digits) and int(digits, 8) < 256:
        return int(digits, 8), position + 2
    return "", -1


def _hexadecimal(digits: str, name: str, position: int) -> tuple[str | int, int]:
    length = _HEX_LENGTHS[name]
    if len(digits) != length or not _HEX_DIGITS.issuperset(digits):
        return "", -1
    code = int(digits, 16)
    if name == "x":
        return code, position + length
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "", -1
    return chr(code), position + length
