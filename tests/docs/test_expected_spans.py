"""The spans that the pages of integrations list are those that the tests of their programs expect."""

from __future__ import annotations

import pytest

from docs.generate.expected_spans import metrics_of, spans_of


def test_a_web_framework_names_the_span_of_net_http_for_open_telemetry() -> None:
    (span,) = spans_of("otel", "gin", ("gin",))
    assert span.startswith("`server` of otelhttp, such as `GET /hello/:name`: ")
    assert "`http.route`" in span


def test_a_web_framework_has_a_span_of_its_own_for_datadog() -> None:
    (span,) = spans_of("datadog", "gin", ("gin",))
    assert span.startswith("`http.request` of gin-gonic/gin, such as `GET /hello/:name`: ")


@pytest.mark.parametrize(("integration", "kind"), [("net-http-client", "`client`"), ("net-http-server", "`server`")])
def test_servers_and_clients_of_net_http_are_told_apart(integration: str, kind: str) -> None:
    (span,) = spans_of("otel", integration, ("http-client", "http-server"))
    assert span.startswith(f"{kind} of otelhttp")


def test_a_program_of_another_integration_is_left_out() -> None:
    """kafka-go's program uses sarama's test broker, and a program that runs commands has requests of net/http."""
    assert all("sarama" in span for span in spans_of("datadog", "sarama", ("kafka-go", "sarama")))
    assert spans_of("datadog", "os", ("commands",)) == ()


def test_facts_about_an_error_and_the_kind_of_a_span_are_left_out() -> None:
    text = " ".join(spans_of("datadog", "database-sql", ("sql-sqlite",)))
    assert "`error.type`" in text
    assert not any(key in text for key in ("`error.message`", "`span.kind`", "`component`"))


def test_a_name_with_backquotes_stays_readable() -> None:
    assert any("`` INSERT INTO `notes`" in span for span in spans_of("datadog", "gorm", ("gorm-sqlite",)))


def test_metrics() -> None:
    assert metrics_of("otel", "otel/pgx.yml") == ("db.client.operation.duration",)
    assert "http.server.request.duration" in metrics_of("otel", "otel/net-http-server.yml")
    assert metrics_of("otel", "otel/gin.yml") == metrics_of("datadog", "datadog/pgx.yml") == ()
