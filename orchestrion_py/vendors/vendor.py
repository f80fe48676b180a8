"""The record that describes one vendor, and the words for what may be woven into a vendor's own packages."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Final

# What may be woven into a package.
Mode = str
NORMAL: Mode = "every aspect"
INTERNAL: Mode = "only aspects marked tracer-internal"
NEVER: Mode = "nothing"

# A package pattern, and what may be woven into its packages. As in go's patterns, `a/...` is `a` and all packages below it.
SpecialPackages = tuple[tuple[str, Mode], ...]


class Receiver:
    """Where programs of a vendor's library send their traces, by the environment that they start in.

    `variable` is the one to set for another receiver. `url` returns where traces go, empty if no connection leads there; it gets
    a function that looks whether a socket exists. `silenced_by` returns the setting, NAME=VALUE, that keeps a program from
    sending any.
    """

    __slots__ = ("silenced_by", "url", "variable")

    def __init__(
        self,
        variable: str,
        url: Callable[[Mapping[str, str], Callable[[str], bool]], str],
        silenced_by: Callable[[Mapping[str, str]], str],
    ) -> None:
        self.variable: Final = variable
        self.url: Final = url
        self.silenced_by: Final = silenced_by


NO_RECEIVER = Receiver("", lambda _, __: "", lambda _: "")


class Vendor:
    """A vendor of a tracing library.

    `name` is also the name of its folder in aspects/. `packages` are its own packages, which must not trace themselves; the first
    matching row counts. A tool file with an import below one of `marks`, or a go.mod that requires a module below one of
    `libraries`, belongs to a user of this vendor. `ignore_directives` are the comments by which its users keep code unwoven.
    `span_starts` and `span_ends` are patterns for the names of the functions that start and end a span by hand. `receiver` is
    where programs send their traces.
    """

    # Not a dataclass: this is imported in front of every compile call that might weave, and dataclasses take 5 ms to import.
    __slots__ = ("ignore_directives", "libraries", "marks", "name", "packages", "receiver", "span_ends", "span_starts")

    def __init__(  # noqa: PLR0913 one argument for each part of the record
        self,
        name: str,
        *,
        packages: SpecialPackages = (),
        marks: tuple[str, ...] = (),
        libraries: tuple[str, ...] = (),
        ignore_directives: tuple[str, ...] = (),
        span_starts: tuple[str, ...] = (),
        span_ends: tuple[str, ...] = (),
        receiver: Receiver = NO_RECEIVER,
    ) -> None:
        self.name: Final = name
        self.packages: Final = packages
        self.marks: Final = marks
        self.libraries: Final = libraries
        self.ignore_directives: Final = ignore_directives
        self.span_starts: Final = span_starts
        self.span_ends: Final = span_ends
        self.receiver: Final = receiver

    @property
    def functions(self) -> str:
        """The name of the built-in aspect file that gives functions spans: otel/functions.yml."""
        return f"{self.name}/functions.yml"

    def __repr__(self) -> str:
        return f"Vendor({self.name!r})"
