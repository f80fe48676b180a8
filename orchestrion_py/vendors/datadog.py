"""Datadog: dd-trace-go."""

from __future__ import annotations

from orchestrion_py.vendors.vendor import INTERNAL, NEVER, NORMAL, Receiver, Vendor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LIBRARY = "github.com/DataDog/dd-trace-go"
# An agent on the same machine listens here, too (internal/agent.go of the library).
_SOCKET = "/var/run/datadog/apm.socket"
_FALSE = ("0", "f", "F", "false", "False", "FALSE")


def _agent(environment: Mapping[str, str], exists: Callable[[str], bool]) -> str:
    """Return where the library finds the agent."""
    given, host, port = (
        environment.get(name, "") for name in ("DD_TRACE_AGENT_URL", "DD_AGENT_HOST", "DD_TRACE_AGENT_PORT")
    )
    if given:
        return given
    if not host and not port and exists(_SOCKET):
        return f"unix://{_SOCKET}"
    return f"http://{host or 'localhost'}:{port or '8126'}"


def _silenced_by(environment: Mapping[str, str]) -> str:
    value = environment.get("DD_TRACE_ENABLED", "")
    return f"DD_TRACE_ENABLED={value}" if value in _FALSE else ""


DATADOG = Vendor(
    "datadog",
    packages=(
        ("gopkg.in/DataDog/dd-trace-go.v1/...", INTERNAL),
        # The library's own integration tests are programs like any other.
        (f"{_LIBRARY}/internal/orchestrion/_integration/...", NORMAL),
        (f"{_LIBRARY}/v2/internal/orchestrion/_integration/...", NORMAL),
        (f"{_LIBRARY}/...", INTERNAL),
        ("github.com/DataDog/go-tuf/client", NEVER),
    ),
    marks=(_LIBRARY,),
    libraries=(_LIBRARY, "gopkg.in/DataDog/dd-trace-go.v1"),
    ignore_directives=("dd:ignore",),
    span_starts=(r"StartSpanFromContext\w*", "StartSpan"),
    span_ends=("Finish",),
    receiver=Receiver("DD_TRACE_AGENT_URL", _agent, _silenced_by),
)
