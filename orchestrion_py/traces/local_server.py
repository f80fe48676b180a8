"""Serves HTTP on loopback, on a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from orchestrion_py.faults import Fault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from contextlib import AbstractAsyncContextManager

_LOOPBACK = "127.0.0.1"
_STOP_SECONDS = 10.0


def listening(port: int, *, usual: bool = False) -> socket.socket:
    """Return a socket that listens on a port; 0 is any free one. Raises a Fault if it is taken, unless it is the `usual` one."""
    try:
        return socket.create_server((_LOOPBACK, port))
    except (OSError, OverflowError) as error:
        if usual:
            return socket.create_server((_LOOPBACK, 0))
        reason = getattr(error, "strerror", None) or "a port is a number from 0 to 65535"
        raise Fault(
            f"cannot listen on {_LOOPBACK}:{port}: {reason}", "choose another port, or 0 for a free one"
        ) from error


def address(of: socket.socket) -> str:
    """Return the host and the port of a socket that listens."""
    return f"{_LOOPBACK}:{of.getsockname()[1]}"


@asynccontextmanager
async def served(application: web.Application, sockets: Iterable[socket.socket]) -> AsyncIterator[None]:
    """Serve an application on these sockets for the length of an `async with`."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        for one in sockets:
            await web.SockSite(runner, one).start()
        yield
    finally:
        await runner.cleanup()


@contextmanager
def on_a_thread(serving: AbstractAsyncContextManager[None]) -> Iterator[None]:
    """Run servers on an event loop in another thread for the length of a `with`, which begins once they are ready."""
    started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        stop = asyncio.Event()
        try:
            async with serving:
                started.set_result((asyncio.get_running_loop(), stop))
                await stop.wait()
        except Exception as error:
            if started.done():
                raise
            started.set_exception(error)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    loop, stop = started.result()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(_STOP_SECONDS)
