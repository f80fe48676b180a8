"""The go command's own flags: which verb is run, and which of its flags change what the compiler produces."""

from __future__ import annotations

# The verbs whose -toolexec go itself understands, and that compile or look at compiled packages.
WOVEN_VERBS = frozenset({"build", "clean", "get", "install", "list", "run", "test"})

# Build flags (`go help build`) that change archives, and so must be the same in a nested build.
_KEPT_SWITCHES = frozenset({"asan", "linkshared", "msan", "race", "trimpath"})
_KEPT_VALUES = frozenset({
    "asmflags", "buildmode", "compiler", "gccgoflags", "gcflags", "installsuffix", "ldflags", "mod", "modfile", "overlay",
    "pgo", "pkgdir", "tags",
})  # fmt: skip
# Of these, the ones that without a pattern are for the packages on the command line alone (`go help build`).
_PER_PACKAGE = frozenset({"asmflags", "gccgoflags", "gcflags"})
_COVER_VALUES = frozenset({"covermode", "coverpkg"})
# Other flags of the woven verbs that take a value in the next argument; whatever stands in neither set is a switch.
_OTHER_VALUES = frozenset({
    "C", "o", "p", "toolexec", "exec", "f", "bench", "benchtime", "blockprofile", "blockprofilerate", "count", "coverprofile",
    "cpu", "cpuprofile", "fuzz", "fuzzcachedir", "fuzzminimizetime", "fuzztime", "list", "memprofile", "memprofilerate",
    "mutexprofile", "mutexprofilefraction", "outputdir", "parallel", "run", "shuffle", "skip", "timeout", "trace", "vet",
    "reuse",
})  # fmt: skip


def nested_flags(verb: str, arguments: list[str]) -> list[str]:
    """The flags of a go command line (behind its verb) that a nested build of other packages must repeat, one word each."""
    kept = []
    for name, value in _flags(verb, arguments):
        if name in _PER_PACKAGE and value is not None and _has_no_pattern(value):
            # In a nested build, other packages are on the command line.
            kept += [f"-{name}={package}={value.strip()}" for package in _packages(verb, arguments)]
        elif name in _KEPT_SWITCHES:
            kept.append(f"-{name}" if value is None else f"-{name}={value}")
        elif name in _KEPT_VALUES and value is not None:
            kept.append(f"-{name}={value}")
    return kept + _cover_flags(verb, arguments)


def _has_no_pattern(value: str) -> bool:
    """What cmd/go/internal/load (PerPackageFlag) decides it by."""
    return not value.strip() or value.strip().startswith("-")


def packages_of(verb: str, arguments: list[str]) -> list[str]:
    """The words of a go command line that name packages, or files."""
    _, words = _split(verb, arguments)
    return words[:1] if verb == "run" else words


def _packages(verb: str, arguments: list[str]) -> list[str]:
    """Patterns for the packages that a go command line names; single files make a package that nothing can import."""
    named = packages_of(verb, arguments)
    return [word.partition("@")[0] for word in named if not word.endswith(".go")] if named else ["."]


def _cover_flags(verb: str, arguments: list[str]) -> list[str]:
    """Coverage reaches packages other than the main module's, or those under test, only where -coverpkg names them."""
    packages, mode = flag_value(verb, arguments, "coverpkg"), flag_value(verb, arguments, "covermode")
    if packages is None:
        return []
    return ["-cover", f"-coverpkg={packages}", *([f"-covermode={mode}"] if mode else [])]


def flag_value(verb: str, arguments: list[str], wanted: str) -> str | None:
    """The last value of a flag, empty for a switch; None where it is not given."""
    found = None
    for name, value in _flags(verb, arguments):
        if name == wanted:
            found = value or ""
    return found


def _flags(verb: str, arguments: list[str]) -> list[tuple[str, str | None]]:
    return _split(verb, arguments)[0]


def _split(verb: str, arguments: list[str]) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Flags with values, as Go's flag package reads them, and other words; for test and list, flags may also follow packages."""
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


_NOT_INHERITED = frozenset({"toolexec", "cover", "covermode", "coverpkg", "coverprofile"}) | _PER_PACKAGE


def split_words(text: str) -> list[str]:
    """Split GOFLAGS as go does: words by white space, a word in single or double quotes keeps what is inside."""
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
    """The inverse of `split_words`. A word that holds both kinds of quotes cannot be written."""
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if not any(char.isspace() or char in "'\"" for char in word):
        return word
    return f'"{word}"' if "'" in word else f"'{word}'"


def without_toolexec(goflags: str) -> str:
    """GOFLAGS less any -toolexec, for go commands that must not weave, or weave by a flag of their own.

    Flags of coverage go as well, and those that are for some packages: what a nested build needs of them is on its command line.
    """
    words = split_words(goflags)
    kept = [word for word in words if word.lstrip("-").partition("=")[0] not in _NOT_INHERITED]
    return goflags if kept == words else join_words(kept)
