"""The syntax tree of a parsed template.

Every node has a `position`, the offset at which Go reports errors. Its `str` is the text that Go shows in them.
"""

from __future__ import annotations

from orchestrion_py.aspects.templates.go_strings import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from orchestrion_py.aspects.templates.syntax.number_literals import Number


class Node:
    """A place in the template."""

    __slots__ = ("position",)

    def __init__(self, position: int) -> None:
        self.position = position


class Text(Node):
    """Text outside actions."""

    __slots__ = ("text",)

    def __init__(self, position: int, text: str) -> None:
        self.position = position
        self.text = text

    def __str__(self) -> str:
        return quote(self.text)


class NodeList(Node):
    """The nodes of a template or a branch, in order."""

    __slots__ = ("nodes",)

    def __init__(self, position: int) -> None:
        self.position = position
        self.nodes: list[Node] = []

    def __str__(self) -> str:
        return "".join(map(str, self.nodes))

    def is_empty(self) -> bool:
        """Whether the list contains only white space."""
        return all(isinstance(node, Text) and not node.text.strip() for node in self.nodes)


class Dot(Node):
    """The cursor, `.`."""

    __slots__ = ()

    def __str__(self) -> str:
        return "."


class NilLiteral(Node):
    """The literal `nil`."""

    __slots__ = ()

    def __str__(self) -> str:
        return "nil"


class BoolLiteral(Node):
    """The literal `true` or `false`."""

    __slots__ = ("value",)

    def __init__(self, position: int, value: bool) -> None:
        self.position = position
        self.value = value

    def __str__(self) -> str:
        return "true" if self.value else "false"


class NumberLiteral(Node):
    """A number or a character constant."""

    __slots__ = ("number",)

    def __init__(self, position: int, number: Number) -> None:
        self.position = position
        self.number = number

    def __str__(self) -> str:
        return self.number.text


class StringLiteral(Node):
    """A string; `quoted` is its source text."""

    __slots__ = ("quoted", "value")

    def __init__(self, position: int, quoted: str, value: str) -> None:
        self.position = position
        self.quoted = quoted
        self.value = value

    def __str__(self) -> str:
        return self.quoted


class Identifier(Node):
    """The name of a function."""

    __slots__ = ("name",)

    def __init__(self, position: int, name: str) -> None:
        self.position = position
        self.name = name

    def __str__(self) -> str:
        return self.name


class Field(Node):
    """Fields of the cursor, `.A.B`."""

    __slots__ = ("names",)

    def __init__(self, position: int, names: list[str]) -> None:
        self.position = position
        self.names = names

    def __str__(self) -> str:
        return "." + ".".join(self.names)


class Variable(Node):
    """A variable with any fields of it, `$a.B`; `name` includes the dollar sign."""

    __slots__ = ("fields", "name")

    def __init__(self, position: int, name: str, fields: list[str]) -> None:
        self.position = position
        self.name = name
        self.fields = fields

    def __str__(self) -> str:
        return ".".join([self.name, *self.fields])


class Chain(Node):
    """Fields of anything else, `(pipeline).A.B`."""

    __slots__ = ("fields", "operand")

    def __init__(self, position: int, operand: Node, fields: list[str]) -> None:
        self.position = position
        self.operand = operand
        self.fields = fields

    def __str__(self) -> str:
        return ".".join([_operand_text(self.operand), *self.fields])


class Command(Node):
    """One stage of a pipeline: an operand, and arguments if it is a function or a method."""

    __slots__ = ("operands",)

    def __init__(self, position: int) -> None:
        self.position = position
        self.operands: list[Node] = []

    def __str__(self) -> str:
        return " ".join(map(_operand_text, self.operands))


class Pipeline(Node):
    """Commands that pass their values on, and the variables that receive the last value."""

    __slots__ = ("commands", "is_assignment", "variables")

    def __init__(self, position: int) -> None:
        self.position = position
        self.variables: list[Variable] = []
        self.is_assignment = False
        self.commands: list[Command] = []

    def __str__(self) -> str:
        commands = " | ".join(map(str, self.commands))
        if not self.variables:
            return commands
        return ", ".join(map(str, self.variables)) + (" = " if self.is_assignment else " := ") + commands


class Action(Node):
    """A pipeline whose value is printed, unless a variable receives it."""

    __slots__ = ("pipeline",)

    def __init__(self, position: int, pipeline: Pipeline) -> None:
        self.position = position
        self.pipeline = pipeline

    def __str__(self) -> str:
        return f"{{{{{self.pipeline}}}}}"


class Branch(Node):
    """What `if`, `with` and `range` have in common."""

    __slots__ = ("alternative", "body", "pipeline")
    keyword = ""

    def __init__(self, position: int, pipeline: Pipeline, body: NodeList, alternative: NodeList | None) -> None:
        self.position = position
        self.pipeline = pipeline
        self.body = body
        self.alternative = alternative

    def __str__(self) -> str:
        alternative = "" if self.alternative is None else f"{{{{else}}}}{self.alternative}"
        return f"{{{{{self.keyword} {self.pipeline}}}}}{self.body}{alternative}{{{{end}}}}"


class If(Branch):
    """`{{if pipeline}} body {{else}} alternative {{end}}`."""

    __slots__ = ()
    keyword = "if"


class With(Branch):
    """`{{with pipeline}} body {{else}} alternative {{end}}`."""

    __slots__ = ()
    keyword = "with"


class Range(Branch):
    """`{{range pipeline}} body {{else}} alternative {{end}}`."""

    __slots__ = ()
    keyword = "range"


class Break(Node):
    """`{{break}}`."""

    __slots__ = ()

    def __str__(self) -> str:
        return "{{break}}"


class Continue(Node):
    """`{{continue}}`."""

    __slots__ = ()

    def __str__(self) -> str:
        return "{{continue}}"


class End(Node):
    """`{{end}}`, which never occurs in a finished tree."""

    __slots__ = ()

    def __str__(self) -> str:
        return "{{end}}"


class Else(Node):
    """`{{else}}`, which never occurs in a finished tree."""

    __slots__ = ()

    def __str__(self) -> str:
        return "{{else}}"


class Call(Node):
    """`{{template "name" pipeline}}`, or the call that a `{{block}}` makes."""

    __slots__ = ("name", "pipeline")

    def __init__(self, position: int, name: str, pipeline: Pipeline | None) -> None:
        self.position = position
        self.name = name
        self.pipeline = pipeline

    def __str__(self) -> str:
        pipeline = "" if self.pipeline is None else f" {self.pipeline}"
        return f"{{{{template {quote(self.name)}{pipeline}}}}}"


def _operand_text(operand: Node) -> str:
    return f"({operand})" if isinstance(operand, Pipeline) else str(operand)
