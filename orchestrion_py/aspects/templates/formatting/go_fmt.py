"""Go's fmt package: Sprint, Sprintln and Sprintf."""

from __future__ import annotations

from orchestrion_py.aspects.templates import go_values
from orchestrion_py.aspects.templates.formatting.printf import Layout
from orchestrion_py.aspects.templates.formatting.value_printer import Printer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def text_of(value: object) -> str:
    """Return the text that `{{value}}` prints, which is also that of `print` with one argument."""
    if isinstance(value, str):
        return value
    printer = Printer()
    printer.value(value, "v")
    return printer.text()


def sprint(arguments: Sequence[object]) -> str:
    """Go's fmt.Sprint: a space only between two arguments of which neither is a string."""
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
    """Go's fmt.Sprintln: a space between all arguments, and a newline at the end."""
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
    Layout(layout, arguments, printer).run()
    return printer.text()


def value_text(value: object) -> str:
    """Return the `%v` text of a value, for a message."""
    return sprintf("%v", [None if value is go_values.MISSING else value])
