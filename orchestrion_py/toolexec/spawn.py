"""Running a tool and keeping what it says."""

from __future__ import annotations

import os


def capture(argv: list[str], environment: dict[str, str]) -> tuple[int, bytes]:
    """Run a program; its exit code, and what it wrote to stdout and stderr together."""
    reader, writer = os.pipe()
    actions = [
        (os.POSIX_SPAWN_DUP2, writer, 1),
        (os.POSIX_SPAWN_DUP2, writer, 2),
        (os.POSIX_SPAWN_CLOSE, reader),
    ]
    child = os.posix_spawn(argv[0], argv, environment, file_actions=actions)
    os.close(writer)
    parts = []
    while part := os.read(reader, 1 << 16):
        parts.append(part)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), b"".join(parts)
