"""Pins a module in a shadow of its go.mod: takes the one in the user cache, or makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestrion_py.pinning.read_shadow import ShadowPin, fresh_shadow

if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.pinning.integration_choice import Catalogue


def shadow_pin(
    module_dir: str,
    *,
    cache_dir: str,
    stamp: str,
    catalogue: Callable[[], Catalogue],
    report: Callable[[str], None] = lambda _: None,
) -> ShadowPin:
    """Return the shadow of a module, and make it if there is none that fits. The module's own files stay as they are.

    `module_dir` is the root of the main module. `stamp` identifies the built-in integrations and tested versions (see
    `stamp_of`); `catalogue` loads them if a shadow must be made. `report` gets a line for each step of that. Raises a Fault;
    it is a ShadowRefusedError if go does not accept -modfile here.
    """
    shadow = fresh_shadow(module_dir, cache_dir, stamp)
    if shadow is not None:
        return shadow
    # Imported late: most builds find a shadow.
    from orchestrion_py.pinning.make_shadow import make_shadow

    return make_shadow(module_dir, cache_dir, stamp, catalogue, report)
