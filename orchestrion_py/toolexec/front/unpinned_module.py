"""Builds of a module that was never pinned: they use a pinned shadow of its go.mod, and print one line about it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from orchestrion_py import __version__
from orchestrion_py.aspects.files.builtin import folder as built_in_folder
from orchestrion_py.faults import Fault
from orchestrion_py.file_names import TOOL_FILE
from orchestrion_py.gocommand.find import find_go
from orchestrion_py.gocommand.flags import BUILDING_VERBS, flag_value, split_words
from orchestrion_py.gocommand.go_settings import goflags_of
from orchestrion_py.gocommand.modfile import direct_requirements, module_root
from orchestrion_py.gocommand.overlay import read_overlay
from orchestrion_py.pinning.pin_errors import ShadowRefusedError
from orchestrion_py.pinning.read_shadow import stamp_of
from orchestrion_py.pinning.shadow_pin import shadow_pin
from orchestrion_py.toolexec.build_warnings import print_remarks
from orchestrion_py.toolexec.front.requirement import is_required, refuse
from orchestrion_py.vendors.back_end import VARIABLE, back_end

if TYPE_CHECKING:
    from orchestrion_py.gocommand.overlay import Overlay
    from orchestrion_py.pinning.integration_choice import Catalogue
    from orchestrion_py.pinning.read_shadow import ShadowPin
    from orchestrion_py.vendors.vendor import Vendor


def shadow_flags(verb: str, rest: list[str], folder: str, environment: dict[str, str], cache: str) -> list[str]:
    """Return the flags that make a build use the shadow; none if the module is pinned or the build is not instrumented."""
    root = _module_root(folder, environment)
    if verb not in BUILDING_VERBS or root is None:
        return []
    flags = [*split_words(goflags_of(environment, find_go(environment))), *rest]
    overlay = read_overlay(flag_value(verb, flags, "overlay") or "", folder)
    if not _is_wanted(verb, rest, root, environment, overlay) or flag_value(verb, flags, "modfile") is not None:
        return []
    overlaid = next((path for name in ("go.mod", "go.sum") if overlay.names(path := os.path.join(root, name))), "")
    if overlaid:
        _warn(
            f"not instrumented: the overlay {overlay.file} replaces {overlaid}, of which pyorch makes a shadow; "
            "run `pyorch pin`, and use the result in the overlay",
            environment,
        )
        return []
    vendor = back_end(environment.get(VARIABLE, ""), (), direct_requirements(os.path.join(root, "go.mod")))
    try:
        shadow = shadow_pin(
            root,
            cache_dir=cache,
            stamp=f"{stamp_of(built_in_folder(), __version__)} {vendor.name}",
            catalogue=lambda: _catalogue(vendor),
            report=lambda text: print(f"pyorch: {text}", file=sys.stderr, flush=True),
        )
    except ShadowRefusedError as error:
        _warn(f"not instrumented: {error.message}; {error.hint}", environment)
        return []
    except Fault as error:
        raise Fault(error.message, error.hint or "run plain `go` to build the module without traces") from error
    print(_notice(shadow), file=sys.stderr)
    return [f"-modfile={shadow.modfile}"]


def _warn(text: str, environment: dict[str, str]) -> None:
    if is_required(environment):
        refuse(text, environment)
    if print_remarks([text], environment):
        raise SystemExit(1)


def _catalogue(vendor: Vendor) -> Catalogue:
    from orchestrion_py.pinning.integration_choice import built_in

    return built_in(vendor)


def _module_root(folder: str, environment: dict[str, str]) -> str | None:
    """Return the folder of the main module's go.mod, as go finds it; None if there is none."""
    if environment.get("GO111MODULE") == "off":
        return None
    return module_root(folder)


def _is_wanted(verb: str, rest: list[str], root: str, environment: dict[str, str], overlay: Overlay) -> bool:
    if overlay.exists(os.path.join(root, TOOL_FILE)) or environment.get("PYORCH_ASPECTS") == "modules":
        return False
    # A build of pkg@version does not use the module in this folder.
    return not (verb in ("run", "install") and any("@" in word for word in rest if not word.startswith("-")))


def _notice(shadow: ShadowPin) -> str:
    raised = [f"{each.name} {each.before} -> {each.after}" for each in shadow.raised if not each.indirect]
    listed = f"; it raises {', '.join(raised)}" if raised else ""
    return f"pyorch: not pinned: this build uses a shadow of go.mod{listed}; run `pyorch pin` to pin the module itself"
