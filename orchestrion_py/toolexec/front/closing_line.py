"""The last line of `pyorch go build`: what was woven into the programs, and what to do next.

The facts come from the link calls of this build. If go found the program up to date, they come from the program itself.
"""

from __future__ import annotations

import os

from orchestrion_py.counted import counted
from orchestrion_py.gocommand.executables import executables
from orchestrion_py.gocommand.flags import flag_value, split_words
from orchestrion_py.toolexec.linked_programs import summary_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from orchestrion_py.gocommand.executables import Executable

# The program of `go run` may use stderr as it likes.
VERBS = frozenset({"build", "install", "test"})
_LIBRARIES = frozenset({"archive", "c-archive", "c-shared", "plugin", "shared"})
_SEVERAL = 6


def is_wanted(verb: str, arguments: Sequence[str], goflags: str, environment: Mapping[str, str]) -> bool:
    """Whether a go command may end with a line of pyorch's: not if it prints JSON or commands, nor with -q."""
    if verb not in VERBS or environment.get("PYORCH_LOG", "").lower() == "error":
        return False
    words = [*split_words(goflags), *arguments]
    return not any(flag_value(verb, words, name) not in (None, "false") for name in ("json", "n"))


def closing_line(
    verb: str,
    arguments: list[str],
    folder: str,
    environment: Mapping[str, str],
    linked: Sequence[Mapping[str, Any]],
    plan: str,
) -> str:
    """Return the line; empty if there is nothing to say.

    Args:
        verb: the verb of the go command, which has succeeded.
        arguments: its other words.
        folder: the folder in which it ran.
        environment: its environment.
        linked: the summaries of the programs that it linked.
        plan: the folder of its plan.
    """
    programs = {each["main"]: each for each in linked}
    written = executables(verb, arguments, folder, environment)
    for each in written:
        if each.main not in programs:
            found = _summary_in(each, plan)
            if found is not None:
                programs[each.main] = found
    if not programs:
        return ""
    names = sorted({name for each in programs.values() for name in each["integrations"]}, key=str.lower)
    count = len({path for each in programs.values() for path in each["packages"]})
    mode = flag_value(verb, arguments, "buildmode") or ""
    path = next((each.path for each in written if each.main in programs), "") if len(programs) == 1 else ""
    subject = _subject(verb, path, list(programs), arguments)
    return f"{subject}: {_woven(names, count)}{_next_step(verb, _shown(path), mode, environment, names)}"


def _subject(verb: str, path: str, mains: Sequence[str], arguments: list[str]) -> str:
    if path:
        return os.path.basename(path)
    if verb == "test" and flag_value("test", arguments, "c") is None:
        return "1 test program" if len(mains) == 1 else f"{len(mains)} test programs"
    return mains[0].rpartition("/")[2] if len(mains) == 1 else f"{len(mains)} programs"


def _woven(names: Sequence[str], count: int) -> str:
    packages = counted(count, "package")
    if not count:
        return "nothing is woven: no aspect matches"
    if not names:
        return f"{packages} woven, but none for a library that pyorch knows"
    shown = names if len(names) <= _SEVERAL + 1 else [*names[:_SEVERAL], f"{len(names) - _SEVERAL} more"]
    return f"{packages} woven for {', '.join(shown)}"


def _next_step(verb: str, path: str, mode: str, environment: Mapping[str, str], names: Sequence[str]) -> str:
    if verb == "test":
        return ""
    if not names:
        return "; `pyorch plan` shows why"
    if not path:
        return ""
    if mode in _LIBRARIES or environment.get("GOOS", "linux") != "linux":
        return f"; next: pyorch inspect {path}"
    return f"; next: pyorch traces -- {path}"


def _shown(path: str) -> str:
    """Return a path as a user would write it here."""
    if not path:
        return ""
    relative = os.path.relpath(path)
    if relative.startswith(".."):
        return path
    return f"./{relative}"


def _summary_in(executable: Executable, plan: str) -> dict[str, Any] | None:
    """Return the summary of the record in a program. The plan remembers it by the times of the file."""
    import hashlib
    import json

    from orchestrion_py.toolexec.cache.atomic_files import write_atomically

    try:
        status = os.stat(executable.path)
    except OSError:
        return None
    stamp = [status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino]
    words = f"{executable.path}\0{executable.main}".encode("utf-8", "surrogateescape")
    memory = f"{plan}/program-{hashlib.sha256(words).hexdigest()[:24]}"
    try:
        with open(memory, encoding="utf-8") as file:
            known = json.load(file)
        if known["stamp"] == stamp:
            return dict(known["summary"]) if known["summary"] is not None else None
    except (OSError, ValueError, KeyError, TypeError):
        pass
    summary = _search(executable)
    try:
        write_atomically(memory, json.dumps({"stamp": stamp, "summary": summary}).encode())
    except OSError:
        return summary
    return summary


def _search(executable: Executable) -> dict[str, Any] | None:
    import mmap

    from orchestrion_py.toolexec.link_call.record_text import find_records

    try:
        with open(executable.path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            for record in find_records(content):
                if isinstance(record, dict) and record["main"] == executable.main:
                    return summary_of(record)
    except (OSError, ValueError, KeyError):
        return None
    return None
