"""Progress lines and clean interrupts for long-running commands such as `make bench`."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_BEGUN = time.monotonic()


def say(line: str) -> None:
    """Print a line of progress with the time since the start."""
    print(f"[{time.monotonic() - _BEGUN:5.0f} s] {line}", flush=True)


def heed_interrupts() -> None:
    """Handle SIGINT even in a background job of a shell, where it is ignored; go inherits that, and is stopped by SIGINT."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def heed_signals() -> None:
    """End on SIGTERM and SIGHUP as on Ctrl-C: stop builds and remove folders on the way out."""
    heed_interrupts()
    for deadly in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(deadly, _end)


def _end(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)
