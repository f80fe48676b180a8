"""Options of `function` for tracing a program's own functions: which ones to trace, and which ones trace themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.aspects.globs import malformed, matches
from orchestrion_py.aspects.model import Part
from orchestrion_py.weaving.answer import MATCH, Answer
from orchestrion_py.weaving.function_signature import fields_of
from orchestrion_py.weaving.selection import is_generated, names_of_function, selection
from orchestrion_py.weaving.spans import starts_span
from orchestrion_py.weaving.syntax import text_of, unparenthesised
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from orchestrion_py.aspects.files.yaml_value import Value
    from orchestrion_py.weaving.site import Site

_WORD = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class StartsSpan(Part):
    """`starts-span: false`: the function does not start and end a span itself."""

    wanted: bool

    def matches(self, site: Site) -> Answer:
        if site.file.form.finds_woven or starts_span(site.node, site.file.mentions) == self.wanted:
            return MATCH
        return self.no if self.wanted else self.no.because("already instrumented", site.node)


@dataclass(frozen=True, slots=True)
class Generated(Part):
    """`generated: false`: the file does not say that it is generated. With the setting `generated`, every file matches."""

    wanted: bool

    def matches(self, site: Site) -> Answer:
        form = site.file.form
        if form.finds_woven or form.setting("generated", "") or is_generated(site.file.source.text) == self.wanted:
            return MATCH
        return self.no


@dataclass(frozen=True, slots=True)
class SelectedBy(Part):
    """`selected-by: WORD`: no `//WORD:exclude` names the function. With the setting `all: no`, a `//WORD:include` names it."""

    word: str

    def matches(self, site: Site) -> Answer:
        chosen = selection(site.file.root, site.file.source.text, self.word)
        if chosen.unknown is not None:
            raise WeaveError(chosen.unknown.message)
        if site.file.form.finds_woven:
            return MATCH
        names = names_of_function(site.file.qualified_names.name(site.node))
        if chosen.excludes(names):
            return self.no.because(f"//{self.word}:exclude", site.node)
        if site.file.form.setting("all", "") == "no" and not chosen.includes(names):
            return self.no.because(f"no //{self.word}:include", site.node)
        return MATCH


@dataclass(frozen=True, slots=True)
class ArgumentTypeLike(Part):
    """`argument-type-like: GLOB`: the type of some argument matches, as the source writes it but without its package."""

    pattern: str

    def matches(self, site: Site) -> Answer:
        parameters = fields_of(site.node, "parameters").parameters
        is_match = any(
            not each.variadic and matches(self.pattern, _type_name(text_of(unparenthesised(each.type))))
            for each in parameters
        )
        return MATCH if is_match else self.no


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
