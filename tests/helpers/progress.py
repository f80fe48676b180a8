"""What the long-running commands beside the tests have in common: they say how far they are, and end cleanly when asked to."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_BEGUN = time.monotonic()


def say(line: str) -> None:
    """Print a line of progress at once, with the time since the start."""
    print(f"[{time.monotonic() - _BEGUN:5.0f} s] {line}", flush=True)


def heed_interrupts() -> None:
    """A shell's background jobs ignore SIGINT, and so would every go that they start, which is ended by it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def heed_signals() -> None:
    """Interrupts, and other signals as Ctrl-C: builds are ended and folders removed on the way out."""
    heed_interrupts()
    for deadly in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(deadly, _end)


def _end(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)
