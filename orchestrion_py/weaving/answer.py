"""What a join point answers about a node: a match, or the part of the join point that does not match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tree_sitter import Node

    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site

# A longer part of an aspect file is shortened in messages.
_LONGEST = 80


class WrittenPart(Protocol):
    """A part of a join point as its aspect file states it: the last element of `path` is its key, `data` its value."""

    @property
    def path(self) -> tuple[str | int, ...]: ...  # noqa: D102
    @property
    def data(self) -> Any: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102
    def place(self) -> tuple[int, int]:
        """Line and column in `file`; zeros where they are unknown."""


@final
class Match:
    """The node matches. `directives` holds the offsets of the directive comments that the join point found."""

    __slots__ = ("directives",)

    def __init__(self, directives: tuple[int, ...] = ()) -> None:
        self.directives = directives


@final
class Mismatch:
    """The node does not match; false in a condition.

    A join point has one Mismatch, made when it is decoded, and returns it for every node that it refuses. Its text is composed
    only when somebody reads it. `remark` is a cause that users should see, such as `already instrumented`, and `start` is the
    offset of the function that it is about.
    """

    __slots__ = ("directives", "part", "remark", "start")

    def __init__(
        self,
        part: WrittenPart | None = None,
        remark: str = "",
        start: int = 0,
        directives: tuple[int, ...] = (),
    ) -> None:
        self.part = part
        self.remark = remark
        self.start = start
        self.directives = directives

    def __bool__(self) -> Literal[False]:
        return False

    def because(self, remark: str, node: Node) -> Mismatch:
        """The same part, with a cause that users should see."""
        return Mismatch(self.part, remark, node.start_byte, self.directives)

    def having_read(self, directives: tuple[int, ...]) -> Mismatch:
        """The same answer, after the join point found these directive comments."""
        return Mismatch(self.part, self.remark, self.start, directives)

    @property
    def name(self) -> str:
        """The part as its author wrote it."""
        return f"`{described(self.part)}`" if self.part is not None else "the join point"

    @property
    def reason(self) -> str:
        """The part that does not match, and the remark."""
        return f"{self.name} does not match" + (f": {self.remark}" if self.remark else "")

    @property
    def place(self) -> str:
        """`file:line:column` of the part; its path inside the aspect where the file is unknown."""
        return place_of(self.part) if self.part is not None else ""


Answer = Match | Mismatch

MATCH = Match()
# Of a join point that no aspect file states.
MISMATCH = Mismatch()


class Part(Protocol):
    """A join point, or an option of one; the cheap questions come first."""

    @property
    def no(self) -> Mismatch:
        """The answer for a node that does not match."""

    @property
    def required(self) -> Sequence[Part]:
        """The parts that must all match for this one to match."""

    @property
    def inner(self) -> Sequence[Part]:
        """All parts that this one consists of."""

    def refusal(self, site: Site, /) -> str:
        """Why the node at hand does not match, in words; empty if the part says it all. Asked only to explain."""

    def is_close(self, site: Site, /) -> bool:
        """Whether a node that does not match looks like one that does, to a person. Asked only to explain."""

    def may_match_package(self, package: Package, /) -> bool:
        """Whether anything in the package can match, from its path, name and imports alone."""

    def may_match_file(self, text: bytes, /) -> bool:
        """Whether anything in a file can match, from its bytes alone."""

    def matches(self, site: Site) -> Answer:
        """Whether the node at hand matches; writes nothing."""


def every(parts: Iterable[Part], site: Site) -> Answer:
    """Match where all parts do; the first one that does not answers for all."""
    directives: tuple[int, ...] = ()
    for part in parts:
        answer = part.matches(site)
        if answer.directives:
            directives += answer.directives
        if not answer:
            return answer.having_read(directives) if directives else answer
    return Match(directives) if directives else MATCH


def some(parts: Iterable[Part], site: Site, no: Mismatch) -> Answer:
    """Match where one part does; if none does, answer with the last remark, or else with `no`."""
    directives: tuple[int, ...] = ()
    for part in parts:
        answer = part.matches(site)
        if answer.directives:
            directives += answer.directives
        if answer:
            return Match(directives) if directives else MATCH
        if answer.remark:
            no = answer
    return no.having_read(directives) if directives else no


def described(part: WrittenPart) -> str:
    """A part as its author wrote it, on one line: `receiver: *net/http.Server`."""
    text = f"{part.path[-1]}: {_flow(part.data)}" if part.path else _flow(part.data)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def place_of(part: WrittenPart) -> str:
    """`file:line:column` of a part; its path inside the aspect where the file is unknown."""
    line, column = part.place()
    if line:
        return f"{part.file}:{line}:{column}"
    path = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in part.path).lstrip(".")
    return f"{part.file}: {path}" if part.file else path


def _flow(data: Any) -> str:
    """Data as YAML writes it on one line."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return f"[{', '.join(map(_flow, data))}]"
    if isinstance(data, bool):
        return str(data).lower()
    return str(data) if data != "" else '""'
