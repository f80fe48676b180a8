"""Go that tree-sitter's grammar rejects, and changes after which it accepts it."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOKEN = re.compile(
    rb"""(?P<comment>//[^\n]*|/\*.*?\*/)|[\w\x80-\xff]+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'"""
    rb"""|<-|\.\.\.|\+\+|--|[^\s\w]""",
    re.DOTALL,
)
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_OPENING = frozenset({b"(", b"[", b"{"})
_CLOSING = frozenset({b")", b"]", b"}"})
_BUILT_IN = {b"new": b"neW", b"make": b"makE"}
_GROUPS = frozenset({b"var", b"const", b"type"})
_NAME = re.compile(rb"[\w\x80-\xff]+")
# Words that go/scanner does not take for names. A statement ends behind a name or the last four, not behind the others.
_KEYWORDS = frozenset(
    b"case chan const default defer else for func go goto if import interface map package range select struct switch type var"
    b" break continue fallthrough return".split()
)
_ENDING_KEYWORDS = frozenset(b"break continue fallthrough return".split())
_ENDING_MARKS = frozenset({b")", b"]", b"}", b"++", b"--"})
# Types nest no deeper than this in any program. A file that does is not respelled.
_DEEPEST = 100


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A replacement for the bytes of a file from `start` to `end`."""

    start: int
    end: int
    text: bytes


def changes_to(text: bytes) -> list[Change]:
    """The changes after which the grammar accepts a Go file, in order. They write no newline."""
    return sorted(_changes(_Tokens(text)))


def applied(text: bytes, changes: Iterable[Change]) -> bytes:
    """The text after changes."""
    parts: list[bytes] = []
    cursor = 0
    for change in changes:
        parts += (text[cursor : change.start], change.text)
        cursor = change.end
    return b"".join((*parts, text[cursor:]))


@dataclass(slots=True)
class _Tokens:
    """The tokens of a file without its comments. A bracket knows its partner; any other token, and one without, has -1."""

    text: bytes
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    partners: array[int] = field(default_factory=lambda: array("q"))
    # The tokens in front of comments of several lines.
    in_front_of_lines: array[int] = field(default_factory=lambda: array("q"))

    def __post_init__(self) -> None:
        opened: list[int] = []
        for match in _TOKEN.finditer(self.text):
            if match.lastgroup:
                if b"\n" in match.group():
                    self.in_front_of_lines.append(len(self.starts) - 1)
                continue
            index, token = len(self.starts), match.group()
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.partners.append(-1)
            if token in _OPENING:
                opened.append(index)
            elif token in _CLOSING and opened:
                self.partners[index] = opened.pop()
                self.partners[self.partners[index]] = index

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> bytes:
        """A token; empty outside of the file."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else b""

    def after(self, opening: int) -> int:
        """The token behind a bracket and its partner; the end of the file if there is none."""
        partner = self.partners[opening] if 0 <= opening < len(self) else -1
        return partner + 1 if partner > opening else len(self)

    def is_name(self, index: int) -> bool:
        """Whether a token is a name, and not a keyword."""
        token = self[index]
        return _NAME.fullmatch(token) is not None and not token[:1].isdigit() and token not in _KEYWORDS

    def ends_line(self, index: int) -> bool:
        """Whether go/scanner puts a semicolon behind a token, at the end of its line."""
        token = self[index]
        can_end = token in _ENDING_MARKS or token in _ENDING_KEYWORDS or token[:1] in (b'"', b"`", b"'")
        if not can_end and (_NAME.fullmatch(token) is None or token in _KEYWORDS):
            return False
        return index + 1 >= len(self) or b"\n" in self.gap(index)

    def gap(self, index: int) -> bytes:
        """The text between a token and the next one."""
        return self.text[self.ends[index] : self.starts[index + 1] if index + 1 < len(self) else None]

    def is_label(self, index: int) -> bool:
        """Whether the token in front of a colon is a label: a name that begins a statement."""
        return self.is_name(index) and (self[index - 1] in (b"{", b"}", b";", b":") or self.ends_line(index - 1))


def _changes(tokens: _Tokens) -> Iterator[Change]:
    yield from _newlines_in_comments(tokens)
    headers = _ForHeaders()
    for index in range(len(tokens)):
        token = tokens[index]
        headers.see(token, tokens[index - 1])
        if token in _BUILT_IN:
            yield from _built_in(tokens, index)
        elif token == b";" and not headers.owned:
            yield from _empty_statement(tokens, index)
        elif token in _GROUPS and tokens[index + 1] == b"(":
            yield from _end_of_group(tokens, index + 1)
        elif token == b"}":
            yield from _last_label(tokens, index)
        elif token in (b"struct", b"interface"):
            yield from _method_expression(tokens, index)


def _newlines_in_comments(tokens: _Tokens) -> Iterator[Change]:
    """A newline in a comment ends a statement for Go, and not for the grammar."""
    for index in set(tokens.in_front_of_lines):
        if tokens.ends_line(index) and b"\n" not in _COMMENT.sub(b"", tokens.gap(index)):
            yield Change(tokens.ends[index], tokens.ends[index], b";")


def _built_in(tokens: _Tokens, index: int) -> Iterator[Change]:
    """`new` and `make` take a type as their first argument. In front of anything else, they are names like any other.

    In parentheses, they are names for the grammar, and a type behind them is an error.
    """
    first, last = index, index
    while tokens[first - 1] == b"(" and tokens[last + 1] == b")":
        first, last = first - 1, last + 1
    argument = last + 2
    takes_type = tokens[last + 1] == b"(" and tokens[_end_of_type(tokens, argument)] in (b")", b",")
    if not takes_type:
        yield Change(tokens.starts[index], tokens.ends[index], _BUILT_IN[tokens[index]])
    elif first != index:
        yield Change(tokens.starts[first], tokens.ends[last], tokens[index])


def _end_of_type(tokens: _Tokens, index: int, depth: int = 0) -> int:  # noqa: PLR0911 a case for each kind of type
    """The token behind a type; the end of the file if there is no type."""
    token, end = tokens[index], len(tokens)
    if depth > _DEEPEST:
        return end
    if token == b"*":
        return _end_of_type(tokens, index + 1, depth + 1)
    if token == b"(":
        inner = _end_of_type(tokens, index + 1, depth + 1)
        return inner + 1 if inner + 1 == tokens.after(index) else end
    if token == b"[":
        return _end_of_type(tokens, tokens.after(index), depth + 1)
    if token == b"map" and tokens[index + 1] == b"[":
        return _end_of_type(tokens, tokens.after(index + 1), depth + 1)
    if token == b"chan":
        return _end_of_type(tokens, index + 1 + (tokens[index + 1] == b"<-"), depth + 1)
    if token == b"<-" and tokens[index + 1] == b"chan":
        return _end_of_type(tokens, index + 1, depth + 1)
    if token in (b"struct", b"interface") and tokens[index + 1] == b"{":
        return tokens.after(index + 1)
    if token == b"func" and tokens[index + 1] == b"(":
        result = tokens.after(index + 1)
        if tokens[result] == b"(":
            return tokens.after(result)
        return min(_end_of_type(tokens, result, depth + 1), result if tokens[result] in (b")", b",") else end)
    return _end_of_named_type(tokens, index, depth)


def _end_of_named_type(tokens: _Tokens, index: int, depth: int) -> int:
    if not tokens.is_name(index):
        return len(tokens)
    if tokens[index + 1] == b"." and tokens.is_name(index + 2):
        index += 2
    if tokens[index + 1] != b"[":
        return index + 1
    argument = index + 2
    while True:
        argument = _end_of_type(tokens, argument, depth + 1)
        if tokens[argument] == b",":
            argument += 1
        if argument >= len(tokens) or argument + 1 == tokens.after(index + 1):
            return argument + 1


class _ForHeaders:
    """Tells the semicolons between the clauses of a `for` from those that end statements."""

    def __init__(self) -> None:
        self.owned = False
        self._depth = 0
        # The functions and semicolons seen so far in the header at each depth of brackets.
        self._open: dict[int, list[int]] = {}

    def see(self, token: bytes, before: bytes) -> None:
        """Take the next token. Afterwards, `owned` says whether it is a semicolon of a header."""
        self.owned = False
        header = self._open.get(self._depth)
        if token == b"for":
            self._open[self._depth] = [0, 0]
        elif header is not None and token == b"func":
            header[0] += 1
        elif header is not None and token == b";":
            self.owned = True
            header[1] += 1
            if header[1] == 2:
                del self._open[self._depth]
        elif header is not None and token == b"{" and before not in (b"struct", b"interface"):
            if header[0]:
                header[0] -= 1
            else:
                del self._open[self._depth]
        self._depth += (token in _OPENING) - (token in _CLOSING)


def _empty_statement(tokens: _Tokens, semicolon: int) -> Iterator[Change]:
    """The grammar wants a semicolon behind an empty statement, which is one itself. Only a label needs the statement."""
    before = tokens[semicolon - 1]
    if before == b":" and tokens.is_label(semicolon - 2):
        yield Change(tokens.ends[semicolon], tokens.ends[semicolon], b";")
    elif before in (b"{", b";", b":", b"if", b"switch") or tokens.ends_line(semicolon - 1):
        yield Change(tokens.starts[semicolon], tokens.ends[semicolon], b" ")


def _end_of_group(tokens: _Tokens, opening: int) -> Iterator[Change]:
    """The grammar wants a newline or a semicolon behind the last member of a group."""
    last = tokens.partners[opening] - 1
    if last > opening and tokens[last] != b";" and not tokens.ends_line(last):
        yield Change(tokens.ends[last], tokens.ends[last], b";")


def _last_label(tokens: _Tokens, brace: int) -> Iterator[Change]:
    """A label in front of a brace needs a statement if other labels stand in front of it, or if it is called `_`."""
    if tokens[brace - 1] == b":" and tokens.is_label(brace - 2):
        yield Change(tokens.ends[brace - 1], tokens.ends[brace - 1], b";")


def _method_expression(tokens: _Tokens, literal: int) -> Iterator[Change]:
    """`struct{ T }.m` becomes `struct{ T }{}.m`, a method of a value. The type may be behind a star and in parentheses."""
    first, behind = literal, tokens.after(literal + 1) if tokens[literal + 1] == b"{" else len(tokens)
    end = behind
    while tokens[end] == b")" and tokens[end + 1] in (b")", b"."):
        first -= tokens[first - 1] == b"*"
        if tokens[first - 1] != b"(" or not _begins_operand(tokens, first - 1):
            return
        first, end = first - 1, end + 1
    if tokens[end] == b".":
        value = b"{}" if tokens[literal] == b"struct" else b"(_)"
        yield Change(tokens.ends[behind - 1], tokens.ends[behind - 1], value)


def _begins_operand(tokens: _Tokens, parenthesis: int) -> bool:
    """Whether a parenthesis is neither that of a call nor that of a type assertion."""
    return not tokens.is_name(parenthesis - 1) and tokens[parenthesis - 1] not in (b")", b"]", b"}", b".")
