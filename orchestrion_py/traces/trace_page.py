"""Serves the web page with the traces: one file of HTML, and the JSON that it asks for."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from orchestrion_py.traces.local_server import address, listening, on_a_thread, served
from orchestrion_py.traces.saved_traces import as_object
from orchestrion_py.traces.service_map import service_map
from orchestrion_py.traces.span_tree import LOWER_HALF
from orchestrion_py.traces.trace_search import Query, found_traces, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiohttp.typedefs import Handler

    from orchestrion_py.traces.trace_store import TraceStore

_VERSION = 1
_PAGE = Path(__file__).with_name("trace_page.html")
_LONGEST_LIST = 200
_NANOSECONDS = 1_000_000  # in a millisecond
_OWN_NAMES = {"127.0.0.1", "localhost", "::1"}
# Everything is in the page itself: it loads nothing from elsewhere, and sends nothing anywhere.
_POLICY = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "script-src": "'unsafe-inline'",
    "connect-src": "'self'",
    "img-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@contextmanager
def running_page(store: TraceStore, port: int = 0) -> Iterator[str]:
    """Serve the page of a store for the length of a `with`, and return its address. Raises a Fault if the port is taken."""
    listens = listening(port)
    with on_a_thread(served(_application(store), [listens])):
        yield f"http://{address(listens)}"


def _application(store: TraceStore) -> web.Application:
    handlers = _Handlers(store)
    application = web.Application(middlewares=[_guard])
    application.router.add_get("/", handlers.page)
    application.router.add_get("/api/traces", handlers.traces)
    application.router.add_get("/api/traces/{trace_id:[0-9a-f]{1,32}}", handlers.trace)
    application.router.add_get("/api/map", handlers.map)
    return application


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a request by another name: a page of a stranger whose name leads to this machine must not read the traces."""
    if request.url.host not in _OWN_NAMES:
        raise web.HTTPForbidden(text="this page answers only to 127.0.0.1 and localhost")
    answer = await handler(request)
    answer.headers.update(_HEADERS)
    return answer


class _Handlers:
    """Answers the page's requests."""

    def __init__(self, store: TraceStore) -> None:
        self._store = store

    async def page(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(text=_PAGE.read_text(encoding="utf-8"), content_type="text/html")

    async def traces(self, request: web.Request) -> web.StreamResponse:
        changes = self._store.changes
        if request.query.get("changes") == str(changes):
            return web.json_response({"version": _VERSION, "changes": changes})
        kept = self._store.traces()
        found = found_traces(_query(request), kept)
        return web.json_response({
            "version": _VERSION,
            "changes": changes,
            "total": len(kept),
            "dropped": self._store.dropped,
            "found": len(found),
            "services": sorted({service for stored in kept for service in stored.trace.services}),
            "traces": [summary(stored) for stored in found[:_LONGEST_LIST]],
        })  # fmt: skip

    async def trace(self, request: web.Request) -> web.StreamResponse:
        stored = self._store.trace(int(request.match_info["trace_id"], 16) & LOWER_HALF)
        if stored is None:
            raise web.HTTPNotFound(text="this trace is not kept any more")
        return web.json_response(as_object(stored))

    async def map(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response({"version": _VERSION, **service_map(self._store.traces())})


def _query(request: web.Request) -> Query:
    asked = request.query
    try:
        longest = asked.get("longest")
        return Query(
            service=asked.get("service", ""),
            resource=asked.get("resource", ""),
            error=bool(asked.get("error")),
            shortest=int(float(asked.get("shortest") or 0) * _NANOSECONDS),
            longest=int(float(longest) * _NANOSECONDS) if longest else None,
        )
    except (ValueError, OverflowError) as error:
        raise web.HTTPBadRequest(text="a duration is a number of milliseconds") from error
