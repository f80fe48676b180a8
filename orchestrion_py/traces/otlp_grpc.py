"""Receives OTLP over gRPC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import grpc
from opentelemetry.proto.collector.logs.v1 import logs_service_pb2, logs_service_pb2_grpc
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2, metrics_service_pb2_grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

from orchestrion_py.traces.otlp import log_lines_of_otlp, spans_of_otlp

if TYPE_CHECKING:
    from orchestrion_py.traces.trace_store import TraceStore

_OPTIONS = (
    # Otherwise two receivers would share a port, and each would get some of the spans.
    ("grpc.so_reuseport", 0),
    ("grpc.max_receive_message_length", 256 * 1024 * 1024),
)


async def started_grpc_server(store: TraceStore, address: str) -> Any:
    """Start a server that receives spans and log records into `store`, on the running event loop, and return it.

    Raises a RuntimeError if the port is taken.
    """
    server = grpc.aio.server(options=_OPTIONS)
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(_Traces(store), server)
    logs_service_pb2_grpc.add_LogsServiceServicer_to_server(_Logs(store), server)
    metrics_service_pb2_grpc.add_MetricsServiceServicer_to_server(_Metrics(), server)
    server.add_insecure_port(address)
    await server.start()
    return server


# The methods have the names of the protocol. gRPC itself refuses a body that is not a message.
class _Traces(trace_service_pb2_grpc.TraceServiceServicer):
    def __init__(self, store: TraceStore) -> None:
        self._store = store

    async def Export(self, request: Any, _context: Any) -> Any:  # noqa: N802
        self._store.add_spans(spans_of_otlp([request]))
        return trace_service_pb2.ExportTraceServiceResponse()


class _Logs(logs_service_pb2_grpc.LogsServiceServicer):
    def __init__(self, store: TraceStore) -> None:
        self._store = store

    async def Export(self, request: Any, _context: Any) -> Any:  # noqa: N802
        for line in log_lines_of_otlp([request]):
            self._store.add_log(line)
        return logs_service_pb2.ExportLogsServiceResponse()


class _Metrics(metrics_service_pb2_grpc.MetricsServiceServicer):
    async def Export(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        return metrics_service_pb2.ExportMetricsServiceResponse()
