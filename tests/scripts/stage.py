"""Plays a story in a folder: one method for each word of the script language."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.gocommand.modfile import module_path
from tests.helpers.workshop import Workshop, pyorch_script, split_closing
from tests.scripts.transcript import Said

if TYPE_CHECKING:
    from tests.scripts.story import Command, Condition, Story

HERE = Path(__file__).parent
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|([A-Z][A-Z_]*))")


class StoryFailure(AssertionError):
    """A command did not do what the story expects."""


class Skipped(Exception):
    """This machine cannot play the story."""


class Stage:
    """One run of a story, with pyorch (`woven`) or with plain go instead."""

    def __init__(self, folder: Path, *, woven: bool) -> None:
        self.folder = folder
        self.woven_pass = woven
        self.transcript: list[Said] = []
        self.notes: list[str] = []
        self._here = folder
        self._environment = {"WORK": str(folder), "PYORCH_ASPECTS": "modules", "GOROOT_OF_TESTS": _go_setting("GOROOT")}
        self._last: Said | None = None

    def play(self, story: Story) -> None:
        """Play the whole story; raises StoryFailure at the first command that does not do what the story expects."""
        remove(self.folder)
        self.folder.mkdir(parents=True)
        for name in ("tracer", "hello", "shop"):
            shutil.copytree(HERE / name, self.folder / name)
        Workshop(self.folder).write(story.files)
        for command in story.commands:
            if not all(self._holds(condition) for condition in command.conditions):
                continue
            if command.words[0] == "stop":
                return
            self._do(command)

    def _do(self, command: Command) -> None:
        word, *given = command.words
        arguments = [self._expanded(argument) for argument in given]
        if word in ("go", "pyorch", "exec"):
            self._start(command, word, arguments)
            return
        action = _ACTIONS.get(word)
        if action is None:
            raise self._failure(command, f"there is no word {word!r}; README.md has the list")
        try:
            outcome = action(self, arguments)
        except (OSError, IndexError) as error:
            raise self._failure(command, str(error)) from error
        if outcome is not None and outcome == (command.prefix == "!"):
            raise self._failure(command, "does not hold")

    # Commands

    def _start(self, command: Command, word: str, arguments: list[str]) -> None:
        if word == "pyorch":
            if not self.woven_pass and arguments[:1] != ["go"]:
                return  # plain go has no such command
            arguments = [str(pyorch_script()), *arguments] if self.woven_pass else arguments
        elif word == "go":
            arguments = ["go", *arguments]
        try:
            said = self._run(command, arguments)
        except OSError as error:
            raise self._failure(command, str(error)) from error
        self._last = said
        if not command.unlike and not any(each.name in ("woven", "plain") for each in command.conditions):
            self.transcript.append(said)
        if command.prefix != "?" and (said.code != 0) != (command.prefix == "!"):
            raise self._failure(command, f"ends with {said.code}")

    def _run(self, command: Command, arguments: list[str]) -> Said:
        workshop = Workshop(self._here, self._environment)
        environment = {**workshop.full_environment(), "PWD": str(self._here)}
        program = arguments[0]
        if "/" in program:
            program = str(self._here / program)
        finished = subprocess.run(
            [program, *arguments[1:]],
            cwd=self._here,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=900,
            check=False,
        )
        return Said(command.line, command.text, finished.returncode, finished.stdout, split_closing(finished.stderr)[0])

    # Output of the last command

    def spans(self, names: list[str]) -> bool:
        """Expect exactly these spans, in this order; with plain go, none."""
        return self._said().spans() == (names if self.woven_pass else [])

    def stdout(self, patterns: list[str]) -> bool:
        return re.search(patterns[0], self._said().out, re.MULTILINE) is not None

    def stderr(self, patterns: list[str]) -> bool:
        return re.search(patterns[0], self._said().err, re.MULTILINE) is not None

    def _said(self) -> Said:
        if self._last is None:
            raise IndexError("no command has been run yet")
        return self._last

    # Files

    def cd(self, words: list[str]) -> None:
        self._here = self._path(words[0])
        if not self._here.is_dir():
            raise FileNotFoundError(f"there is no folder {self._here}")

    def cmp(self, words: list[str]) -> bool:
        return self._content(words[0]) == self._content(words[1])

    def grep(self, words: list[str]) -> bool:
        text = self._content(words[1]).decode("utf-8", "replace")
        return re.search(words[0], text, re.MULTILINE) is not None

    def woven(self, words: list[str]) -> bool:
        """Check whether a program that cannot run here contains the tracer, which the plain one must not."""
        return (b"example.com/tracer.Span" in self._content(words[0])) == self.woven_pass

    def exists(self, words: list[str]) -> bool:
        return all(os.path.lexists(self._path(word)) for word in words)

    def cp(self, words: list[str]) -> None:
        source, target = self._path(words[0]), self._path(words[1])
        target.parent.mkdir(parents=True, exist_ok=True)
        if words[0] not in ("stdout", "stderr") and source.is_dir():
            shutil.copytree(source, target)
        else:
            target.write_bytes(self._content(words[0]))

    def mkdir(self, words: list[str]) -> None:
        for word in words:
            self._path(word).mkdir(parents=True)

    def mv(self, words: list[str]) -> None:
        self._path(words[0]).rename(self._path(words[1]))

    def rm(self, words: list[str]) -> None:
        for word in words:
            remove(self._path(word))

    def symlink(self, words: list[str]) -> None:
        """`symlink NAME TARGET`."""
        self._path(words[0]).symlink_to(words[1])

    def serve(self, words: list[str]) -> None:
        """`serve FOLDER VERSION`: serve a module from the story's own proxy, which becomes go's only proxy."""
        folder, version = self._path(words[0]), words[1]
        path = module_path(str(folder / "go.mod"))
        shelf = self.folder / "proxy" / path / "@v"
        pack(
            shelf / f"{version}.zip", {f"{path}@{version}/{file.relative_to(folder)}": file for file in _files(folder)}
        )
        shutil.copyfile(folder / "go.mod", shelf / f"{version}.mod")
        (shelf / f"{version}.info").write_text(f'{{"Version": "{version}"}}', encoding="utf-8")
        with (shelf / "list").open("a", encoding="utf-8") as file:
            file.write(f"{version}\n")
        self._environment |= {
            "GOPROXY": f"file://{self.folder}/proxy",
            "GOSUMDB": "off",
            "GOMODCACHE": str(self.folder / "modules"),
            "GOFLAGS": "-modcacherw",
        }

    def _content(self, name: str) -> bytes:
        if name in ("stdout", "stderr"):
            said = self._said()
            return (said.out if name == "stdout" else said.err).encode()
        return self._path(name).read_bytes()

    def _path(self, name: str) -> Path:
        return Path(os.path.normpath(self._here / name))

    # Other words

    def env(self, words: list[str]) -> None:
        for word in words:
            name, _, value = word.partition("=")
            self._environment[name] = value

    def note(self, words: list[str]) -> None:
        """Keep a sentence for docs/compatibility.md."""
        self.notes.append(" ".join(words))

    def skip(self, words: list[str]) -> None:
        raise Skipped(" ".join(words))

    def _expanded(self, text: str) -> str:
        def value(found: re.Match[str]) -> str:
            name = found[1] or found[2]
            if name.startswith("NEWEST_"):
                return newest_go(name.removeprefix("NEWEST_").replace("_", "."))
            return self._environment.get(name, os.environ.get(name, found[0]))

        return _VARIABLE.sub(value, text)

    def _holds(self, condition: Condition) -> bool:
        kind, _, rest = condition.name.partition(":")
        holds = {
            "woven": lambda: self.woven_pass,
            "plain": lambda: not self.woven_pass,
            "exec": lambda: shutil.which(rest) is not None,
            "GOARCH": lambda: rest == _go_setting("GOARCH"),
            "before-go": lambda: _go_version() < tuple(map(int, rest.split("."))),
        }
        if kind not in holds:
            raise StoryFailure(f"there is no condition [{condition.name}]; README.md has the list")
        return holds[kind]() == condition.wanted

    def _failure(self, command: Command, why: str) -> StoryFailure:
        with_what = "pyorch" if self.woven_pass else "plain go"
        told = "" if self._last is None else f"\nthe last command said\n{self._last.out}{self._last.err}"
        return StoryFailure(f"line {command.line}, with {with_what}: {command.text}\n{why}{told}")


_ACTIONS = {
    name: getattr(Stage, name)
    for name in (
        "spans", "stdout", "stderr", "cd", "cmp", "grep", "woven", "exists", "cp", "mkdir", "mv", "rm", "symlink", "serve",
        "env", "note", "skip",
    )
}  # fmt: skip


def remove(path: Path) -> None:
    """Remove a file or a folder, even one that a module cache made read-only."""
    if path.is_symlink() or path.is_file():
        path.unlink()
        return
    for folder, _, _ in os.walk(path):
        Path(folder).chmod(0o700)
    shutil.rmtree(path, ignore_errors=True)


def pack(target: Path, members: dict[str, Path]) -> None:
    """A zip file with the same bytes for the same members, since go.sum has its hash."""
    import zipfile

    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(members):
            archive.writestr(zipfile.ZipInfo(name), members[name].read_bytes())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@cache
def newest_go(release: str) -> str:
    """The newest available patch of a Go release, as GOTOOLCHAIN names it."""
    platform = f"{_go_setting('GOOS')}-{_go_setting('GOARCH')}"
    listed = subprocess.run(
        ["go", "list", "-m", "-versions", "golang.org/toolchain"],
        cwd="/",
        env={**os.environ, "GOFLAGS": ""},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    patches = re.findall(rf"-go{re.escape(release)}\.(\d+)\.{platform}\b", listed)
    if not patches:
        raise Skipped(f"no module proxy here serves Go {release}")
    return f"go{release}.{max(map(int, patches))}"


def _go_version() -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", _go_setting("GOVERSION")))


def _go_setting(name: str) -> str:
    return subprocess.run(["go", "env", name], capture_output=True, text=True, check=True).stdout.strip()
