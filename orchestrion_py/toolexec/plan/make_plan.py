"""Makes the plan of a build: gathers its aspects, computes the tool id, and writes the folder that tool calls read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.env import go_environment
from orchestrion_py.gocommand.failures import GoTooOldError
from orchestrion_py.gocommand.flags import build_mode, without_toolexec
from orchestrion_py.gocommand.releases import is_too_old
from orchestrion_py.operating_system import executable
from orchestrion_py.processes import unfinished
from orchestrion_py.toolexec.cache.atomic_files import write_privately
from orchestrion_py.toolexec.linked_package import make_stub
from orchestrion_py.toolexec.plan.covered_packages import flags_of_nested_builds
from orchestrion_py.toolexec.plan.gather_aspects import gather
from orchestrion_py.toolexec.plan.injected_packages import moving_packages
from orchestrion_py.toolexec.plan.input_kinds import files_of, identities_of
from orchestrion_py.toolexec.plan.plan_checksum import write_sum
from orchestrion_py.toolexec.plan.plan_content import facts_of, texts_of
from orchestrion_py.toolexec.plan.plan_folder import SINGLE_FLIGHT
from orchestrion_py.toolexec.plan.program_facts import program_facts
from orchestrion_py.toolexec.plan.tool_id import code_identity, suffix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orchestrion_py.gocommand.build_context import BuildContext
    from orchestrion_py.toolexec.plan.gather_aspects import Gathered


@dataclass(frozen=True, slots=True)
class MadePlan:
    """The folder of a plan, the files that decided its content, and what the build prints once.

    A plan that does not last depends on more than files: the next build must make it again.
    """

    folder: str
    files: tuple[str, ...]
    remarks: tuple[str, ...]
    lasts: bool


def make_plan(context: BuildContext, cache: str) -> MadePlan:
    """Make the plan of a build, or find the folder of an equal one."""
    go = go_environment(context)
    if is_too_old(go["GOVERSION"]):
        raise GoTooOldError(go["GOVERSION"])
    gathered = gather(context, go)
    facts = facts_of(context, go, gathered, flags_of_nested_builds(context, gathered.packages.values()))
    tool_suffix = suffix(identities_of(gathered)) if gathered.aspects else ""
    # For `pyorch plan`, and for the record of each program.
    more = {"report.json": gathered.report, "record.json": program_facts(gathered)}
    settings = [_settings(go), context.compiler_variables(), _folders(gathered)]
    key = _key([code_identity(), facts, more, tool_suffix, gathered.requirement, *settings])
    folder = f"{cache}/plans/{key}"
    if not os.path.exists(folder):
        texts = texts_of(facts, gathered.packages, tool_suffix, _moving(context, gathered))
        texts["require"] = "".join(f"{line}\n" for line in gathered.requirement)
        texts |= {name: json.dumps(content, sort_keys=True) for name, content in more.items()}
        temporary = _write_beside(folder, texts)
        if gathered.aspects:
            _compile_stub(temporary, context, go)
        write_sum(temporary)
        _move(temporary, folder)
    return MadePlan(folder, files_of(gathered), gathered.remarks, gathered.lasts)


def _key(identity: list[object]) -> str:
    return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:24]


def _settings(go: Mapping[str, str]) -> dict[str, str]:
    """Return the settings that decide what archives of injected packages hold. Where the module lies does not matter."""
    kept = {name: value for name, value in go.items() if name not in ("GOENV", "GOMOD", "GOWORK")}
    return {**kept, "GOFLAGS": without_toolexec(go["GOFLAGS"])}


def _folders(gathered: Gathered) -> list[str]:
    """Return the folders of injected packages: archives hold them, and a vendor folder is another place."""
    return sorted({package.folder for package in gathered.packages.values() if not package.standard})


def _moving(context: BuildContext, gathered: Gathered) -> dict[str, str]:
    """Return the injected packages whose archives depend on their folders; none with -trimpath."""
    trimmed = [flag for flag in context.flags if flag.partition("=")[0] == "-trimpath"]
    if trimmed and trimmed[-1] in ("-trimpath", "-trimpath=true"):
        return {}
    injected = {path for each in gathered.injections for path in each.injected}
    return moving_packages(injected, gathered.packages, gathered.go["GOMODCACHE"], gathered.module_name)


def _write_beside(folder: str, texts: Mapping[str, str]) -> str:
    """Write the files of a plan into a folder beside its own; return that folder."""
    temporary = unfinished(folder)
    for made in (temporary, f"{temporary}/{SINGLE_FLIGHT}"):
        os.mkdir(made, mode=0o700)
    for name, text in texts.items():
        write_privately(f"{temporary}/{name}", text.encode("utf-8", "surrogateescape"))
    return temporary


def _compile_stub(folder: str, context: BuildContext, go: Mapping[str, str]) -> None:
    # The compiler itself knows nothing of the file that `go env -w` writes; go hands its tools all settings like this.
    settings = {name: value for name, value in go.items() if name.startswith("GO") and value}
    make_stub(
        executable(f"{go['GOTOOLDIR']}/compile"),
        folder,
        {**context.environment, **settings},
        build_mode(context.flags),
    )


def _move(temporary: str, folder: str) -> None:
    """Move a plan into its place, so that every reader sees all of it or none. Another process may have been quicker."""
    try:
        os.rename(temporary, folder)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        if not os.path.exists(folder):
            raise
