"""Prints one value for one verb of a format, as Go's fmt does."""

from __future__ import annotations

from orchestrion_py.aspects.templates import go_strings, go_values
from orchestrion_py.aspects.templates.formatting.float_format import float_text
from orchestrion_py.aspects.templates.template_errors import TemplateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_TEXT = 16 << 20
"""The maximum number of characters of one formatted text. Go has no such limit."""

_INTEGER_BASES = {"v": "d", "d": "d", "b": "b", "o": "o", "O": "o", "x": "x", "X": "X"}
_FLOAT_PRECISIONS = {"v": -1, "b": -1, "g": -1, "G": -1, "x": -1, "X": -1, "f": 6, "F": 6, "e": 6, "E": 6}


class Printer:
    """Writes values with the flags of one verb."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.clear_flags()

    def clear_flags(self) -> None:
        """Clear the flags of the previous verb."""
        self.plus = self.minus = self.sharp = self.space = self.zero = self.go_syntax = False
        self.width: int | None = None
        self.precision: int | None = None

    def text(self) -> str:
        """Return everything written so far."""
        return go_strings.joined("".join(self.pieces))

    def write(self, text: str) -> None:
        """Append text unchanged."""
        self.size += len(text)
        if self.size > MOST_TEXT:
            raise TemplateError(f"text is longer than {MOST_TEXT} characters")
        self.pieces.append(text)

    def pad(self, text: str, zero: bool | None = None) -> None:
        """Append text, padded to the width; `zero` overrides the flag that pads with zeros."""
        missing = (self.width or 0) - len(text)
        if missing <= 0:
            self.write(text)
        elif self.minus:
            self.write(text + " " * missing)
        else:
            self.write(("0" if (self.zero if zero is None else zero) else " ") * missing + text)

    def bad_verb(self, verb: str, value: object) -> None:
        """Write Go's complaint about a verb that does not fit the value."""
        if value is None:
            self.write(f"%!{verb}(<nil>)")
            return
        self.write(f"%!{verb}({go_values.type_name(value)}=")
        self.value(value, "v")
        self.write(")")

    def value(self, value: object, verb: str) -> None:
        """Append an argument."""
        if value is None:
            if verb in "Tv":
                self.pad("<nil>")
            else:
                self.bad_verb(verb, None)
        elif verb == "T":
            self.string(go_values.type_name(value), "s", value)
        else:
            _PRINTERS[go_values.kind_of(value)](self, value, verb)

    def element(self, value: object, verb: str) -> None:
        """Append an element of a list or map; a nil prints the same for every verb."""
        if value is None:
            self.write("interface {}(nil)" if self.go_syntax else "<nil>")
        else:
            _PRINTERS[go_values.kind_of(value)](self, value, verb)

    # Kinds of value.

    def missing(self, value: object, verb: str) -> None:
        """Write MISSING, which Go prints only as the value of an action."""
        self.string("<no value>", verb, value)

    def boolean(self, value: object, verb: str) -> None:
        """Write a bool."""
        if verb in "tv":
            self.pad("true" if value else "false")
        else:
            self.bad_verb(verb, value)

    def integer(self, value: int, verb: str) -> None:
        """Write an int."""
        if verb in _INTEGER_BASES:
            self.pad(self.digits(value, verb, self.sharp), zero=False)
        elif verb == "c":
            self.pad(go_strings.rune(value))
        elif verb == "q":
            self.pad(go_strings.quote_rune(value, self.plus))
        elif verb == "U":
            self.pad(self.code_point(value), zero=False)
        else:
            self.bad_verb(verb, value)

    def byte(self, value: int, verb: str) -> None:
        """Write a uint8, which `%#v` prints in hexadecimal."""
        if verb == "v" and self.go_syntax:
            self.pad(self.digits(value, "x", True), zero=False)
        else:
            self.integer(value, verb)

    def digits(self, value: int, verb: str, prefixed: bool) -> str:
        """Return an integer in the base of a verb, with sign, prefix and zeros."""
        if self.precision == 0 and value == 0:
            return ""
        wanted = self.precision or 0
        if self.precision is None and self.zero and not self.minus and self.width is not None:
            # Pad with zeros up to the width, which includes a sign but not a prefix.
            wanted = self.width - (value < 0 or self.plus or self.space)
        text = format(abs(value), _INTEGER_BASES[verb]).rjust(wanted, "0")
        base = _INTEGER_BASES[verb]
        if prefixed and base in "bxX":
            text = f"0{base}{text}"
        elif prefixed and base == "o" and text[0] != "0":
            text = "0" + text
        if verb == "O":
            text = "0o" + text
        sign = "-" if value < 0 else "+" if self.plus else " " if self.space else ""
        return sign + text

    def code_point(self, value: int) -> str:
        """Format for `%U`, or `%#U`, which adds the character."""
        code = value & 0xFFFFFFFFFFFFFFFF
        text = "U+" + format(code, "X").rjust(max(4, self.precision or 0), "0")
        if self.sharp and code <= 0x10FFFF and chr(code).isprintable():
            text += f" '{chr(code)}'"
        return text

    def floating(self, value: float, verb: str) -> None:
        """Write a float64."""
        if verb not in _FLOAT_PRECISIONS:
            self.bad_verb(verb, value)
            return
        style = {"v": "g", "F": "f"}.get(verb, verb)
        precision = _FLOAT_PRECISIONS[verb] if self.precision is None else self.precision
        text = float_text(value, style, precision, self.sharp)
        is_number = value - value == 0
        signed = text if text[0] in "+-" else "+" + text
        if self.space and signed[0] == "+" and not self.plus:
            signed = " " + signed[1:]
        if value != value and not (self.space or self.plus):  # noqa: PLR0124 - only NaN differs from itself
            self.pad("NaN", zero=False)
        elif not is_number:
            self.pad(signed if self.plus or self.space or value < 0 else "+Inf", zero=False)
        elif not self.plus and signed[0] == "+":
            self.pad(signed[1:])
        elif self.zero and not self.minus and (self.width or 0) > len(signed):
            self.write(signed[0] + "0" * ((self.width or 0) - len(signed)) + signed[1:])
        else:
            self.pad(signed)

    def complex_number(self, value: complex, verb: str) -> None:
        """Write a complex128 as (1+2i)."""
        if verb not in _FLOAT_PRECISIONS:
            self.bad_verb(verb, value)
            return
        plus = self.plus
        self.write("(")
        self.floating(value.real, verb)
        self.plus = True
        self.floating(value.imag, verb)
        self.plus = plus
        self.write("i)")

    def string(self, text: str, verb: str, value: object) -> None:
        """Write the text of a string or an object; `value` appears in an error."""
        if verb == "q" or (verb == "v" and self.go_syntax and isinstance(value, str)):
            text = self.truncated(text)
            if self.sharp and go_strings.can_backquote(text):
                self.pad(f"`{text}`")
            else:
                self.pad(go_strings.quote(text, self.plus))
        elif verb in "sv":
            self.pad(self.truncated(text))
        elif verb in "xX":
            self.hexadecimal(text, verb)
        else:
            self.bad_verb(verb, value)

    def truncated(self, text: str) -> str:
        """Return as many characters as the precision allows."""
        return text if self.precision is None else text[: self.precision]

    def hexadecimal(self, text: str, verb: str) -> None:
        """Write the bytes of a string in hexadecimal; the flag `space` separates them, `sharp` adds 0x."""
        data = go_strings.to_bytes(text)[: self.precision]
        separator = " " if self.space else ""
        prefix = f"0{verb}" if self.sharp else ""
        digits = data.hex().upper() if verb == "X" else data.hex()
        pairs = [digits[position : position + 2] for position in range(0, len(digits), 2)]
        if separator:
            self.pad(" ".join([prefix + pair for pair in pairs]))
        else:
            self.pad(prefix + digits if digits else "")

    def sequence(self, value: Sequence[object], verb: str) -> None:
        """Write a list."""
        opening, separator, closing = ("[]interface {}{", ", ", "}") if self.go_syntax else ("[", " ", "]")
        self.write(opening)
        for number, element in enumerate(value):
            if number:
                self.write(separator)
            self.element(element, verb)
        self.write(closing)

    def mapping(self, value: dict[str, object], verb: str) -> None:
        """Write a map, sorted by key."""
        opening, separator, closing = ("map[string]interface {}{", ", ", "}") if self.go_syntax else ("map[", " ", "]")
        self.write(opening)
        for number, (key, element) in enumerate(go_values.sorted_items(value)):
            if number:
                self.write(separator)
            self.element(key, verb)
            self.write(":")
            self.element(element, verb)
        self.write(closing)

    def reference(self, value: object, verb: str) -> None:
        """Write the `template_text()` of a reflected object, or a nil pointer."""
        if isinstance(value, go_values.Nil):
            if verb in "sv":
                self.pad("<nil>")
            else:
                self.bad_verb(verb, value)
            return
        own_text = getattr(value, "template_text", None)
        self.string(str(value) if own_text is None else own_text(), verb, value)

    def function(self, value: object, verb: str) -> None:
        """Write a function; Go would print its address."""
        self.string("func", verb, value)


_PRINTERS: dict[str, Callable[..., None]] = {
    go_values.INVALID: Printer.missing,
    go_values.BOOL: Printer.boolean,
    go_values.INT: Printer.integer,
    go_values.UINT: Printer.byte,
    go_values.FLOAT: Printer.floating,
    go_values.COMPLEX: Printer.complex_number,
    go_values.STRING: lambda printer, value, verb: printer.string(value, verb, value),
    go_values.SLICE: Printer.sequence,
    go_values.MAP: Printer.mapping,
    go_values.POINTER: Printer.reference,
    go_values.FUNCTION: Printer.function,
}
