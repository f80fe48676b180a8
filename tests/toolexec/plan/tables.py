"""Tables of packages and aspect files as the steps of a plan take them, made by hand instead of by go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.loading import load_file
from orchestrion_py.gocommand.listing import Module, Package

if TYPE_CHECKING:
    from pathlib import Path

    from orchestrion_py.aspects.files.loading import AspectFile


def package(
    path: str,
    *,
    folder: str = "",
    imports: tuple[str, ...] = (),
    files: tuple[str, ...] = (),
    module: Module | None = None,
    error: str = "",
    other_files: tuple[str, ...] = (),
    left_out: tuple[str, ...] = (),
    uses_c: bool = False,
) -> Package:
    return Package(
        path=path,
        name=path.rpartition("/")[2],
        folder=folder,
        standard="." not in path,
        module=module,
        imports=imports,
        files=files,
        error=error,
        other_files=other_files,
        left_out=left_out,
        uses_c=uses_c,
    )


def table(*packages: Package) -> dict[str, Package]:
    return {each.path: each for each in packages}


def module(path: str, version: str = "v1.0.0", *, main: bool = False, language: str = "") -> Module:
    return Module(path, version, main=main, language=language)


def aspect_file(path: Path, *injected: str, matches: str = "net/http", head: str = "", id: str = "x") -> AspectFile:  # noqa: A002
    """A file with one aspect, which injects packages into callers of a function of the package that it matches."""
    path.parent.mkdir(parents=True, exist_ok=True)
    imports = ", ".join(f"p{number}: {each}" for number, each in enumerate(injected))
    path.write_text(
        f"{head}\naspects:\n- id: {id}\n  join-point: {{function-call: {matches}.Get}}\n"
        f"  advice: [{{wrap-expression: {{imports: {{{imports}}}, template: '{{{{.}}}}'}}}}]\n"
    )
    return load_file(str(path))
