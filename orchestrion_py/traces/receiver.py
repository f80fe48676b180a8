"""Receives traces on loopback, on a thread of its own: Datadog's protocol, and OTLP over HTTP and gRPC."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceResponse
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceResponse
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse

from orchestrion_py.traces.datadog_protocol import JSON, PayloadError, spans_of_v04, spans_of_v05
from orchestrion_py.traces.local_server import address, listening, on_a_thread, served
from orchestrion_py.traces.otlp import log_lines_of_otlp, logs_request, spans_of_otlp, traces_request
from orchestrion_py.traces.otlp_grpc import started_grpc_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from socket import socket

    from aiohttp.typedefs import Handler

    from orchestrion_py.traces.trace_store import TraceStore

_LARGEST_BODY = 256 * 1024 * 1024

# What Datadog's tracers read before they send. Without /v0.6/stats they compute no statistics, and drop no trace.
_INFO = {"version": "pyorch", "endpoints": ["/v0.4/traces", "/v0.5/traces"], "client_drop_p0s": False}
# The tracer keeps this share of the traces of any service.
_ALL_TRACES = {"rate_by_service": {"service:,env:": 1}}
# Received, and left aside: telemetry, statistics, profiles and whatever else a tracer sends to its agent. A tracer that asks
# for its configuration gets an empty one.
_LEFT_ASIDE = (
    "/telemetry/proxy/{path:.*}",
    "/v0.7/config",
    "/v0.6/stats",
    "/v0.1/pipeline_stats",
    "/profiling/v1/input",
    "/evp_proxy/{path:.*}",
    "/debugger/{path:.*}",
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a receiver listens. Datadog's tracers send to `datadog`, OpenTelemetry's exporters to `otlp` or `grpc`."""

    datadog: str
    otlp: str
    grpc: str


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports of a receiver. 0 is any free port. `usual` also takes a free one if another program has the port."""

    datadog: int = 0
    otlp: int = 0
    grpc: int = 0
    usual: bool = False


@contextmanager
def running_receiver(store: TraceStore, ports: Ports | None = None) -> Iterator[Addresses]:
    """Receive traces into `store` for the length of a `with`. Raises a Fault if a port is taken."""
    ports = ports or Ports()
    datadog = listening(ports.datadog, usual=ports.usual)
    # One port serves both protocols, unless the two have ports of their own.
    otlp = datadog if ports.otlp == ports.datadog else listening(ports.otlp, usual=ports.usual)
    # gRPC opens its port itself.
    with listening(ports.grpc, usual=ports.usual) as free:
        grpc = address(free)
    with on_a_thread(_serve(store, {datadog, otlp}, grpc)):
        yield Addresses(f"http://{address(datadog)}", f"http://{address(otlp)}", f"http://{grpc}")


@asynccontextmanager
async def _serve(store: TraceStore, sockets: set[socket], grpc: str) -> AsyncIterator[None]:
    async with served(_application(store), sockets):
        grpc_server = await started_grpc_server(store, grpc)
        try:
            yield
        finally:
            await grpc_server.stop(1)


def _application(store: TraceStore) -> web.Application:
    handlers = _Handlers(store)
    application = web.Application(client_max_size=_LARGEST_BODY, middlewares=[_refuse_bad_bodies])
    router = application.router
    router.add_get("/info", handlers.info)
    for method in ("PUT", "POST"):
        router.add_route(method, "/v0.4/traces", handlers.datadog_v04)
        router.add_route(method, "/v0.5/traces", handlers.datadog_v05)
    router.add_post("/v1/traces", handlers.otlp_traces)
    router.add_post("/v1/logs", handlers.otlp_logs)
    router.add_post("/v1/metrics", handlers.otlp_metrics)
    for path in _LEFT_ASIDE:
        router.add_route("*", path, handlers.leave_aside)
    return application


@web.middleware
async def _refuse_bad_bodies(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except PayloadError as error:
        return web.Response(status=400, text=str(error))


class _Handlers:
    """Answers the requests of tracers and exporters."""

    def __init__(self, store: TraceStore) -> None:
        self._store = store

    async def info(self, _request: web.Request) -> web.Response:
        return web.json_response(_INFO)

    async def datadog_v04(self, request: web.Request) -> web.Response:
        self._store.add_spans(spans_of_v04(await request.read(), request.content_type))
        return web.json_response(_ALL_TRACES)

    async def datadog_v05(self, request: web.Request) -> web.Response:
        self._store.add_spans(spans_of_v05(await request.read()))
        return web.json_response(_ALL_TRACES)

    async def otlp_traces(self, request: web.Request) -> web.Response:
        message = traces_request(await request.read(), request.content_type)
        self._store.add_spans(spans_of_otlp([message]))
        return _otlp_answer(request, ExportTraceServiceResponse())

    async def otlp_logs(self, request: web.Request) -> web.Response:
        message = logs_request(await request.read(), request.content_type)
        for line in log_lines_of_otlp([message]):
            self._store.add_log(line)
        return _otlp_answer(request, ExportLogsServiceResponse())

    async def otlp_metrics(self, request: web.Request) -> web.Response:
        await request.read()
        return _otlp_answer(request, ExportMetricsServiceResponse())

    async def leave_aside(self, request: web.Request) -> web.Response:
        async for _ in request.content.iter_any():
            pass
        return web.json_response({})


def _otlp_answer(request: web.Request, message: ExportTraceServiceResponse) -> web.Response:
    if request.content_type == JSON:
        return web.json_response({})
    return web.Response(body=message.SerializeToString(), content_type="application/x-protobuf")
