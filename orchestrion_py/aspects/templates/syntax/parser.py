"""Parses template text: tokens come in, syntax trees go out."""

from __future__ import annotations

from orchestrion_py.aspects.templates.builtin_functions import BUILTINS
from orchestrion_py.aspects.templates.go_strings import quote, unquote
from orchestrion_py.aspects.templates.syntax import lexer as lex
from orchestrion_py.aspects.templates.syntax import nodes, number_literals
from orchestrion_py.aspects.templates.template_errors import TemplateError, line_and_column

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_OPERAND_STARTS = frozenset(
    [
        lex.BOOL, lex.CHARACTER, lex.COMPLEX, lex.DOT, lex.FIELD, lex.IDENTIFIER, lex.NUMBER,
        lex.NIL, lex.RAW_STRING, lex.STRING, lex.VARIABLE, lex.LEFT_PAREN,
    ]
)  # fmt: skip
_CONSTANTS = (nodes.BoolLiteral, nodes.StringLiteral, nodes.NumberLiteral, nodes.NilLiteral, nodes.Dot)


def parse_trees(text: str, name: str, functions: Collection[str]) -> dict[str, nodes.NodeList]:
    """Parse a template; return its tree and those of the templates that it defines, by name.

    `functions` are the names of functions besides the predefined ones. Raises TemplateError.
    """
    source = Source(text, name, functions)
    parser = Parser(source)
    try:
        tree = parser.whole_text()
    except RecursionError:
        raise parser.error("max expression depth exceeded") from None
    parser.define(name, tree)
    return source.trees


class Source:
    """The state that the parsers of one text share: its tokens, and the trees made so far."""

    __slots__ = ("functions", "latest", "lexer", "name", "text", "trees")

    def __init__(self, text: str, name: str, functions: Collection[str]) -> None:
        self.text = text
        self.name = name
        self.functions = functions
        self.lexer = lex.Lexer(text)
        self.latest = lex.Token(lex.TEXT, 0, "")
        self.trees: dict[str, nodes.NodeList] = {}


class Parser:
    """Parses one tree: the whole text, or a template defined in it, which does not see the variables around it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.pending: list[lex.Token] = []
        self.variables = ["$"]
        self.range_depth = 0
        self.action_line = 0
        self.last_action = source.latest

    # Tokens.

    def next(self) -> lex.Token:
        """Return the next token, including white space in actions."""
        if self.pending:
            return self.pending.pop()
        self.source.latest = token = self.source.lexer.next()
        return token

    def next_non_space(self) -> lex.Token:
        """Return the next token that is not white space in an action."""
        token = self.next()
        while token.kind == lex.SPACE:
            token = self.next()
        return token

    def peek(self) -> lex.Token:
        """Return the token that `next` will return."""
        token = self.next()
        self.pending.append(token)
        return token

    def peek_non_space(self) -> lex.Token:
        """Return the token that `next_non_space` will return; drops the white space before it."""
        token = self.next_non_space()
        self.pending.append(token)
        return token

    def expect(self, kind: str, context: str) -> lex.Token:
        """Return the next token, which must be of this kind."""
        token = self.next_non_space()
        if token.kind != kind:
            raise self.unexpected(token, context)
        return token

    # Errors.

    def error(self, reason: str, token: lex.Token | None = None) -> TemplateError:
        """Make an error at a token, by default at the last one read."""
        source = self.source
        line, column = line_and_column(source.text, (token or source.latest).position)
        return TemplateError(f"template: {source.name}:{line}: {reason}", line, column, reason)

    def unexpected(self, token: lex.Token, context: str) -> TemplateError:
        """Make an error about a token that does not belong here, or about an error of the lexer."""
        if token.kind != lex.ERROR:
            return self.error(f"unexpected {token} in {context}", token)
        extra = ""
        if self.action_line not in (0, line_and_column(self.source.text, token.position)[0]):
            extra = f" in action started at {self.source.name}:{self.action_line}"
            if token.value.endswith(" action"):
                extra = extra.removeprefix(" in action")
        return self.error(f"{token}{extra}", token)

    # Trees.

    def whole_text(self) -> nodes.NodeList:
        """Parse everything up to the end of the text."""
        tree = nodes.NodeList(self.peek().position)
        while self.peek().kind != lex.END_OF_TEXT:
            if self.peek().kind == lex.LEFT_DELIMITER:
                delimiter = self.next()
                token = self.next_non_space()
                if token.kind == lex.DEFINE:
                    Parser(self.source).definition()
                    continue
                self.pending += [token, delimiter]
            node = self.text_or_action()
            if isinstance(node, (nodes.End, nodes.Else)):
                raise self.error(f"unexpected {node}", self.last_action)
            tree.nodes.append(node)
        return tree

    def definition(self) -> None:
        """Parse the name and body of a `define`, whose keyword has been read."""
        context = "define clause"
        name = self.template_name(self.next_non_space(), context)
        self.expect(lex.RIGHT_DELIMITER, context)
        self.define(name, self.body(context))

    def body(self, context: str) -> nodes.NodeList:
        """Parse a list of nodes that must close with `end`."""
        tree, closing = self.node_list()
        if not isinstance(closing, nodes.End):
            raise self.error(f"unexpected {closing} in {context}", self.last_action)
        return tree

    def define(self, name: str, tree: nodes.NodeList) -> None:
        """Store a tree under its name; an empty tree never replaces another."""
        trees = self.source.trees
        if name not in trees or trees[name].is_empty():
            trees[name] = tree
        elif not tree.is_empty():
            raise self.error(f"template: multiple definition of template {quote(name)}")

    def node_list(self) -> tuple[nodes.NodeList, nodes.Node]:
        """Parse nodes up to an `else` or `end`; return the nodes and the closing node."""
        tree = nodes.NodeList(self.peek_non_space().position)
        while self.peek_non_space().kind != lex.END_OF_TEXT:
            node = self.text_or_action()
            if isinstance(node, (nodes.End, nodes.Else)):
                return tree, node
            tree.nodes.append(node)
        raise self.error("unexpected EOF")

    def text_or_action(self) -> nodes.Node:
        """Parse a text or an action."""
        token = self.next_non_space()
        if token.kind == lex.TEXT:
            return nodes.Text(token.position, token.value)
        if token.kind != lex.LEFT_DELIMITER:
            raise self.unexpected(token, "input")
        self.last_action = token
        self.action_line = line_and_column(self.source.text, token.position)[0]
        node = self.action()
        self.action_line = 0
        return node

    # Actions, whose left delimiter has been read.

    def action(self) -> nodes.Node:
        """Parse an action of any kind, including its right delimiter."""
        token = self.next_non_space()
        if token.kind in _BRANCHES:
            return self.branch(token.kind)
        control = _CONTROLS.get(token.kind)
        if control is not None:
            return control(self, token)
        self.pending.append(token)
        return nodes.Action(token.position, self.pipeline("command", lex.RIGHT_DELIMITER))

    def branch(self, keyword: str) -> nodes.Branch:
        """Parse an `if`, `with` or `range` up to its `end`; the keyword has been read."""
        outer_variables = len(self.variables)
        pipeline = self.pipeline(keyword, lex.RIGHT_DELIMITER)
        self.range_depth += keyword == lex.RANGE
        body, closing = self.node_list()
        self.range_depth -= keyword == lex.RANGE
        alternative = self.alternative(keyword, closing) if isinstance(closing, nodes.Else) else None
        del self.variables[outer_variables:]
        return _BRANCHES[keyword](pipeline.position, pipeline, body, alternative)

    def alternative(self, keyword: str, closing: nodes.Node) -> nodes.NodeList:
        """Parse what follows an `else`: nodes, or for `else if` and `else with` the branch that shares the `end`."""
        if keyword != lex.RANGE and self.peek().kind == keyword:
            self.next()
            alternative = nodes.NodeList(closing.position)
            alternative.nodes.append(self.branch(keyword))
            return alternative
        alternative, closing = self.node_list()
        if not isinstance(closing, nodes.End):
            raise self.error(f"expected end; found {closing}", self.last_action)
        return alternative

    def end_action(self, _: lex.Token) -> nodes.Node:
        """Parse `end`."""
        return nodes.End(self.expect(lex.RIGHT_DELIMITER, "end").position)

    def else_action(self, _: lex.Token) -> nodes.Node:
        """Parse `else`; leaves an `if` or `with` after it unread."""
        following = self.peek_non_space()
        if following.kind not in (lex.IF, lex.WITH):
            self.expect(lex.RIGHT_DELIMITER, "else")
        return nodes.Else(following.position)

    def break_action(self, token: lex.Token) -> nodes.Node:
        """Parse `break`."""
        self.loop_exit("{{break}}")
        return nodes.Break(token.position)

    def continue_action(self, token: lex.Token) -> nodes.Node:
        """Parse `continue`."""
        self.loop_exit("{{continue}}")
        return nodes.Continue(token.position)

    def loop_exit(self, action: str) -> None:
        """Check that a `break` or `continue` is complete and inside a loop."""
        self.expect(lex.RIGHT_DELIMITER, action)
        if not self.range_depth:
            raise self.error(f"{action} outside {{{{range}}}}", self.last_action)

    def template_action(self, _: lex.Token) -> nodes.Node:
        """Parse `template`."""
        context = "template clause"
        token = self.next_non_space()
        name = self.template_name(token, context)
        following = self.next_non_space()
        if following.kind == lex.RIGHT_DELIMITER:
            return nodes.Call(token.position, name, None)
        self.pending.append(following)
        return nodes.Call(token.position, name, self.pipeline(context, lex.RIGHT_DELIMITER))

    def block_action(self, _: lex.Token) -> nodes.Node:
        """Parse `block`: a definition and a call of it."""
        context = "block clause"
        token = self.next_non_space()
        name = self.template_name(token, context)
        pipeline = self.pipeline(context, lex.RIGHT_DELIMITER)
        inner = Parser(self.source)
        inner.define(name, inner.body(context))
        return nodes.Call(token.position, name, pipeline)

    def template_name(self, token: lex.Token, context: str) -> str:
        """Parse the name of a template, which must be a string literal."""
        if token.kind not in (lex.STRING, lex.RAW_STRING):
            raise self.unexpected(token, context)
        return self.unquoted(token)

    def unquoted(self, token: lex.Token) -> str:
        """Unquote a string literal."""
        value = unquote(token.value)
        if value is None:
            raise self.error("invalid syntax", token)
        return value

    # Pipelines.

    def pipeline(self, context: str, closing: str) -> nodes.Pipeline:
        """Parse declarations and commands, and read the token that closes them."""
        pipeline = nodes.Pipeline(self.peek_non_space().position)
        self.declarations(pipeline, context)
        while True:
            token = self.next_non_space()
            if token.kind == closing:
                self.check_pipeline(pipeline, context)
                return pipeline
            if token.kind not in _OPERAND_STARTS:
                raise self.unexpected(token, context)
            self.pending.append(token)
            pipeline.commands.append(self.command())

    def declarations(self, pipeline: nodes.Pipeline, context: str) -> None:
        """Parse the variables before `:=` or `=`, if there are any; `range` may have two."""
        while self.peek_non_space().kind == lex.VARIABLE:
            variable = self.next()
            adjacent = self.peek()
            following = self.peek_non_space()
            declares = following.kind in (lex.ASSIGN, lex.DECLARE)
            if not declares and following.value != ",":
                # "$x foo" needs its space back: it separates an operand from its argument.
                if adjacent.kind == lex.SPACE:
                    self.pending.append(adjacent)
                self.pending.append(variable)
                return
            self.next_non_space()
            pipeline.variables.append(nodes.Variable(variable.position, variable.value, []))
            self.variables.append(variable.value)
            if declares:
                pipeline.is_assignment = following.kind == lex.ASSIGN
                return
            if context != lex.RANGE or len(pipeline.variables) > 1:
                raise self.error(f"too many declarations in {context}")
            if self.peek_non_space().kind not in (lex.VARIABLE, lex.RIGHT_DELIMITER, lex.RIGHT_PAREN):
                raise self.error("range can only initialize variables")

    def check_pipeline(self, pipeline: nodes.Pipeline, context: str) -> None:
        """Check that a pipeline has a command, and that only the first one is a constant."""
        if not pipeline.commands:
            raise self.error(f"missing value for {context}")
        for stage, command in enumerate(pipeline.commands[1:], start=2):
            if isinstance(command.operands[0], _CONSTANTS):
                raise self.error(f"non executable command in pipeline stage {stage}")

    def command(self) -> nodes.Command:
        """Parse operands up to a pipe, which is read, or to the end of the pipeline, which is not."""
        command = nodes.Command(self.peek_non_space().position)
        while True:
            self.peek_non_space()
            operand = self.operand()
            if operand is not None:
                command.operands.append(operand)
            token = self.next()
            if token.kind == lex.SPACE:
                continue
            if token.kind in (lex.RIGHT_DELIMITER, lex.RIGHT_PAREN):
                self.pending.append(token)
            elif token.kind != lex.PIPE:
                raise self.unexpected(token, "operand")
            if not command.operands:
                raise self.error("empty command")
            return command

    def operand(self) -> nodes.Node | None:
        """Parse a term with its fields; None if the next token does not start one."""
        term = self.term()
        if term is None or self.peek().kind != lex.FIELD:
            return term
        position = self.peek().position
        fields: list[str] = []
        while self.peek().kind == lex.FIELD:
            fields.append(self.next().value[1:])
        if isinstance(term, nodes.Field):
            return nodes.Field(position, term.names + fields)
        if isinstance(term, nodes.Variable):
            return nodes.Variable(position, term.name, term.fields + fields)
        if isinstance(term, _CONSTANTS):
            raise self.error(f"unexpected . after term {quote(str(term))}")
        return nodes.Chain(position, term, fields)

    def term(self) -> nodes.Node | None:
        """Parse a constant, name, variable, field or pipeline in parens; None if the next token does not start one."""
        token = self.next_non_space()
        make = _TERMS.get(token.kind)
        if make is not None:
            return make(self, token)
        self.pending.append(token)
        return None

    def identifier(self, token: lex.Token) -> nodes.Node:
        """Parse the name of a function, which must exist."""
        if token.value not in BUILTINS and token.value not in self.source.functions:
            raise self.error(f"function {quote(token.value)} not defined", token)
        return nodes.Identifier(token.position, token.value)

    def variable(self, token: lex.Token) -> nodes.Node:
        """Parse a variable, which must be declared."""
        if token.value not in self.variables:
            raise self.error(f"undefined variable {quote(token.value)}", token)
        return nodes.Variable(token.position, token.value, [])

    def number(self, token: lex.Token) -> nodes.Node:
        """Parse a number or character constant."""
        parse = number_literals.parse_rune if token.kind == lex.CHARACTER else number_literals.parse_number
        number = parse(token.value)
        if isinstance(number, str):
            raise self.error(number, token)
        return nodes.NumberLiteral(token.position, number)

    def string(self, token: lex.Token) -> nodes.Node:
        """Parse a string literal."""
        return nodes.StringLiteral(token.position, token.value, self.unquoted(token))

    def parenthesized(self, _: lex.Token) -> nodes.Node:
        """Parse a pipeline in parens."""
        return self.pipeline("parenthesized pipeline", lex.RIGHT_PAREN)


_BRANCHES = {lex.IF: nodes.If, lex.WITH: nodes.With, lex.RANGE: nodes.Range}
_CONTROLS = {
    lex.END: Parser.end_action,
    lex.ELSE: Parser.else_action,
    lex.BREAK: Parser.break_action,
    lex.CONTINUE: Parser.continue_action,
    lex.TEMPLATE: Parser.template_action,
    lex.BLOCK: Parser.block_action,
}
_TERMS: dict[str, Callable[[Parser, lex.Token], nodes.Node]] = {
    lex.IDENTIFIER: Parser.identifier,
    lex.VARIABLE: Parser.variable,
    lex.NUMBER: Parser.number,
    lex.COMPLEX: Parser.number,
    lex.CHARACTER: Parser.number,
    lex.STRING: Parser.string,
    lex.RAW_STRING: Parser.string,
    lex.LEFT_PAREN: Parser.parenthesized,
    lex.DOT: lambda _, token: nodes.Dot(token.position),
    lex.NIL: lambda _, token: nodes.NilLiteral(token.position),
    lex.FIELD: lambda _, token: nodes.Field(token.position, [token.value[1:]]),
    lex.BOOL: lambda _, token: nodes.BoolLiteral(token.position, token.value == "true"),
}
