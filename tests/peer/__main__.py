"""`python -m tests.peer`: what `make peer` runs."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from orchestrion_py.operating_system import user_cache_folder
from orchestrion_py.traces.agent import AgentError, running_agent
from orchestrion_py.traces.traced_service import ServiceError
from tests.bench.errors import BenchError
from tests.helpers.progress import heed_signals, say
from tests.peer.contenders import Built, built, orchestrion, pyorch, pyorch_by_itself
from tests.peer.spans import IGNORED_TAGS, Difference, differences, portraits
from tests.peer.symbols import KNOWN, symbols, unexplained
from tests.peer.table import as_table, rows
from tests.peer.visit import REQUESTS, Visit, visit
from tests.peer.wrapping import without_wrapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.peer.contenders import Contender
    from tests.peer.wrapping import Known


def main() -> int:
    """Build, visit and compare. Returns the exit code: 1 if there is a difference without a known reason."""
    options = _options()
    heed_signals()
    try:
        if options.fresh:
            shutil.rmtree(options.cache, ignore_errors=True)
        options.cache.mkdir(parents=True, exist_ok=True)
        if options.own:
            return _compare(options.cache, pyorch_by_itself, options.cache / "by-pyorch-itself", _report_spans)
        return _compare(options.cache, pyorch, options.cache / "by-pyorch", _report)
    except (AgentError, BenchError, ServiceError) as error:
        print(f"peer: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("interrupted; nothing is left running")
        return 130


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.peer",
        description="Build one program with Orchestrion and with pyorch, and compare what the two report.",
    )
    parser.add_argument("--fresh", action="store_true", help="build anew, also where nothing has changed")
    parser.add_argument(
        "--own",
        action="store_true",
        help="pyorch with its own aspects, not the modules': compare spans, answers and logs alone",
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(user_cache_folder(dict(os.environ)), "pyorch-peer"),
        metavar="FOLDER",
        help="where builds are kept",
    )
    return parser.parse_args()


def _compare(
    cache: Path,
    contender: Callable[[], Contender],
    home: Path,
    report: Callable[[Built, Built, Visit, Visit], int],
) -> int:
    if not shutil.which("go"):
        raise BenchError("there is no `go` on the PATH; install Go 1.25 or newer from https://go.dev/dl/")
    say("installing Orchestrion, where it is not there yet")
    theirs = _built(lambda: orchestrion(cache), cache / "by-orchestrion")
    ours = _built(contender, home)
    with running_agent() as agent, tempfile.TemporaryDirectory(prefix="peer-") as folder:
        visits = []
        for number, each in enumerate((theirs, ours)):
            say(f"{len(REQUESTS)} requests to the program of {each.tool}")
            visits.append(visit(each.program, agent, Path(folder, f"{number}.db")))
    return report(theirs, ours, *visits)


def _built(contender: Callable[[], Contender], home: Path) -> Built:
    tool = contender()
    say(f"the build of {tool.name}: minutes, where it was not made before")
    found = built(tool, home)
    say("kept from an earlier run with the same tool and sources" if found.kept else f"built in {found.wall:.0f} s")
    return found


def _report(theirs: Built, ours: Built, their_visit: Visit, our_visit: Visit) -> int:
    console = _console()
    woven = rows(theirs.woven, ours.woven)
    console.print(as_table(woven))
    faults = [
        _judged_spans(console, their_visit, our_visit),
        _judged(
            console,
            f"{len(theirs.woven)} files woven by Orchestrion, {len(ours.woven)} by pyorch",
            [row.package for row in woven if not row.explained],
        ),
        _judged(console, *_symbols(theirs, ours)),
    ]
    _print_last_lines(console, theirs, ours)
    return 1 if any(faults) else 0


def _report_spans(theirs: Built, ours: Built, their_visit: Visit, our_visit: Visit) -> int:
    """Aspects that are not the same weave other files, but the program must report the same."""
    console = _console()
    their_visit, our_visit, known = without_wrapping(their_visit, our_visit)
    fault = _judged_spans(console, their_visit, our_visit)
    if known:
        console.print(_table_of_known(known))
    _print_last_lines(console, theirs, ours)
    return 1 if fault else 0


def _console() -> Console:
    console = Console(width=None if sys.stdout.isatty() else 150, highlight=False)
    console.print()
    return console


def _judged_spans(console: Console, theirs: Visit, ours: Visit) -> bool:
    """Print the differences between two visits; return whether there are any, or nothing to compare."""
    found = differences(theirs, ours)
    if found:
        console.print(_table_of(found))
    differ = _judged(console, f"{_size(theirs)}: spans, answers and logs", [each.place for each in found])
    return differ or not theirs.traces


def _print_last_lines(console: Console, theirs: Built, ours: Built) -> None:
    console.print(f"Not compared: ids, times, and the tags {', '.join(IGNORED_TAGS)}.")
    console.print(
        f"Cold builds, for information: {theirs.tool} {theirs.wall:.0f} s ({theirs.cpu:.0f} s of processor time), {ours.tool} "
        f"{ours.wall:.0f} s ({ours.cpu:.0f} s): ratios of {ours.wall / theirs.wall:.2f} and {ours.cpu / theirs.cpu:.2f}."
    )


def _size(of: Visit) -> str:
    spans = sum(portrait.count() for portrait in portraits(of))
    return f"{len(REQUESTS)} requests, {len(of.traces)} traces, {spans} spans"


def _symbols(theirs: Built, ours: Built) -> tuple[str, list[str]]:
    their, our = symbols(theirs.program), symbols(ours.program)
    known = "; ".join(f"{name}*: {reason}" for name, reason in KNOWN.items())
    return f"{len(their | our)} functions and variables in the programs ({known})", unexplained(their, our)


def _judged(console: Console, what: str, different: list[str]) -> bool:
    """Print the number of differences without a known reason and the first of them; returns whether there are any."""
    console.print(
        f"{what}: {len(different) or 'no'} unexplained {'difference' if len(different) == 1 else 'differences'}"
    )
    for name in different[:20]:
        console.print(f"  {name}", style="red")
    return bool(different)


def _table_of(found: list[Difference]) -> Table:
    table = Table(title="Differences", title_justify="left", header_style="bold")
    for name in ("where", "what", "Orchestrion", "pyorch"):
        table.add_column(name, overflow="fold")
    for each in found:
        table.add_row(each.place, each.what, each.theirs, each.ours)
    return table


def _table_of_known(known: list[Known]) -> Table:
    table = Table(title="Differences because Orchestrion wraps", title_justify="left", header_style="bold")
    table.add_column("what")
    table.add_column("spans", justify="right")
    table.add_column("reason", overflow="fold")
    for each in known:
        table.add_row(each.what, str(each.spans), each.reason)
    return table


if __name__ == "__main__":
    sys.exit(main())
