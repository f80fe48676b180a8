"""Interprets the format of printf, with flags, widths, precisions and argument indexes: `%-5[2]*.3f`."""

from __future__ import annotations

from orchestrion_py.aspects.templates import go_values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestrion_py.aspects.templates.formatting.value_printer import Printer

_MOST_WIDTH = 1_000_000
_DIGITS = frozenset("0123456789")


class Layout:
    """Interprets one format and consumes its arguments."""

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
        """Interpret one verb with its flags; return False if the format ends before the verb."""
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
            if verb == "w":  # only Go's Errorf accepts it
                printer.bad_verb(verb, argument)
            else:
                printer.value(argument, verb)
        return True

    def peek(self) -> str:
        """Return the character at the current position, empty at the end."""
        return self.layout[self.position : self.position + 1]

    def flags(self) -> None:
        """Read flags: any of `+-# 0`."""
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
        """Read the index of an argument in brackets."""
        self.after_index = False
        if self.peek() != "[":
            return
        self.reordered = True
        close = self.layout.find("]", self.position)
        if close < 0 or self.position + 2 >= len(self.layout):  # Go stops looking if the rest is too short for "[n]"
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
        """Read a width: digits or an argument."""
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
        """Read a precision: digits, an argument, or a point alone for zero."""
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
        """Read decimal digits; a number beyond Go's limit skips the rest of the format."""
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
        """Return the argument for a `*`; None if it is absent or not a small enough integer."""
        if self.argument >= len(self.arguments):
            return None
        value = self.arguments[self.argument]
        self.argument += 1
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MOST_WIDTH:
            return None
        return value

    def extra(self) -> None:
        """Write the arguments that no verb has used."""
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
    """Return the value of decimal digits; None beyond Go's limit of about ten million, or for other characters."""
    if not digits or not _DIGITS.issuperset(digits):
        return None
    # Go checks before it appends a digit, so the limit applies to all digits but the last.
    leading = digits[:-1].lstrip("0")
    if len(leading) > 7 or int(leading or "0") > _MOST_WIDTH:
        return None
    return int(digits)
