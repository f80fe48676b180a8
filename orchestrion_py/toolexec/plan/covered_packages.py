"""The injected packages that -cover covers: a nested build names them, because it has other packages on its command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.toolexec.plan.pattern_flags import matches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.gocommand.listing import Package


def flags_of_nested_builds(context: BuildContext, packages: Iterable[Package]) -> list[str]:
    """Return the flags of nested builds, which compile every package as the outer build does."""
    covered = sorted(package.path for package in packages if _is_covered(context, package))
    return [*context.flags, *(context.coverage.flags(covered) if context.coverage is not None else ())]


def _is_covered(context: BuildContext, package: Package) -> bool:
    coverage = context.coverage
    if coverage is None or not package.files:
        return False
    is_named = any(_is_named(pattern, package, context.folder) for pattern in coverage.patterns)
    if coverage.is_test:
        return is_named and not package.has_tests
    return is_named or _is_of_main_module(package)


def _is_named(pattern: str, package: Package, folder: str) -> bool:
    """Whether a pattern on the command line names a package. `./...` does not reach modules in folders below."""
    if pattern.startswith(".") and "..." in pattern and not _is_of_main_module(package):
        return False
    return matches(pattern, package, folder)


def _is_of_main_module(package: Package) -> bool:
    return package.module is not None and package.module.main
