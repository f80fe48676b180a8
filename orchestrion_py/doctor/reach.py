"""Whether somebody listens at an address."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

_SECONDS = 1.5
_PORTS = {"http": 80, "https": 443}


def why_unreachable(url: str) -> str:
    """Return why nobody answers at the host and port of a URL, or at a socket `unix:///PATH`; empty if somebody does."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        if parts.scheme == "unix":
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(_SECONDS)
                connection.connect(parts.path)
            return ""
        address = (parts.hostname or "localhost", parts.port or _PORTS.get(parts.scheme, 80))
        socket.create_connection(address, _SECONDS).close()
    except OSError as error:
        return error.strerror or str(error)
    except ValueError as error:  # no port
        return str(error)
    return ""
