"""CoreDNS: a DNS server, queried over UDP and HTTP. Its own tracing with Datadog's library is off."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

from tests.programs.program import Program

if TYPE_CHECKING:
    from tests.programs.stage import Stage

_COREFILE = """\
.:{dns} {{
	bind 127.0.0.1
	hosts {{
		10.1.2.3 milk.example
	}}
	health 127.0.0.1:{health}
	ready 127.0.0.1:{ready}
}}
"""


def _play(stage: Stage) -> None:
    dns, health, ready = stage.port(), stage.port(), stage.port()
    corefile = stage.write("Corefile", _COREFILE.format(dns=dns, health=health, ready=ready))
    with stage.serving(ready, "-conf", corefile):
        stage.ask(ready, "/ready")
        stage.ask(health, "/health")
        stage.record(f"milk.example: {_address(dns, 'milk.example')}")
        stage.record(f"none.example: {_address(dns, 'none.example')}")


def _address(port: int, name: str) -> str:
    """The answer of a DNS server: the code and the last four bytes, which are the address if there is one."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    question = struct.pack(">6H", 7, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack(">2H", 1, 1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(20)
        asking.sendto(question, ("127.0.0.1", port))
        answer = asking.recv(4096)
    _, flags, _, answers = struct.unpack(">4H", answer[:8])
    return f"code {flags & 15}, {answers} answers {socket.inet_ntoa(answer[-4:]) if answers else ''}"


PROGRAM = Program(
    name="coredns",
    kind="DNS server",
    path="github.com/coredns/coredns",
    version="v1.15.0",
    package=".",
    play=_play,
    spans=frozenset({"http.request GET /ready", "http.request GET /health"}),
    tested=("./core/...", "./plugin/health", "./plugin/trace", "./plugin/cache", "./plugin/metrics"),
)
