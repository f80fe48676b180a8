"""Whether go can download modules: GOPROXY, and whether its first proxy can be reached from here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from orchestrion_py.doctor.finding import OK, WARNING, Finding
from orchestrion_py.doctor.reach import why_unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.doctor.finding import Machine

_CHECK = "module proxy"


def check_proxy(machine: Machine) -> Iterator[Finding]:
    """Look at the first entry of GOPROXY."""
    proxies = machine.settings["GOPROXY"]
    first = proxies.replace("|", ",").partition(",")[0].strip()
    if first == "off":
        yield Finding(_CHECK, WARNING, "GOPROXY=off: go downloads no module", "unset GOPROXY before `pyorch pin`")
        return
    if first == "direct" or not first.startswith(("http://", "https://")):
        yield Finding(_CHECK, OK, f"GOPROXY={proxies}")
        return
    # A proxy for HTTP stands before that of modules.
    scheme = urlsplit(first).scheme
    names = (f"{scheme}_proxy", f"{scheme}_proxy".upper())
    through = next((machine.environment[name] for name in names if machine.environment.get(name)), "")
    problem = why_unreachable(through or first)
    if problem:
        yield Finding(
            _CHECK,
            WARNING,
            f"{_without_password(through or first)} does not answer: {problem}; builds need only what is downloaded",
            "connect this machine before `pyorch pin`, or set GOPROXY to a proxy that it can reach",
        )
    else:
        yield Finding(_CHECK, OK, f"GOPROXY={','.join(map(_without_password, proxies.split(',')))}")


def _without_password(url: str) -> str:
    before, at, after = url.rpartition("@")
    return f"{before.partition('://')[0]}://{after}" if at else url
