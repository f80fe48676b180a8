"""Reads the flags of go commands and of GOFLAGS, and chooses those that nested go commands repeat."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# The verbs that take -toolexec, and compile packages or read compiled ones.
WOVEN_VERBS = frozenset({"build", "clean", "get", "install", "list", "run", "test"})
# Those of them that compile programs: `get` changes go.mod, `list` and `clean` leave no program.
BUILDING_VERBS = frozenset({"build", "install", "run", "test"})

# Build flags (`go help build`) that change archives: a nested build must repeat them.
_KEPT_SWITCHES = frozenset({"asan", "linkshared", "msan", "race", "trimpath"})
_KEPT_VALUES = frozenset({
    "asmflags", "buildmode", "compiler", "gccgoflags", "gcflags", "installsuffix", "ldflags", "mod", "modfile", "overlay",
    "pgo", "pkgdir", "tags",
})  # fmt: skip
# Without a pattern, these flags apply only to the packages on the command line (`go help build`).
_PER_PACKAGE = frozenset({"asmflags", "gccgoflags", "gcflags"})
_COVER_VALUES = frozenset({"covermode", "coverpkg"})
# Other flags of these verbs that take a value in the next argument. A flag in none of these sets is a switch.
_OTHER_VALUES = frozenset({
    "C", "o", "p", "toolexec", "exec", "f", "bench", "benchtime", "blockprofile", "blockprofilerate", "count", "coverprofile",
    "cpu", "cpuprofile", "fuzz", "fuzzcachedir", "fuzzminimizetime", "fuzztime", "list", "memprofile", "memprofilerate",
    "mutexprofile", "mutexprofilefraction", "outputdir", "parallel", "run", "shuffle", "skip", "timeout", "trace", "vet",
    "reuse",
})  # fmt: skip
# pyorch's own go commands do not inherit these from GOFLAGS.
_NOT_INHERITED = frozenset({"toolexec", "cover", "covermode", "coverpkg", "coverprofile"}) | _PER_PACKAGE


def nested_flags(verb: str, arguments: list[str]) -> list[str]:
    """Return the flags of `go VERB ARGUMENTS` that a nested build of other packages must repeat, one word each."""
    kept = []
    for name, value in _flags(verb, arguments):
        if name in _PER_PACKAGE and value is not None and _has_no_pattern(value):
            # The nested build has other packages on its command line.
            kept += [f"-{name}={package}={value.strip()}" for package in patterns_of(verb, arguments)]
        elif name in _KEPT_SWITCHES:
            kept.append(f"-{name}" if value is None else f"-{name}={value}")
        elif name in _KEPT_VALUES and value is not None:
            kept.append(f"-{name}={value}")
    return kept + _cover_flags(verb, arguments)


def _has_no_pattern(value: str) -> bool:
    """Decide as cmd/go/internal/load (PerPackageFlag) does."""
    return not value.strip() or value.strip().startswith("-")


def packages_of(verb: str, arguments: list[str]) -> list[str]:
    """Return the words of `go VERB ARGUMENTS` that name packages or files."""
    _, words = _split(verb, arguments)
    return words[:1] if verb == "run" else words


def patterns_of(verb: str, arguments: list[str]) -> list[str]:
    """Return patterns for the packages on a command line, without Go files: nothing can import the package they make."""
    named = packages_of(verb, arguments)
    return [word.partition("@")[0] for word in named if not word.endswith(".go")] if named else ["."]


def _cover_flags(verb: str, arguments: list[str]) -> list[str]:
    """Return the coverage flags, if the packages to cover are named. See coverage.py for -cover alone."""
    packages, mode = flag_value(verb, arguments, "coverpkg"), flag_value(verb, arguments, "covermode")
    if packages is None:
        return []
    return ["-cover", f"-coverpkg={packages}", *([f"-covermode={mode}"] if mode else [])]


def flag_value(verb: str, arguments: list[str], wanted: str) -> str | None:
    """Return the last value of a flag: empty for a switch, None if the flag is not given."""
    found = None
    for name, value in _flags(verb, arguments):
        if name == wanted:
            found = value or ""
    return found


def _flags(verb: str, arguments: list[str]) -> list[tuple[str, str | None]]:
    return _split(verb, arguments)[0]


def _split(verb: str, arguments: list[str]) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Return flags with their values, as Go's flag package reads them, and the other words.

    For test and list, flags may also follow packages.
    """
    found: list[tuple[str, str | None]] = []
    words: list[str] = []
    index = 0
    while index < len(arguments):
        word = arguments[index]
        index += 1
        if word in ("-args", "--args", "--"):
            break
        if not word.startswith("-") or word == "-":
            if verb not in ("test", "list"):
                return found, arguments[index - 1 :]
            words.append(word)
            continue
        name, equals, value = word.lstrip("-").partition("=")
        name = name.removeprefix("test.")
        if equals:
            found.append((name, value))
        elif name in _KEPT_VALUES or name in _COVER_VALUES or name in _OTHER_VALUES:
            found.append((name, arguments[index] if index < len(arguments) else ""))
            index += 1
        else:
            found.append((name, None))
    return found, words


def split_words(text: str) -> list[str]:
    """Split GOFLAGS as go does (cmd/internal/quoted): at white space, except inside a word in single or double quotes."""
    words: list[str] = []
    rest = text.strip()
    while rest:
        if rest[0] in "'\"":
            end = rest.find(rest[0], 1)
            if end < 0:
                break
            words.append(rest[1:end])
            rest = rest[end + 1 :].lstrip()
        else:
            word = rest.split(None, 1)
            words.append(word[0])
            rest = word[1] if len(word) > 1 else ""
    return words


def join_words(words: list[str]) -> str:
    """Join words so that `split_words` returns them; this fails for a word that holds both kinds of quotes."""
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if not any(char.isspace() or char in "'\"" for char in word):
        return word
    return f'"{word}"' if "'" in word else f"'{word}'"


def without_toolexec(goflags: str) -> str:
    """Return GOFLAGS without -toolexec, for go commands that must not weave, or that get -toolexec as an argument.

    This also removes the flags for coverage and for single packages; `nested_flags` returns those as arguments.
    """
    return without_flags(goflags, _NOT_INHERITED)


def is_pyorch(toolexec: Sequence[str]) -> bool:
    """Whether a -toolexec is pyorch alone. A program that stands before it would be dropped as well."""
    if toolexec[-1:] != ["toolexec"]:
        return False
    if toolexec[-3:-1] == ["-m", "orchestrion_py"]:
        return True
    return len(toolexec) == 2 and "pyorch" in toolexec[0].rpartition("/")[2]


def without_flags(goflags: str, names: Collection[str]) -> str:
    """Return GOFLAGS without some flags. The text stays as it is if it has none of them."""
    words = split_words(goflags)
    kept = [word for word in words if flag_name(word) not in names]
    return goflags if kept == words else join_words(kept)


def build_mode(flags: Sequence[str]) -> str:
    """Return the -buildmode of flags that `nested_flags` returned; empty if it is not given."""
    modes = [flag.partition("=")[2] for flag in flags if flag.startswith("-buildmode=")]
    return modes[-1] if modes else ""


def flag_name(word: str) -> str:
    """Return the name of a flag: "mod" for "-mod=vendor" or "--mod"."""
    return word.lstrip("-").partition("=")[0]
