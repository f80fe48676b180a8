"""Chooses the back end of a build: the one vendor whose built-in aspects it weaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.faults import Fault
from orchestrion_py.file_names import TOOL_FILE
from orchestrion_py.vendors.registry import BY_DEFAULT, VENDORS, vendor_named

if TYPE_CHECKING:
    from collections.abc import Collection

    from orchestrion_py.vendors.vendor import Vendor

# The variable by which a user chooses, whatever the module says.
VARIABLE = "PYORCH_BACKEND"


def back_end(
    chosen: str, tool_imports: Collection[str], requirements: Collection[str], *, by: str = VARIABLE
) -> Vendor:
    """Return the vendor of a build: the user's choice, else the tool file's, else go.mod's, else the default.

    Args:
        chosen: the name that the user chose; "" for none.
        tool_imports: what the tool file imports.
        requirements: the modules that go.mod requires directly.
        by: where the user chose it, for the message.

    Raises:
        Fault: `chosen` is no vendor.
    """
    if chosen:
        return _named(chosen, by)
    # The default comes first: a module with the libraries of two vendors keeps the back end that it always had.
    in_order = (BY_DEFAULT, *(vendor for vendor in VENDORS if vendor is not BY_DEFAULT))
    by_tool_file = (vendor for vendor in in_order if _any_below(tool_imports, vendor.marks))
    by_go_mod = (vendor for vendor in in_order if _any_below(requirements, vendor.libraries))
    return next(by_tool_file, None) or next(by_go_mod, None) or BY_DEFAULT


def chosen_by(vendor: Vendor, chosen: str, tool_imports: Collection[str], requirements: Collection[str]) -> str:
    """Return what made a vendor the back end of a build; the arguments are those of `back_end`."""
    if chosen:
        return VARIABLE
    imported = next((path for path in tool_imports if _any_below((path,), vendor.marks)), "")
    if imported:
        return f"{TOOL_FILE}, which imports {imported}"
    required = next((path for path in requirements if _any_below((path,), vendor.libraries)), "")
    return f"go.mod, which requires {required}" if required else "default"


def serves_another(path: str, vendor: Vendor) -> bool:
    """Whether a package of the tool file belongs to the back end of another vendor."""
    return any(_any_below((path,), other.marks) for other in VENDORS if other is not vendor)


def _named(name: str, by: str) -> Vendor:
    try:
        return vendor_named(name)
    except KeyError:
        raise Fault(f"{by}={name} is no back end", f"choose {back_ends()}, or none: then the module decides") from None


def back_ends() -> str:
    """Return the names of all back ends, for a message."""
    return " or ".join(sorted(vendor.name for vendor in VENDORS))


def _any_below(paths: Collection[str], prefixes: tuple[str, ...]) -> bool:
    return any(path == prefix or path.startswith(f"{prefix}/") for path in paths for prefix in prefixes)
