"""Instrument or undo the files of folders, one after the other, and check that --undo restores each of them."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from orchestrion_py.aspects.files.loading import load_with_extends
from orchestrion_py.aspects.files.yaml_value import AspectError
from orchestrion_py.faults import Fault
from orchestrion_py.instrument.gofmt_layout import settled
from orchestrion_py.instrument.options import Options, Result
from orchestrion_py.instrument.package_context import Folder, folder_of, types_of
from orchestrion_py.instrument.skipped_files import NOT_REGULAR, reason_to_leave
from orchestrion_py.weaving.natural.recognising import recognised, settings_of_any
from orchestrion_py.weaving.natural.rewriting import Rewritten, rewritten, unknown_command
from orchestrion_py.weaving.natural.undoing import undone
from orchestrion_py.weaving.package import Source
from orchestrion_py.weaving.weave_errors import WeaveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orchestrion_py.aspects.model import Aspect
    from orchestrion_py.instrument.package_context import FolderTypes
    from orchestrion_py.weaving.natural.rewriting import Surroundings

WORD = "instrument"


def sets_of_aspects(options: Options) -> list[list[Aspect]]:
    """Load the aspects of each requested file. Raises Fault if one is wrong."""
    try:
        return [
            [entry.aspect for loaded in load_with_extends(path) for entry in loaded.entries]
            for path in options.aspect_files
        ]
    except AspectError as error:
        raise Fault(str(error), "run `pyorch check` to list every fault of an aspect file") from error


def results_of(paths: Sequence[str], sets: Sequence[Sequence[Aspect]], options: Options) -> list[Result]:
    """Return the results for files; those of one folder follow each other."""
    found: list[_Begun] = []
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        by_folder.setdefault(os.path.dirname(path), []).append(path)
    for name, files in by_folder.items():
        found += _folder_results(folder_of(name), files, sets, options)
    return _proved(_formatted(found), sets, options)


class _Begun:
    """A result that still has to be formatted and checked."""

    __slots__ = ("around", "is_plain", "may_need_format", "result")

    def __init__(
        self,
        result: Result,
        around: Surroundings | None = None,
        *,
        may_need_format: bool = False,
        is_plain: bool = False,
    ) -> None:
        self.result = result
        self.around = around
        self.may_need_format = may_need_format
        self.is_plain = is_plain


def _folder_results(
    folder: Folder, paths: Sequence[str], sets: Sequence[Sequence[Aspect]], options: Options
) -> Iterator[_Begun]:
    with types_of(folder, wanted=options.with_types) as types:
        for path in paths:
            name = os.path.basename(path)
            if name in folder.not_regular:
                yield _Begun(Result(path, skipped=NOT_REGULAR))
            elif name in folder.texts:
                yield _one(path, folder.texts[name], folder, types, sets, options)
            else:
                yield _Begun(Result(path, error=f"{path}: {_why_unreadable(path)}"))
        if types.trouble:
            yield _Begun(Result("", untyped=f"{folder.path}: {types.trouble}"))


def _why_unreadable(path: str) -> str:
    try:
        with open(path, "rb"):
            return "cannot be read"
    except OSError as error:
        return str(error.strerror)


def _one(
    path: str, text: bytes, folder: Folder, types: FolderTypes, sets: Sequence[Sequence[Aspect]], options: Options
) -> _Begun:
    skipped = reason_to_leave(path, text, options)
    if skipped:
        return _Begun(Result(path, text, skipped=skipped))
    source = Source(path, text)
    around = folder.around(text, options.settings, types, is_test=path.endswith("_test.go"))
    if not options.undoes and _is_imported_by(sets, around.package.main_module):
        return _Begun(Result(path, text, skipped="in the module of the packages to import"))
    try:
        wrong = unknown_command(source, WORD)
        if wrong is not None:
            return _Begun(Result(path, text, error=wrong))
        outcome = _undone(source, sets, around) if options.undoes else _instrumented(source, sets, around, options)
    except WeaveError as error:
        return _Begun(Result(path, text, error=error.message))
    after = outcome.text if outcome.text != text else None
    result = Result(path, text, after, outcome.functions, left_out=outcome.left_out)
    return _Begun(
        result,
        around,
        may_need_format=outcome.may_need_format or options.has_own_aspects,
        is_plain=outcome.is_plain and not options.has_own_aspects,
    )


def _is_imported_by(sets: Sequence[Sequence[Aspect]], module: str) -> bool:
    """Whether a module contains the injected packages: it would import itself."""
    injected = {path for aspects in sets for aspect in aspects for path in aspect.injected}
    return any(path == module or path.startswith(f"{module}/") for path in injected)


def _instrumented(
    source: Source, sets: Sequence[Sequence[Aspect]], around: Surroundings, options: Options
) -> Rewritten:
    aspects = [aspect for each in sets for aspect in each]
    if options.has_own_aspects:
        done = recognised(source, aspects, replace(around, settings=settings_of_any(around.settings)))
        if done.prologues:
            lines = (prologue.block.start_point.row + 1 for prologue in done.prologues)
            return Rewritten(source.text, 0, tuple((line, "already instrumented") for line in lines))
    return rewritten(source, aspects, around, keeps_lines=options.keeps_lines)


def _undone(source: Source, sets: Sequence[Sequence[Aspect]], around: Surroundings) -> Rewritten:
    """Remove what each set may have woven, one after the other."""
    text, functions, may_need_format = source.text, 0, False
    for aspects in sets:
        once = undone(Source(source.path, text), aspects, around)
        text, functions = once.text, functions + once.functions
        may_need_format = may_need_format or once.may_need_format
    return Rewritten(text, functions, (), may_need_format)


def _formatted(found: Sequence[_Begun]) -> list[_Begun]:
    """Apply gofmt's layout to the files that had it before."""
    wanted = [each for each in found if each.may_need_format and each.result.after is not None]
    texts = settled([(each.result.before, each.result.after or b"") for each in wanted])
    for each, text in zip(wanted, texts, strict=True):
        each.result = replace(each.result, after=text)
    return list(found)


def _proved(found: Sequence[_Begun], sets: Sequence[Sequence[Aspect]], options: Options) -> list[Result]:
    """Return the results, with a remark on each file of which --undo would not restore every byte."""
    changed = [each for each in found if each.result.after is not None and not options.undoes and not each.is_plain]
    back = [_led_back(each, sets) for each in changed]
    lined_up = [index for index, each in enumerate(back) if each.may_need_format]
    texts = settled([(changed[index].result.after or b"", back[index].text) for index in lined_up])
    again = dict(zip(lined_up, texts, strict=True))
    for index, each in enumerate(changed):
        if again.get(index, back[index].text) != each.result.before:
            message = f"{each.result.path}: `--undo` removes the spans from this file, but does not restore every byte"
            each.result = replace(each.result, remarks=(*each.result.remarks, message))
    return [each.result for each in found]


def _led_back(each: _Begun, sets: Sequence[Sequence[Aspect]]) -> Rewritten:
    if each.around is None or each.result.after is None:
        return Rewritten(each.result.before)
    try:
        return _undone(Source(each.result.path, each.result.after), sets, each.around)
    except WeaveError:
        return Rewritten(b"")
