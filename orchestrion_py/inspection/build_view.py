"""What a build in a folder sees: its context, with a shadow go.mod if the module was never pinned, and its plan."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orchestrion_py.aspects.files.plan_format import decode
from orchestrion_py.gocommand.build_context import BuildContext, context_of_command
from orchestrion_py.gocommand.modfile import module_root
from orchestrion_py.gocommand.overlay import overlay_of
from orchestrion_py.toolexec.cache.cache_folder import cache_folder, make_folder
from orchestrion_py.toolexec.front.unpinned_module import shadow_flags
from orchestrion_py.toolexec.plan.plan_index import plan_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.gocommand.overlay import Overlay


@dataclass(frozen=True, slots=True)
class BuildView:
    """The context of a build, the folder of its plan, the content of plan.json, and what the build prints about the plan."""

    context: BuildContext
    plan: str
    facts: Mapping[str, Any]
    remarks: tuple[str, ...] = ()

    @property
    def overlay(self) -> Overlay:
        """The files that go reads in place of others."""
        return overlay_of(self.context)

    def aspects(self) -> list[Aspect]:
        """Return all aspects of the build, in their order."""
        return decode(self.facts)

    def context_in(self, folder: str) -> BuildContext:
        """Return the context of the same build in another folder. A folder of another module has its own go.mod."""
        if module_root(folder) != module_root(self.context.folder):
            return context_of_command("build", [], folder, self.context.environment)
        return BuildContext(folder, self.context.go, self.context.flags, self.context.environment)


def build_view(flags: Sequence[str] = (), *, tests: bool = False) -> BuildView:
    """Return what `pyorch go build FLAGS` in this folder sees, or with `tests` what `pyorch go test FLAGS` does.

    This makes the shadow and the plan if they do not exist, as the build would.
    """
    environment, folder, verb = dict(os.environ), os.getcwd(), "test" if tests else "build"
    cache = make_folder(cache_folder(environment))
    shadow = shadow_flags(verb, list(flags), folder, environment, cache)
    context = context_of_command(verb, [*shadow, *flags], folder, environment)
    plan, remarks = plan_for(context, cache)
    with open(f"{plan}/plan.json", encoding="utf-8") as file:
        return BuildView(context, plan, json.load(file), tuple(remarks))
