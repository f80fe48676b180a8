"""What Ctrl-C does: while modules load it ends pyorch without a word; later it raises KeyboardInterrupt, which is never lost.

It imports only a built-in module, because it comes before all others.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # signal loads enum first, which takes longer than the rest of Python's start

_came = False


def end_silently() -> None:
    """Let Ctrl-C end this process at once, as it ends a program in C. Where it is ignored, for example by nohup, it stays so."""
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)


def raise_error() -> None:
    """Let Ctrl-C raise KeyboardInterrupt, for what must be tidied up."""
    if _signal.getsignal(_signal.SIGINT) == _signal.SIG_DFL:
        _signal.signal(_signal.SIGINT, _note)


def raise_missed_error() -> None:
    """Raise KeyboardInterrupt if Ctrl-C came before: in a finaliser or a callback, Python prints the error and goes on."""
    if _came:
        raise KeyboardInterrupt


def _note(_number: int, _frame: object) -> None:
    global _came  # noqa: PLW0603
    _came = True
    raise KeyboardInterrupt
