"""Weaving injected declarations: they are source like any other, except that nothing has type-checked them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.weaving.package import Source
from orchestrion_py.weaving.site import File
from orchestrion_py.weaving.snippets import with_nodes, with_placeholders
from orchestrion_py.weaving.syntax import parse
from orchestrion_py.weaving.walk import by_kind, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestrion_py.weaving.edits import Pieces
    from orchestrion_py.weaving.package import Applied
    from orchestrion_py.weaving.site import Declaration
    from orchestrion_py.weaving.walk import Aspect


def declarations_of(file: File, aspects: Sequence[Aspect]) -> tuple[list[Pieces], list[Applied]]:
    """All declarations injected into a file, woven, and the aspects that apply to them.

    This includes the declarations that weaving these injects. Raises WeaveError where an aspect matches in a declaration that it
    injected.
    """
    woven: list[Pieces] = []
    applied: list[Applied] = []
    # The list grows during the iteration. It ends, since none of the aspects that led to a declaration may match in it.
    for declaration in file.declarations:
        pieces, found = _woven(declaration, file, aspects)
        woven.append(pieces)
        applied += found
    return woven, applied


def _woven(declaration: Declaration, file: File, aspects: Sequence[Aspect]) -> tuple[Pieces, tuple[Applied, ...]]:
    clauses = f"package _\n{file.imports.listed()}".encode("utf-8", "surrogateescape")
    text = clauses + with_placeholders(declaration.pieces)
    concerned = by_kind(aspect for aspect in aspects if aspect.join_point.may_match_file(text))
    # An aspect that applies to a file as a whole has done so already.
    concerned.pop("source_file", None)
    if not concerned:
        return declaration.pieces, ()
    root = parse(text).root_node
    inner = File(
        Source(file.source.path, text),
        file.package,
        root,
        file.imports.within(root),
        cause=declaration,
        form=file.form.in_declarations(),
        declarations=file.declarations,
        declared=file.declared,
        links=file.links,
    )
    walked = walk(inner, concerned)
    inner.names.write()
    if inner.lang:
        file.raise_lang(inner.lang)
    woven = b"".join(run.text for run in inner.edits.apply(text))
    return with_nodes(woven[len(clauses) :].decode("utf-8", "surrogateescape")), walked.applied
