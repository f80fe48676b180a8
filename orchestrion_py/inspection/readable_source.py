"""Woven source as a person would write it: without line directives, and with ordinary names. A build cannot use it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orchestrion_py.inspection.woven_packages import allowed, types_of
from orchestrion_py.weaving.natural.rewriting import Surroundings, rewritten
from orchestrion_py.weaving.package_texts import PackageTexts
from orchestrion_py.weaving.weave_errors import WeaveError

# The prefix keeps such a name apart from those of the program.
_PREFIXED = re.compile(rb"\b__[a-z]+_([a-z]\w*)")
_LINKNAME = re.compile(rb"(?m)^//go:linkname (.*)$")
_NOT_CODE = re.compile(rb"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)
_RESERVED = frozenset(
    b"any append bool break byte cap case chan clear close comparable complex const continue copy default defer delete else "
    b"error fallthrough false float64 for func go goto if imag import int interface iota len make map max min new nil package "
    b"panic print range real recover return rune select string struct switch true type uint uintptr var".split()
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.inspection.woven_packages import ShownFile
    from orchestrion_py.weaving.package import Package


def readable_sources(
    package: Package,
    files: Sequence[ShownFile],
    changed: Collection[str],
    aspects: Sequence[Aspect],
    context: BuildContext,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the text of each file that weaving changes. A file that has no readable form does not come."""
    sources = [file.source for file in files]
    siblings = PackageTexts(source.text for source in sources)
    chosen = [each for each in allowed(aspects, package.import_path) if each.join_point.may_match_package(package)]
    with types_of(package, sources, context) as types:
        around = Surroundings(package, siblings, types=types)
        for source in sources:
            if source.path not in changed:
                continue
            try:
                text = rewritten(source, chosen, around).text
            except WeaveError:
                continue
            yield source.path, _with_plain_names(source.text, text)


def _with_plain_names(before: bytes, after: bytes) -> bytes:
    """Shorten the names that aspects declare: `__dd_span` to `span`, unless the file has that word, or the linker the name."""
    linked = {word for line in _LINKNAME.findall(after) for word in re.findall(rb"\w+", line)}
    code = _NOT_CODE.sub(b" ", after)
    for match in {match[0]: match for match in _PREFIXED.finditer(after)}.values():
        name, plain = match[0], match[1]
        is_taken = plain in _RESERVED or re.search(rb"\b%s\b" % plain, code) is not None
        if name not in before and name not in linked and not is_taken:
            after, code = (re.sub(rb"\b%s\b" % name, plain, text) for text in (after, code))
    return after
