"""Symbolic values of a template that runs without data: what is known of each, and what may stand for it in Go."""

from __future__ import annotations

from dataclasses import dataclass

from orchestrion_py.aspects.templates.go_strings import quote

# The fields whose values always print as an expression or a name. Any other value may print as any piece of text: the value of
# a directive's argument, an operator, a whole block.
_EXPRESSIONS = frozenset({"Fun", "X", "Y", "Sel", "FreeName", "Name", "Receiver", "Argument", "Result", "Variable"})
_LISTS = frozenset({"Args", "Elts"})
_USUAL = {"Op": "+", "Tok": "=", "Body": "{}", "Params": "()", "Results": "()", "Recv": "()"}
NAME = "placeholder"
# What unknown text may be, besides a name.
GUESSES = ("", '"text"', "1", "{}", "()", "func()", "+", ":=")


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is the same for every matched node."""

    value: str | int | float | complex | bool | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that only a real node has. `key` says how the template got it: the same key is the same value."""

    key: str
    # The last field or method of the key; for an element, the list with [] behind it.
    origin: str = ""
    negates: Unknown | None = None
    look: str = ""

    @property
    def is_expression(self) -> bool:
        """Whether a name can stand for it wherever the template prints it."""
        is_part = self.key.startswith(".AST") and self.origin in ("Key", "Value")
        return self.key == "." or is_part or self.origin in _EXPRESSIONS or self.origin.removesuffix("[]") in _LISTS

    @property
    def usual(self) -> str:
        """Return the text that such a value usually prints as."""
        return self.look or _USUAL.get(self.origin, NAME)


Symbol = Known | Unknown
# The fields of template data (rendering/template_data.py), by the key of the value. Those of `.AST` depend on the node.
FIELDS = {
    ".": ("AST", "DirectiveArgs", "Function"),
    ".Function": (
        "Argument", "ArgumentOfType", "ArgumentThatImplements", "FinalResultImplements", "FreeName",
        "HasArgumentOfType", "LastResultThatImplements", "Name", "PlainArguments", "PlainResults", "QualifiedName",
        "Receiver", "Result", "ResultOfType", "ResultThatImplements", "Uses",
    ),
}  # fmt: skip
# The fields of list elements.
_ELEMENTS = {
    "DirectiveArgs[]": ("Key", "Value"),
    "PlainArguments[]": ("Name", "Type", "Variable"),
    "PlainResults[]": ("Name", "Type", "Variable"),
}
DOT = Unknown(".")


def negated(value: Unknown) -> Unknown:
    """Return the negation of a value."""
    return value.negates or Unknown(f"not {value.key}", negates=value)


def fields_of(value: Symbol) -> tuple[str, ...]:
    """Return the fields of a value; empty if they are unknown."""
    if isinstance(value, Unknown) and value.origin in _ELEMENTS:
        return _ELEMENTS[value.origin]
    return FIELDS.get(key_of(value), ())


def key_of(value: Symbol) -> str:
    """Return the key of a value, for a known value its literal."""
    if isinstance(value, Unknown):
        return value.key
    return quote(value.value) if isinstance(value.value, str) else repr(value.value)
