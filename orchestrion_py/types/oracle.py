"""Asks the type oracle: one process for each package, started with the first question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from orchestrion_py.types.questions import QuestionError, UntypedError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping

    from orchestrion_py.types.questions import Facts, Place


class Oracle:
    """Answers questions about one package.

    `start` starts the compiled oracle, and `find` returns the archive of a further package.
    """

    def __init__(
        self, facts: Facts, start: Callable[[], subprocess.Popen[bytes]], find: Callable[[str], str | None]
    ) -> None:
        self._facts = facts
        self._start = start
        self._find = find
        self._conversation: _Conversation | None = None
        self._untyped = ""
        self._answers: dict[tuple[object, ...], dict[str, Any]] = {}

    def receivers(self, selector: Place, path: str, name: str) -> frozenset[bool]:
        """See questions.Types."""
        return frozenset(self._ask("receiver", selector, path, name).get("receivers", ()))

    def implements(self, kind: Place, path: str, name: str) -> bool | None:
        """See questions.Types."""
        answer = self._ask("implements", kind, path, name)
        if "missing" in answer:
            return None
        if "wrong" in answer:
            raise QuestionError(answer["wrong"])
        return bool(answer.get("implements"))

    def close(self) -> None:
        """End the process, if it was started."""
        if self._conversation is not None:
            self._conversation.end()
            self._conversation = None

    def _ask(self, what: str, place: Place, path: str, name: str) -> dict[str, Any]:
        key = (what, place, path, name)
        if key not in self._answers:
            self._answers[key] = self._answer({
                "ask": what, "file": place.file, "start": place.start, "end": place.end, "path": path, "name": name,
            })  # fmt: skip
        return self._answers[key]

    def _answer(self, question: Mapping[str, Any]) -> dict[str, Any]:
        if self._conversation is None:
            self._conversation = self._begin()
        answer = self._conversation.say(question)
        archive = self._find(question["path"]) if "missing" in answer else None
        if archive is None:
            return answer
        return self._conversation.say({**question, "archives": {question["path"]: archive}})

    def _begin(self) -> _Conversation:
        if self._untyped:
            raise UntypedError(self._untyped)
        facts = self._facts
        conversation = _Conversation(self._start())
        answer = conversation.say({
            "import-path": facts.import_path, "files": list(facts.files), "archives": dict(facts.archives),
            "import-map": dict(facts.import_map), "lang": facts.lang, "arch": facts.arch,
        })  # fmt: skip
        if "fault" in answer:
            self._untyped = answer["fault"]
            conversation.end()
            raise UntypedError(self._untyped)
        return conversation


class _Conversation:
    """A running oracle, which answers each line of JSON with one line."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def say(self, message: Mapping[str, Any]) -> dict[str, Any]:
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            raise RuntimeError("the process of the type oracle has no pipes")
        try:
            into.write(json.dumps(message).encode() + b"\n")
            into.flush()
        except BrokenPipeError:
            pass  # it has ended and printed the reason on stderr
        line = out.readline()
        if not line:
            raise RuntimeError(f"the type oracle ended unexpectedly, with status {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def end(self) -> None:
        self._process.communicate()
