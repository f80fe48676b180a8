"""What a template reads, found without rendering it."""

from __future__ import annotations

from orchestrion_py.aspects.templates import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def field_chains(tree: nodes.NodeList) -> frozenset[str]:
    """Return the chains of fields that a template reads from its data, by `.` or `$`: `AST.Args`, `Function.Argument`.

    `{{with .Function}}{{.Name}}{{end}}` reads `Function` and `Function.Name`. What cannot be known without rendering
    is left out: fields of the elements of a range, of other variables and of results, and all that templates
    defined inside this one read.
    """
    return frozenset(_in_list(tree, ""))


def _in_list(tree: nodes.NodeList | None, dot: str | None) -> Iterator[str]:
    """List chains; `dot` is the path of the cursor in the data, empty for all of it, None if unclear."""
    for node in tree.nodes if tree is not None else ():
        if isinstance(node, nodes.Branch):
            yield from _in_pipeline(node.pipeline, dot)
            yield from _in_list(node.body, _cursor(node, dot))
            yield from _in_list(node.alternative, dot)
        elif isinstance(node, (nodes.Action, nodes.Call)) and node.pipeline is not None:
            yield from _in_pipeline(node.pipeline, dot)


def _in_pipeline(pipeline: nodes.Pipeline, dot: str | None) -> Iterator[str]:
    for command in pipeline.commands:
        for operand in command.operands:
            yield from _in_operand(operand, dot)


def _in_operand(operand: nodes.Node, dot: str | None) -> Iterator[str]:
    path = _path(operand, dot)
    if path:
        yield path
    elif isinstance(operand, nodes.Pipeline):
        yield from _in_pipeline(operand, dot)
    elif isinstance(operand, nodes.Chain):
        yield from _in_operand(operand.operand, dot)


def _path(operand: nodes.Node, dot: str | None) -> str | None:
    """Return the path of an operand in the data, None if it is no chain of fields from there."""
    if isinstance(operand, nodes.Variable) and operand.name == "$":
        return ".".join(operand.fields)
    if dot is None or not isinstance(operand, (nodes.Field, nodes.Dot)):
        return None
    names = operand.names if isinstance(operand, nodes.Field) else []
    return ".".join([dot, *names] if dot else names)


def _cursor(branch: nodes.Branch, dot: str | None) -> str | None:
    """Return the path of the cursor in the body of a branch."""
    if isinstance(branch, nodes.If):
        return dot
    commands = branch.pipeline.commands
    if isinstance(branch, nodes.Range) or len(commands) > 1 or len(commands[0].operands) > 1:
        return None
    return _path(commands[0].operands[0], dot)
