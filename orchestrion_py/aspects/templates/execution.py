"""Runs a parsed template on data: a tree and data come in, text goes out."""

from __future__ import annotations

from orchestrion_py.aspects.templates import go_values
from orchestrion_py.aspects.templates.builtin_functions import BUILTINS
from orchestrion_py.aspects.templates.call_signatures import ANY, VALUE, Signature, signature_of
from orchestrion_py.aspects.templates.formatting import go_fmt
from orchestrion_py.aspects.templates.formatting.value_printer import MOST_TEXT
from orchestrion_py.aspects.templates.go_strings import byte_length, joined, quote
from orchestrion_py.aspects.templates.go_values import MISSING
from orchestrion_py.aspects.templates.syntax import nodes
from orchestrion_py.aspects.templates.template_errors import TemplateError, line_and_column

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_NOTHING_PIPED = object()
"""Stands for the value of the previous command where there is no previous command; MISSING can be such a value."""

_BREAK, _CONTINUE = "break", "continue"
_CHARACTERS_PER_STEP = 256


class Limits:
    """Limits of one rendering, so that every template ends. Go limits only the depth, to 100,000.

    `steps` counts nodes, commands, loop iterations and blocks of characters. `output` is in characters. `depth` is
    the number of nested template calls.
    """

    __slots__ = ("depth", "output", "steps")

    def __init__(self, steps: int = 1_000_000, output: int = 16 << 20, depth: int = 100) -> None:
        self.steps = steps
        self.output = output
        self.depth = depth


class Execution:
    """One rendering of one template."""

    def __init__(
        self,
        text: str,
        name: str,
        trees: Mapping[str, nodes.NodeList],
        functions: Mapping[str, Callable[..., object]],
        limits: Limits,
    ) -> None:
        self.text = text
        self.name = name
        self.trees = trees
        self.functions = functions
        self.limits = limits
        self.steps_left = limits.steps
        self.output_left = limits.output
        self.pieces: list[str] = []
        self.template = name
        self.depth = 0
        self.variables: list[tuple[str, object]] = []
        # Where Go reports an error: the node visited last, which need not contain the fault.
        self.node: nodes.Node = trees[name]

    def run(self, data: object) -> str:
        """Return the text of the template for this data."""
        self.variables = [("$", data)]
        try:
            self.walk_list(data, self.trees[self.name])
        except RecursionError:
            raise self.error("nested too deeply") from None
        except TemplateError as error:
            # An object raised it when asked for its text or truth.
            raise (error if error.line else self.error(error.message)) from error.__cause__
        return joined("".join(self.pieces))

    # Errors and bounds.

    def error(self, reason: str) -> TemplateError:
        """Make an error at the current node."""
        position = self.node.position
        line, column = line_and_column(self.text, position)
        go_column = byte_length(self.text[position - column + 1 : position])
        where = f"{self.name}:{line}:{go_column}: executing {quote(self.template)} at <{self.node}>"
        return TemplateError(f"template: {where}: {reason}", line, column, reason)

    def spend(self, steps: int) -> None:
        """Count steps; raises TemplateError beyond the limit."""
        self.steps_left -= steps
        if self.steps_left < 0:
            raise self.error(f"stopped after {self.limits.steps} steps: does it loop forever?")

    def write(self, text: str) -> None:
        """Append to the output."""
        self.output_left -= len(text)
        if self.output_left < 0:
            raise self.error(f"output is longer than {self.limits.output} characters")
        self.pieces.append(text)

    # Nodes.

    def walk_list(self, dot: object, tree: nodes.NodeList) -> str | None:
        """Execute nodes in order; return the `break` or `continue` that ended them, if one did."""
        for node in tree.nodes:
            self.node = node
            self.spend(1)
            leaving = _WALKERS[type(node)](self, dot, node)
            if leaving is not None:
                return leaving
        return None

    def walk_text(self, _: object, node: nodes.Text) -> None:
        """Write text outside actions."""
        self.write(node.text)

    def walk_action(self, dot: object, node: nodes.Action) -> None:
        """Write the value of a pipeline, unless it is assigned to variables."""
        value = self.pipeline(dot, node.pipeline)
        if node.pipeline.variables:
            return
        self.node = node
        if go_values.kind_of(value) == go_values.FUNCTION:
            raise self.error(f"can't print {node} of type {go_values.type_name(value)}")
        self.write("<no value>" if value is MISSING else go_fmt.text_of(value))

    def walk_if(self, dot: object, node: nodes.If | nodes.With) -> str | None:
        """Execute `if`, or `with`, whose value becomes `.` in its body."""
        mark = len(self.variables)
        value = self.pipeline(dot, node.pipeline)
        leaving = None
        if go_values.truth(value):
            leaving = self.walk_list(value if isinstance(node, nodes.With) else dot, node.body)
        elif node.alternative is not None:
            leaving = self.walk_list(dot, node.alternative)
        del self.variables[mark:]
        return leaving

    def walk_range(self, dot: object, node: nodes.Range) -> str | None:
        """Execute `range`; if there is nothing to loop over, execute its `else`."""
        mark = len(self.variables)
        value = self.pipeline(dot, node.pipeline)
        leaving = None
        ran = False
        inner_mark = len(self.variables)
        for index, element in self.iterations(value, node.pipeline):
            ran = True
            self.spend(1)
            self.set_range_variables(node.pipeline, index, element)
            stopped = self.walk_list(element, node.body) == _BREAK
            del self.variables[inner_mark:]
            if stopped:
                break
        if not ran and node.alternative is not None:
            # As in Go, `break` in the `else` leaves this loop, which has ended, and not the loop around it.
            leaving = _CONTINUE if self.walk_list(dot, node.alternative) == _CONTINUE else None
        del self.variables[mark:]
        return leaving

    def iterations(self, value: object, pipeline: nodes.Pipeline) -> Iterable[tuple[object, object]]:
        """Return the index and element for each iteration over a value."""
        kind = go_values.kind_of(value)
        if kind in (go_values.INT, go_values.UINT) and isinstance(value, int):
            if len(pipeline.variables) > 1:
                raise self.error(f"can't use {value} to iterate over more than one variable")
            return ((MISSING, number) for number in range(value))
        if isinstance(value, (list, tuple)):
            return enumerate(value)
        if isinstance(value, dict):
            return go_values.sorted_items(value)
        if value is MISSING or value is None:
            return ()
        raise self.error(f"range can't iterate over {go_fmt.value_text(value)}")

    def set_range_variables(self, pipeline: nodes.Pipeline, index: object, element: object) -> None:
        """Set the variables of a `range` for one iteration; a single variable gets the element."""
        names = [variable.name for variable in pipeline.variables]
        new = [index, element] if len(names) > 1 else [element]
        if pipeline.is_assignment:
            for name, value in zip(names, new, strict=False):
                self.assign(name, value)
        elif names:
            self.variables[-len(names) :] = zip(names, new, strict=True)

    def walk_call(self, dot: object, node: nodes.Call) -> None:
        """Execute another template, which sees only its own `$` and none of the variables here."""
        tree = self.trees.get(node.name)
        if tree is None:
            raise self.error(f"template {quote(node.name)} not defined")
        if self.depth == self.limits.depth:
            raise self.error(f"exceeded maximum template depth ({self.limits.depth})")
        data = MISSING if node.pipeline is None else self.pipeline(dot, node.pipeline)
        outer = self.template, self.variables
        self.template, self.variables = node.name, [("$", data)]
        self.depth += 1
        self.walk_list(data, tree)
        self.depth -= 1
        self.template, self.variables = outer

    # Variables.

    def assign(self, name: str, value: object) -> None:
        """Assign to the innermost variable with this name."""
        self.variables[self.find_variable(name)] = (name, value)

    def find_variable(self, name: str) -> int:
        """Return the index of the innermost variable with this name."""
        for position in range(len(self.variables) - 1, -1, -1):
            if self.variables[position][0] == name:
                return position
        raise self.error(f"undefined variable: {name}")

    # Pipelines.

    def pipeline(self, dot: object, pipeline: nodes.Pipeline) -> object:
        """Return the value of a pipeline and assign it to the variables of the pipeline. A nil loses its type here."""
        self.node = pipeline
        value: object = _NOTHING_PIPED
        for command in pipeline.commands:
            self.spend(1)
            value = self.command(dot, command, value)
            if value is None:
                value = MISSING
        for variable in pipeline.variables:
            if pipeline.is_assignment:
                self.assign(variable.name, value)
            else:
                self.variables.append((variable.name, value))
        return value

    def command(self, dot: object, command: nodes.Command, piped: object) -> object:
        """Return the value of a command; the value of the previous command is its last argument."""
        operand, arguments = command.operands[0], command.operands[1:]
        if isinstance(operand, nodes.Identifier):
            return self.function(dot, operand, command, arguments, piped)
        if isinstance(operand, (nodes.Field, nodes.Chain)) or (isinstance(operand, nodes.Variable) and operand.fields):
            return self.fields(dot, operand, arguments, piped)
        if not isinstance(operand, nodes.Pipeline):
            self.node = operand
        if arguments or piped is not _NOTHING_PIPED:
            raise self.error(f"can't give argument to non-function {operand}")
        if isinstance(operand, nodes.NilLiteral):
            raise self.error("nil is not a command")
        return self.operand(dot, operand)

    def operand(self, dot: object, operand: nodes.Node) -> object:
        """Return the value of an operand without arguments; the literal nil is not allowed."""
        self.node = operand
        if isinstance(operand, (nodes.Field, nodes.Chain)):
            return self.fields(dot, operand, [], _NOTHING_PIPED)
        if isinstance(operand, nodes.Dot):
            return dot
        if isinstance(operand, nodes.Variable):
            if operand.fields:
                return self.fields(dot, operand, [], _NOTHING_PIPED)
            return self.variables[self.find_variable(operand.name)][1]
        if isinstance(operand, nodes.Identifier):
            return self.function(dot, operand, operand, [], _NOTHING_PIPED)
        if isinstance(operand, nodes.Pipeline):
            return self.pipeline(dot, operand)
        if isinstance(operand, (nodes.StringLiteral, nodes.BoolLiteral)):
            return operand.value
        if isinstance(operand, nodes.NumberLiteral):
            value = operand.number.constant()
            if value is None:
                raise self.error(f"{operand} overflows int")
            return value
        raise self.error(f"can't evaluate command {quote(str(operand))}")

    # Fields.

    def fields(
        self,
        dot: object,
        node: nodes.Node,
        arguments: list[nodes.Node],
        piped: object,
    ) -> object:
        """Return the value at the end of a chain of fields; if the last one is a method, it gets the arguments."""
        self.node = node
        names: list[str]
        if isinstance(node, nodes.Field):
            receiver, names = dot, node.names
        elif isinstance(node, nodes.Variable):
            receiver, names = self.variables[self.find_variable(node.name)][1], node.fields
        elif isinstance(node, nodes.Chain):
            receiver, names = self.operand(dot, node.operand), node.fields
        else:
            raise self.error(f"{node} has no fields")
        for name in names[:-1]:
            receiver = self.field(dot, receiver, name, node, [], _NOTHING_PIPED)
        return self.field(dot, receiver, names[-1], node, arguments, piped)

    def field(
        self, dot: object, receiver: object, name: str, node: nodes.Node, arguments: list[nodes.Node], piped: object
    ) -> object:
        """Return a field of a value, the result of its method, or an entry of a map."""
        if receiver is MISSING:
            return MISSING
        if go_values.is_nil(receiver):
            raise self.error(f"nil pointer evaluating {go_values.type_name(receiver)}.{name}")
        has_arguments = bool(arguments) or piped is not _NOTHING_PIPED
        if isinstance(receiver, dict):
            if has_arguments:
                raise self.error(f"{name} is not a method but has arguments")
            return receiver.get(name, MISSING)
        value = self.reflected_field(receiver, name)
        if go_values.kind_of(value) == go_values.FUNCTION and callable(value):
            return self.call(dot, value, signature_of(value), name, node, arguments, piped)
        if has_arguments:
            raise self.error(f"{name} has arguments but cannot be invoked as function")
        return value

    def reflected_field(self, receiver: object, name: str) -> object:
        """Look up a name in a reflected object."""
        lookup = getattr(receiver, "template_field", None)
        try:
            if lookup is not None:
                return lookup(name)
        except KeyError:
            pass
        except TemplateError as error:
            raise self.error(error.message) from error
        raise self.error(f"can't evaluate field {name} in type {go_values.type_name(receiver)}")

    # Calls.

    def function(
        self, dot: object, node: nodes.Identifier, command: nodes.Node, arguments: list[nodes.Node], piped: object
    ) -> object:
        """Call a function by its name and return the result."""
        self.node = node
        name = node.name
        given = self.functions.get(name)
        if given is not None:
            return self.call(dot, given, signature_of(given), name, command, arguments, piped)
        builtin = BUILTINS.get(name)
        if builtin is None:
            raise self.error(f"{quote(name)} is not a defined function")
        self.check_count(name, builtin.signature, arguments, piped)
        if name in ("and", "or"):
            return self.short_circuit(dot, name == "or", arguments, piped)
        if name == "call":
            return self.call_value(dot, command, arguments, piped)
        return self.call(dot, builtin.function, builtin.signature, name, command, arguments, piped)

    def check_count(self, name: str, signature: Signature, arguments: list[nodes.Node], piped: object) -> None:
        """Raise TemplateError if a call has the wrong number of arguments."""
        count = len(arguments) + (piped is not _NOTHING_PIPED)
        wanted = signature.mismatch(count)
        if wanted is not None:
            # Where Go says "at least", it does not count the piped value.
            got = len(arguments) if signature.variadic else count
            raise self.error(f"wrong number of args for {name}: {wanted} got {got}")

    def call(
        self,
        dot: object,
        function: Callable[..., object],
        signature: Signature,
        name: str,
        node: nodes.Node,
        arguments: list[nodes.Node],
        piped: object,
    ) -> object:
        """Evaluate the arguments, call the function and return the result."""
        self.check_count(name, signature, arguments, piped)
        given = self.arguments(dot, signature, arguments, piped)
        return self.invoke(function, name, node, given)

    def arguments(self, dot: object, signature: Signature, arguments: list[nodes.Node], piped: object) -> list[object]:
        """Return the values of arguments, each checked against its parameter."""
        given = [self.argument(dot, signature.type_at(index), node) for index, node in enumerate(arguments)]
        if piped is not _NOTHING_PIPED:
            given.append(self.checked(piped, signature.type_at(len(given))))
        return given

    def invoke(self, function: Callable[..., object], name: str, node: nodes.Node, given: list[object]) -> object:
        """Call a Python function; if it raises TemplateError, add the position in the template."""
        try:
            result = function(*given)
        except TemplateError as error:
            self.node = node
            raise self.error(f"error calling {name}: {error.message}") from error
        texts = [value for value in (result, *given) if isinstance(value, str)]
        self.spend(sum(map(len, texts)) // _CHARACTERS_PER_STEP)
        if isinstance(result, str) and len(result) > MOST_TEXT:
            self.node = node
            raise self.error(f"error calling {name}: text is longer than {MOST_TEXT} characters")
        return result

    def argument(self, dot: object, wanted: str, node: nodes.Node) -> object:
        """Return the value of an argument for a parameter of the wanted type."""
        self.node = node
        if isinstance(node, nodes.NilLiteral):
            if wanted == VALUE:
                return MISSING
            if wanted == ANY:
                return None
            raise self.error(f"cannot assign nil to {wanted}")
        if wanted in (ANY, VALUE) or not isinstance(node, _LITERALS):
            return self.checked(self.operand(dot, node), wanted)
        return self.literal(node, wanted)

    def literal(self, node: nodes.Node, wanted: str) -> object:
        """Return the value of a literal for a parameter of the wanted type; a number fits each type that can hold it."""
        value: object = None
        if isinstance(node, nodes.NumberLiteral):
            value = {"int": node.number.signed_integer(), "float64": node.number.floating}.get(wanted)
        elif isinstance(node, (nodes.StringLiteral, nodes.BoolLiteral)) and go_values.type_name(node.value) == wanted:
            value = node.value
        if value is None:
            raise self.error(f"expected {_LITERAL_NAMES.get(wanted, wanted)}; found {node}")
        return value

    def checked(self, value: object, wanted: str) -> object:
        """Check that a value has the wanted type and return it; Go converts nothing."""
        if wanted == VALUE:
            return value
        if wanted == ANY:
            return None if value is MISSING else value
        if value is MISSING:
            raise self.error(f"invalid value; expected {wanted}")
        if go_values.type_name(value) != wanted:
            raise self.error(f"wrong type for value; expected {wanted}; got {go_values.type_name(value)}")
        return value

    def short_circuit(self, dot: object, until: bool, arguments: list[nodes.Node], piped: object) -> object:
        """Evaluate `or` and `and`: return the first argument whose truth is `until`, else the last one."""
        value: object = MISSING
        for node in arguments:
            value = self.argument(dot, VALUE, node)
            if go_values.truth(value) == until:
                return value
        return value if piped is _NOTHING_PIPED else piped

    def call_value(self, dot: object, node: nodes.Node, arguments: list[nodes.Node], piped: object) -> object:
        """Evaluate `call`: its first argument is the function, the others are the arguments."""
        function, *given = self.arguments(dot, BUILTINS["call"].signature, arguments, piped)
        callee = str(arguments[0] if arguments else function)
        if not arguments and not isinstance(function, str):
            callee = f"<{go_values.type_name(function)} Value>"
        self.node = node
        if function is MISSING or function is None:
            raise self.error("error calling call: call of nil")
        if go_values.kind_of(function) != go_values.FUNCTION or not callable(function):
            named = go_values.type_name(function)
            raise self.error(f"error calling call: non-function {callee} of type {named}")
        signature = signature_of(function)
        wanted = signature.mismatch(len(given))
        if wanted is not None:
            raise self.error(f"error calling call: wrong number of args for {callee}: got {len(given)} {wanted}")
        prepared = [self.prepared(value, signature.type_at(index), index) for index, value in enumerate(given)]
        return self.invoke(function, "call", node, prepared)

    def prepared(self, value: object, wanted: str, index: int) -> object:
        """Check an argument of `call` against its parameter and return it."""
        if wanted == ANY:
            return None if value is MISSING else value
        if value is MISSING or value is None:
            raise self.error(f"error calling call: arg {index}: value is nil; should be of type {wanted}")
        if go_values.type_name(value) != wanted:
            got = go_values.type_name(value)
            raise self.error(f"error calling call: arg {index}: value has type {got}; should be {wanted}")
        return value


_WALKERS: dict[type, Callable[..., str | None]] = {
    nodes.Text: Execution.walk_text,
    nodes.Action: Execution.walk_action,
    nodes.If: Execution.walk_if,
    nodes.With: Execution.walk_if,
    nodes.Range: Execution.walk_range,
    nodes.Call: Execution.walk_call,
    nodes.Break: lambda *_: _BREAK,
    nodes.Continue: lambda *_: _CONTINUE,
}
_LITERALS = (nodes.StringLiteral, nodes.BoolLiteral, nodes.NumberLiteral)
_LITERAL_NAMES = {"int": "integer", "float64": "float"}
