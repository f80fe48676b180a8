"""Values of a template that is followed without data: what is known of them, and what may stand for them in Go."""

from __future__ import annotations

from dataclasses import dataclass

from orchestrion_py.aspects.templates.go_strings import quote

# What is surely an expression or a name wherever it is printed, by the last field that led to it. Whatever else a template
# prints may be any piece of text: the value of a directive's argument, an operator, a whole block.
_EXPRESSIONS = frozenset({"Fun", "X", "Y", "Sel", "FreeName", "Name", "Receiver", "Argument", "Result", "Variable"})
_LISTS = frozenset({"Args", "Elts"})
_USUAL = {"Op": "+", "Tok": "=", "Body": "{}", "Params": "()", "Results": "()", "Recv": "()"}
NAME = "placeholder"
# What text that is not known may be, besides a name.
GUESSES = ("", '"text"', "1", "{}", "()", "func()", "+", ":=")


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is the same whatever the template is rendered for."""

    value: str | int | float | complex | bool | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that only a real node has. `key` is how it came about: the same key is the same value."""

    key: str
    # The last field or method, or the list that it is an element of.
    origin: str = ""
    negates: Unknown | None = None
    look: str = ""

    @property
    def is_expression(self) -> bool:
        """Whether a name can stand for it wherever it is printed."""
        is_part = self.key.startswith(".AST") and self.origin in ("Key", "Value")
        return self.key == "." or is_part or self.origin in _EXPRESSIONS or self.origin.removesuffix("[]") in _LISTS

    @property
    def usual(self) -> str:
        """What it looks like most often."""
        return self.look or _USUAL.get(self.origin, NAME)


Symbol = Known | Unknown
# The data of templates, see `aspects.dot`, by how one gets there. What `.AST` has depends on the node.
FIELDS = {
    ".": ("AST", "DirectiveArgs", "Function"),
    ".Function": (
        "Argument", "ArgumentOfType", "ArgumentThatImplements", "FinalResultImplements", "FreeName",
        "HasArgumentOfType", "LastResultThatImplements", "Name", "PlainArguments", "PlainResults", "QualifiedName",
        "Receiver", "Result", "ResultOfType", "ResultThatImplements", "Uses",
    ),
}  # fmt: skip
# What the elements of lists have.
_ELEMENTS = {
    "DirectiveArgs[]": ("Key", "Value"),
    "PlainArguments[]": ("Name", "Type", "Variable"),
    "PlainResults[]": ("Name", "Type", "Variable"),
}
DOT = Unknown(".")


def negated(value: Unknown) -> Unknown:
    """What is true where a value is not."""
    return value.negates or Unknown(f"not {value.key}", negates=value)


def fields_of(value: Symbol) -> tuple[str, ...]:
    """The fields that a value has; none where they are not known."""
    if isinstance(value, Unknown) and value.origin in _ELEMENTS:
        return _ELEMENTS[value.origin]
    return FIELDS.get(key_of(value), ())


def key_of(value: Symbol) -> str:
    """How a value came about, as text."""
    if isinstance(value, Unknown):
        return value.key
    return quote(value.value) if isinstance(value.value, str) else repr(value.value)
