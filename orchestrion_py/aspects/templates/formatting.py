"""Go's fmt: how values print, with and without a format."""

from __future__ import annotations

from orchestrion_py.aspects.templates import strings, values
from orchestrion_py.aspects.templates.errors import TemplateError
from orchestrion_py.aspects.templates.floats import float_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_TEXT = 16 << 20
"""The number of characters that one formatted text may have. Go has no such bound."""

_MOST_WIDTH = 1_000_000
_INTEGER_BASES = {"v": "d", "d": "d", "b": "b", "o": "o", "O": "o", "x": "x", "X": "X"}
_FLOAT_PRECISIONS = {"v": -1, "b": -1, "g": -1, "G": -1, "x": -1, "X": -1, "f": 6, "F": 6, "e": 6, "E": 6}


def text_of(value: object) -> str:
    """How `{{value}}` prints it, and print with one argument."""
    if isinstance(value, str):
        return value
    printer = Printer()
    printer.value(value, "v")
    return printer.text()


def sprint(arguments: Sequence[object]) -> str:
    """Go's fmt.Sprint: spaces only between two arguments that are both no strings."""
    printer = Printer()
    previous_is_string = True
    for argument in arguments:
        is_string = isinstance(argument, str)
        if not (is_string or previous_is_string):
            printer.write(" ")
        printer.value(argument, "v")
        previous_is_string = is_string
    return printer.text()


def sprintln(arguments: Sequence[object]) -> str:
    """Go's fmt.Sprintln: spaces between all arguments, and a newline."""
    printer = Printer()
    for number, argument in enumerate(arguments):
        if number:
            printer.write(" ")
        printer.value(argument, "v")
    printer.write("\n")
    return printer.text()


def sprintf(layout: str, arguments: Sequence[object]) -> str:
    """Go's fmt.Sprintf."""
    printer = Printer()
    _Layout(layout, arguments, printer).run()
    return printer.text()


def value_text(value: object) -> str:
    """How `%v` shows a value inside a message."""
    return sprintf("%v", [None if value is values.MISSING else value])


class Printer:
    """Writes values under the flags of one verb."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.clear_flags()

    def clear_flags(self) -> None:
        """Forget the flags of the verb before."""
        self.plus = self.minus = self.sharp = self.space = self.zero = self.go_syntax = False
        self.width: int | None = None
        self.precision: int | None = None

    def text(self) -> str:
        """All that was written."""
        return strings.joined("".join(self.pieces))

    def write(self, text: str) -> None:
        """Append text as it is."""
        self.size += len(text)
        if self.size > MOST_TEXT:
            raise TemplateError(f"text is longer than {MOST_TEXT} characters")
        self.pieces.append(text)

    def pad(self, text: str, zero: bool | None = None) -> None:
        """Append text, filled up to the width; `zero` overrides the flag that fills with zeros."""
        missing = (self.width or 0) - len(text)
        if missing <= 0:
            self.write(text)
        elif self.minus:
            self.write(text + " " * missing)
        else:
            self.write(("0" if (self.zero if zero is None else zero) else " ") * missing + text)

    def bad_verb(self, verb: str, value: object) -> None:
        """Write the complaint that Go writes in place of a value that a verb does not fit."""
        if value is None:
            self.write(f"%!{verb}(<nil>)")
            return
        self.write(f"%!{verb}({values.type_name(value)}=")
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
            self.string(values.type_name(value), "s", value)
        else:
            _PRINTERS[values.kind_of(value)](self, value, verb)

    def element(self, value: object, verb: str) -> None:
        """Append a value inside a list or map, where a nil is shown whatever the verb."""
        if value is None:
            self.write("interface {}(nil)" if self.go_syntax else "<nil>")
        else:
            _PRINTERS[values.kind_of(value)](self, value, verb)

    # Kinds of value.

    def missing(self, value: object, verb: str) -> None:
        """MISSING, which Go prints only as the value of an action."""
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
            self.pad(strings.rune(value))
        elif verb == "q":
            self.pad(strings.quote_rune(value, self.plus))
        elif verb == "U":
            self.pad(self.code_point(value), zero=False)
        else:
            self.bad_verb(verb, value)

    def byte(self, value: int, verb: str) -> None:
        """Write a uint8, which `%#v` shows in hexadecimal."""
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
            # Zeros up to the width, in which a sign has its place and a prefix has none.
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
        """`%U`, and `%#U` which shows the character too."""
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
        """Write a complex128, (real+imaginaryi)."""
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
        """Write the text of a string or of an object; `value` is what an error shows."""
        if verb == "q" or (verb == "v" and self.go_syntax and isinstance(value, str)):
            text = self.truncated(text)
            if self.sharp and strings.can_backquote(text):
                self.pad(f"`{text}`")
            else:
                self.pad(strings.quote(text, self.plus))
        elif verb in "sv":
            self.pad(self.truncated(text))
        elif verb in "xX":
            self.hexadecimal(text, verb)
        else:
            self.bad_verb(verb, value)

    def truncated(self, text: str) -> str:
        """As many characters as the precision allows."""
        return text if self.precision is None else text[: self.precision]

    def hexadecimal(self, text: str, verb: str) -> None:
        """Write the bytes of a string in hexadecimal; a space separates them, a sharp marks them with 0x."""
        data = strings.to_bytes(text)[: self.precision]
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
        """Write a map, by its sorted keys."""
        opening, separator, closing = ("map[string]interface {}{", ", ", "}") if self.go_syntax else ("map[", " ", "]")
        self.write(opening)
        for number, (key, element) in enumerate(values.sorted_items(value)):
            if number:
                self.write(separator)
            self.element(key, verb)
            self.write(":")
            self.element(element, verb)
        self.write(closing)

    def reference(self, value: object, verb: str) -> None:
        """Write a reflected object, by its `template_text()`, or a nil pointer."""
        if isinstance(value, values.Nil):
            if verb in "sv":
                self.pad("<nil>")
            else:
                self.bad_verb(verb, value)
            return
        own_text = getattr(value, "template_text", None)
        self.string(str(value) if own_text is None else own_text(), verb, value)

    def function(self, value: object, verb: str) -> None:
        """Write a function, of which Go would print the address."""
        self.string("func", verb, value)


_PRINTERS: dict[str, Callable[..., None]] = {
    values.INVALID: Printer.missing,
    values.BOOL: Printer.boolean,
    values.INT: Printer.integer,
    values.UINT: Printer.byte,
    values.FLOAT: Printer.floating,
    values.COMPLEX: Printer.complex_number,
    values.STRING: lambda printer, value, verb: printer.string(value, verb, value),
    values.SLICE: Printer.sequence,
    values.MAP: Printer.mapping,
    values.POINTER: Printer.reference,
    values.FUNCTION: Printer.function,
}


class _Layout:
    """A format on its way through its arguments."""

    def __init__(self, layout: str, arguments: Sequence[object], printer: Printer) -> None:
        self.layout = layout
        self.arguments = arguments
        self.printer = printer
        self.position = 0
        self.argument = 0
        self.reordered = False
        self.good_index = True
        self.after_index = False

    def run(self) -> None:
        """Write the whole format."""
        layout, printer = self.layout, self.printer
        while self.position < len(layout):
            percent = layout.find("%", self.position)
            if percent < 0:
                percent = len(layout)
            printer.write(layout[self.position : percent])
            self.position = percent + 1
            if percent < len(layout) and not self.verb():
                printer.write("%!(NOVERB)")
                break
        if not self.reordered and self.argument < len(self.arguments):
            self.extra()

    def verb(self) -> bool:
        """One verb with all that stands before it; False if the format ends first."""
        printer = self.printer
        printer.clear_flags()
        self.good_index = True
        self.after_index = False
        self.flags()
        self.index()
        self.width()
        self.precision()
        if not self.after_index:
            self.index()
        verb = self.peek()
        if not verb:
            return False
        self.position += 1
        if verb == "%":
            printer.write("%")
        elif not self.good_index:
            printer.write(f"%!{verb}(BADINDEX)")
        elif self.argument >= len(self.arguments):
            printer.write(f"%!{verb}(MISSING)")
        else:
            if verb in "vw":
                printer.go_syntax, printer.sharp, printer.plus = printer.sharp, False, False
            printer.value(self.arguments[self.argument], verb)
            self.argument += 1
        return True

    def peek(self) -> str:
        """Return the character at the current position, empty at the end."""
        return self.layout[self.position : self.position + 1]

    def flags(self) -> None:
        """Any of `+-# 0`."""
        printer = self.printer
        while True:
            match self.peek():
                case "+":
                    printer.plus = True
                case "-":
                    printer.minus = True
                case "#":
                    printer.sharp = True
                case " ":
                    printer.space = True
                case "0":
                    printer.zero = True
                case _:
                    return
            self.position += 1

    def index(self) -> None:
        """Read an argument's number in brackets."""
        self.after_index = False
        if self.peek() != "[":
            return
        self.reordered = True
        close = self.layout.find("]", self.position)
        if close < 0:
            self.position += 1
            self.good_index = False
            return
        digits = self.layout[self.position + 1 : close]
        self.position = close + 1
        number = _decimal(digits)
        self.after_index = number is not None
        if number is None or not 0 < number <= len(self.arguments):
            self.good_index = False
        else:
            self.argument = number - 1

    def width(self) -> None:
        """Read a width, in digits or as an argument."""
        printer = self.printer
        if self.peek() == "*":
            self.position += 1
            printer.width = self.integer_argument()
            if printer.width is None:
                printer.write("%!(BADWIDTH)")
            elif printer.width < 0:
                printer.width = -printer.width
                printer.minus = True
                printer.zero = False
            self.after_index = False
            return
        printer.width = self.number()
        if self.after_index and printer.width is not None:
            self.good_index = False

    def precision(self) -> None:
        """Read a precision, in digits, as an argument, or just its point for zero."""
        if self.peek() != "." or self.position + 1 >= len(self.layout):
            return
        printer = self.printer
        self.position += 1
        if self.after_index:
            self.good_index = False
        self.index()
        if self.peek() != "*":
            printer.precision = self.number() or 0
            return
        self.position += 1
        printer.precision = self.integer_argument()
        if printer.precision is not None and printer.precision < 0:
            printer.precision = None
        if printer.precision is None:
            printer.write("%!(BADPREC)")
        self.after_index = False

    def number(self) -> int | None:
        """Decimal digits; a number beyond Go's bound swallows the rest of the format."""
        start = self.position
        while self.peek() in _DIGITS:
            self.position += 1
        digits = self.layout[start : self.position]
        if not digits:
            return None
        value = _decimal(digits)
        if value is None:
            self.position = len(self.layout)
        return value

    def integer_argument(self) -> int | None:
        """Return the argument that a `*` stands for, None if there is none or it is no proper integer."""
        if self.argument >= len(self.arguments):
            return None
        value = self.arguments[self.argument]
        self.argument += 1
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MOST_WIDTH:
            return None
        return value

    def extra(self) -> None:
        """Write the arguments that no verb used."""
        printer = self.printer
        printer.clear_flags()
        printer.write("%!(EXTRA ")
        for number, argument in enumerate(self.arguments[self.argument :]):
            if number:
                printer.write(", ")
            if argument is None:
                printer.write("<nil>")
            else:
                printer.write(f"{values.type_name(argument)}=")
                printer.value(argument, "v")
        printer.write(")")


_DIGITS = frozenset("0123456789")


def _decimal(digits: str) -> int | None:
    """Return the value of decimal digits; None beyond Go's bound of some ten million, or if there are others."""
    if not digits or not _DIGITS.issuperset(digits):
        return None
    # Go checks before it appends a digit, so the bound holds for all digits but the last.
    leading = digits[:-1].lstrip("0")
    if len(leading) > 7 or int(leading or "0") > _MOST_WIDTH:
        return None
    return int(digits)
