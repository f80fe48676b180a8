"""An aspect: a join point and the advice for what it matches, decoded from one entry of an aspect file."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

from orchestrion_py.aspects.files import requires
from orchestrion_py.aspects.files.yaml_value import Value, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.aspects.files.requires import Requires
    from orchestrion_py.aspects.literal_filter import Clues
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site


class JoinPoint(Protocol):
    """What every join point answers, see weaving.walk.JoinPoint; `clues` is the question that a build asks first."""

    @property
    def kinds(self) -> frozenset[str]: ...
    def clues(self) -> Clues: ...
    def may_match_package(self, package: Package) -> bool: ...
    def may_match_file(self, text: bytes) -> bool: ...
    def matches(self, site: Site) -> bool: ...
    def implied_imports(self) -> frozenset[str]:
        """The packages that any package it matches imports, or is."""


class Advice(Protocol):
    """What every advice answers, see weaving.walk.Advice."""

    @property
    def order(self) -> tuple[str, int]: ...
    def apply(self, site: Site) -> None: ...
    def imports(self) -> frozenset[str]:
        """The packages that it may import into what it changes."""

    def links(self) -> frozenset[str]:
        """The packages that it links without importing them."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect; `tracer_internal` keeps it where a vendor's own packages are otherwise left alone.

    `requires` names the modules that a build must have for it, and their versions; `directives` are those that the join point
    looks for. Of the aspects with one word `once` that match a node, the last one alone is applied.
    """

    id: str
    join_point: JoinPoint
    advice: tuple[Advice, ...]
    tracer_internal: bool = False
    requires: Requires = field(default_factory=dict)
    directives: frozenset[str] = frozenset()
    once: str = ""

    @property
    def injected(self) -> frozenset[str]:
        """The packages it imports or links."""
        return frozenset().union(*(advice.imports() | advice.links() for advice in self.advice))


def decode_aspect(value: Value) -> Aspect:
    """Decode one entry of `aspects:`. Raises AspectError at the part that is wrong."""
    value.mapping()
    identifier = value.get("id")
    internal, once = value.get("tracer-internal"), value.get("once")
    return Aspect(
        id=identifier.string() if identifier is not None else "",
        join_point=decode_join_point(value.require("join-point")),
        advice=tuple(decode_advice(each) for each in _one_or_more(value.require("advice"))),
        tracer_internal=internal is not None and internal.boolean(),
        requires=requires.decode(value.get("requires")),
        directives=frozenset(_directives(value.require("join-point").data)),
        once=once.string() if once is not None else "",
    )


def decode_join_point(value: Value) -> JoinPoint:
    """Decode a join point: a mapping with one key, which names the module that knows it."""
    return cast("JoinPoint", _decode(value, "joinpoints", "join point"))


def _directives(join_point: object) -> Iterator[str]:
    """The directives that parts of a join point look for; those it wants absent do not count."""
    parts = join_point if isinstance(join_point, list) else []
    if isinstance(join_point, dict):
        if isinstance(join_point.get("directive"), str):
            yield join_point["directive"]
        parts = [part for key, part in join_point.items() if key != "not"]
    for part in parts:
        yield from _directives(part)


def decode_advice(value: Value) -> Advice:
    """Decode one piece of advice: a mapping with one key, which names the module that knows it."""
    return cast("Advice", _decode(value, "advice", "advice"))


class _Decoder(Protocol):
    def decode(self, value: Value) -> object: ...


def _decode(value: Value, folder: str, what: str) -> object:
    key, argument = value.single()
    name = f"orchestrion_py.aspects.{folder}.{key.replace('-', '_')}"
    try:
        module = importlib.import_module(name) if key.replace("-", "").isidentifier() else None
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        module = None
    if module is None:
        argument.fail(unknown(what, key, words_of(folder)))
    return cast("_Decoder", module).decode(argument)


def words_of(folder: str) -> list[str]:
    """The keys that the language has: one module each in `joinpoints` or `advice`."""
    import pkgutil

    package = importlib.import_module(f"orchestrion_py.aspects.{folder}")
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(package.__path__))


def _one_or_more(value: Value) -> list[Value]:
    return [value] if isinstance(value.data, dict) else value.items()
