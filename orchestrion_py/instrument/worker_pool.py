"""Processes all files of a run: here if they are few, else in as many processes as there are processors."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from orchestrion_py.instrument.instrument_files import results_of, sets_of_aspects
from orchestrion_py.operating_system import START_METHOD, processors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.instrument.options import Options, Result

# Fewer files are done before a second process has started. So many at a time keep progress visible and runs of gofmt rare.
_FEW = 48
_AT_ONCE = 24


def run(paths: Sequence[str], options: Options) -> Iterator[list[Result]]:
    """Instrument files. Yields the results in order, some at a time. Raises Fault if aspects are wrong."""
    sets = sets_of_aspects(options)
    parts = list(_parts(paths))
    workers = min(processors(), len(parts))
    if workers < 2 or len(paths) <= _FEW:
        for part in parts:
            yield results_of(part, sets, options)
        return
    with ProcessPoolExecutor(workers, get_context(START_METHOD), _begin, (sets, options)) as pool:
        try:
            yield from pool.map(_in_worker, parts)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _parts(paths: Sequence[str]) -> Iterator[list[str]]:
    """Split files into parts of similar size; files of one folder stay together where possible."""
    part: list[str] = []
    folder = ""
    for path in paths:
        here = os.path.dirname(path)
        if len(part) >= _AT_ONCE and (here != folder or len(part) >= 4 * _AT_ONCE):
            yield part
            part = []
        part.append(path)
        folder = here
    if part:
        yield part


_given: tuple[Sequence[Sequence[Aspect]], Options] | None = None


def _begin(sets: Sequence[Sequence[Aspect]], options: Options) -> None:
    global _given  # noqa: PLW0603 the one thing that a worker process knows
    _given = (sets, options)


def _in_worker(paths: Sequence[str]) -> list[Result]:
    if _given is None:
        raise RuntimeError("the worker process was not initialised")
    return results_of(paths, *_given)
