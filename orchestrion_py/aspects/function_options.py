"""Options of `function` for tools that trace a program's own functions: which are asked for, which trace themselves already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.globs import malformed, matches
from orchestrion_py.aspects.literal_filter import ANYTHING, Clues
from orchestrion_py.weaving.function_signature import fields_of
from orchestrion_py.weaving.selection import is_generated, names_of_function, selection
from orchestrion_py.weaving.spans import starts_span
from orchestrion_py.weaving.syntax import text_of, unparenthesised
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.package import Package
    from orchestrion_py.weaving.site import Site

_WORD = re.compile(r"[a-z][a-z0-9-]*")


class _Anywhere:
    """What no package, and no text of a file, can rule out."""

    __slots__ = ()

    def clues(self) -> Clues:
        return ANYTHING

    def may_match_package(self, _package: Package) -> bool:
        return True

    def may_match_file(self, _text: bytes) -> bool:
        return True

    def implied_imports(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class StartsSpan(_Anywhere):
    """`starts-span: false`: the function does not start and end a span itself."""

    wanted: bool

    def matches(self, site: Site) -> bool:
        if site.file.recognises or starts_span(site.node, site.file.mentions) == self.wanted:
            return True
        if not self.wanted:
            site.file.left_out[site.node.start_byte] = "already instrumented"
        return False


@dataclass(frozen=True, slots=True)
class Generated(_Anywhere):
    """`generated: false`: the file does not say that it is generated. The setting `generated` lifts this."""

    wanted: bool

    def matches(self, site: Site) -> bool:
        return (
            site.file.recognises
            or bool(site.file.settings.get("generated"))
            or is_generated(site.file.source.text) == self.wanted
        )


@dataclass(frozen=True, slots=True)
class SelectedBy(_Anywhere):
    """`selected-by: WORD`: `//WORD:exclude` does not name the function; where the setting `all` is no, `//WORD:include` does."""

    word: str

    def matches(self, site: Site) -> bool:
        chosen = selection(site.file.root, site.file.source.text, self.word)
        if chosen.unknown is not None:
            raise WeaveError(chosen.unknown.message)
        if site.file.recognises:
            return True
        names = names_of_function(site.file.qualified_names.name(site.node))
        if chosen.excludes(names):
            site.file.left_out[site.node.start_byte] = f"//{self.word}:exclude"
            return False
        if site.file.settings.get("all") == "no" and not chosen.includes(names):
            site.file.left_out[site.node.start_byte] = f"no //{self.word}:include"
            return False
        return True


@dataclass(frozen=True, slots=True)
class ArgumentTypeLike(_Anywhere):
    """`argument-type-like: GLOB`: the name of some argument's type, as it is written and without its package, matches."""

    pattern: str

    def matches(self, site: Site) -> bool:
        return any(
            not each.variadic and matches(self.pattern, _type_name(text_of(unparenthesised(each.type))))
            for each in fields_of(site.node, "parameters").parameters
        )


def _type_name(written: str) -> str:
    return written.lstrip("*").partition("[")[0].rpartition(".")[2].strip()


Option = StartsSpan | Generated | SelectedBy | ArgumentTypeLike
OPTIONS = ("argument-type-like", "generated", "selected-by", "starts-span")


def decode(key: str, value: Value) -> Option:
    """One of OPTIONS."""
    if key == "starts-span":
        return StartsSpan(value.boolean())
    if key == "generated":
        return Generated(value.boolean())
    if key == "selected-by":
        if not _WORD.fullmatch(value.string()):
            value.fail(f"{value.data!r} is not a directive word: use lower-case letters, digits and dashes")
        return SelectedBy(value.string())
    problem = malformed(value.string())
    if problem:
        value.fail(f"{value.data!r} is not a valid glob: {problem}")
    return ArgumentTypeLike(value.string())
