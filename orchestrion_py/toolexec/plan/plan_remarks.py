"""What a build prints once about its aspects: why the program, or a part of it, is not instrumented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.file_names import TOOL_FILE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from orchestrion_py.aspects.files.catalogue import Integration
    from orchestrion_py.aspects.files.loading import AspectFile
    from orchestrion_py.gocommand.listing import Package

NOT_IN_A_MODULE = "not in a Go module: nothing is instrumented"


def unresolved_imports(paths: Iterable[str], packages: Mapping[str, Package]) -> tuple[str, ...]:
    """Name the imports of the tool file that no required module has. go does not look at them: it ignores the file."""
    missing = [path for path in paths if path not in packages or not packages[path].folder]
    if not missing:
        return ()
    return (
        f"{TOOL_FILE} imports packages that no required module has: {', '.join(missing)}; "
        "their aspects are not woven; run `go get` to require them",
    )


def unpinned(module: str) -> str:
    """Explain that a module which go builds by its version cannot be pinned from here."""
    return (
        f"not instrumented: {module} is not pinned, and a module that is built by its version cannot be pinned "
        "from here; clone it, and run `pyorch pin` there"
    )


def missing_packages(
    inactive: Iterable[AspectFile],
    integrations: Iterable[Integration],
    used: Container[str],
    default_exporters: Container[str] = (),
) -> tuple[str, ...]:
    """Name the integrations that the program could use if their packages were required.

    `used` are the packages that the module's own packages import. A framework that is only in go.sum is not a reason to
    mention it. Of the exporters, only the default ones can be missing, and only if the program has no other.
    """
    by_path = {integration.path: integration for integration in integrations}
    without = [by_path[file.path] for file in inactive]
    has_exporter = any(each.exporter and each not in without for each in by_path.values())
    needed = () if has_exporter else default_exporters
    wanted = [each for each in without if not each.exporter or each.exporter in needed]
    missing = [each.label for each in wanted if not each.targets or any(path in used for path in each.targets)]
    if not missing:
        return ()
    return (
        f"not instrumented, because the tracing packages are not required: {', '.join(missing)}; "
        "run `pyorch pin` to require them",
    )
