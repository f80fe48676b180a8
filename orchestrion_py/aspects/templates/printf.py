"""The format that printf takes, `%-5[2]*.3f` and all."""

from __future__ import annotations

from orchestrion_py.aspects.templates import go_values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestrion_py.aspects.templates.value_printer import Printer

_MOST_WIDTH = 1_000_000
_DIGITS = frozenset("0123456789")


class Layout:
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
            argument = self.arguments[self.argument]
            self.argument += 1
            if verb == "w":  # only Go's Errorf knows it
                printer.bad_verb(verb, argument)
            else:
                printer.value(argument, verb)
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
        if close < 0 or self.position + 2 >= len(self.layout):  # Go looks no further where no "[n]" can fit
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
                printer.write(f"{go_values.type_name(argument)}=")
                printer.value(argument, "v")
        printer.write(")")


def _decimal(digits: str) -> int | None:
    """Return the value of decimal digits; None beyond Go's bound of some ten million, or if there are others."""
    if not digits or not _DIGITS.issuperset(digits):
        return None
    # Go checks before it appends a digit, so the bound holds for all digits but the last.
    leading = digits[:-1].lstrip("0")
    if len(leading) > 7 or int(leading or "0") > _MOST_WIDTH:
        return None
    return int(digits)
