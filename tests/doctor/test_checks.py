"""The checks of `pyorch doctor` that need no module."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.doctor.caches import check_caches
from orchestrion_py.doctor.conflicting_flags import check_flags
from orchestrion_py.doctor.finding import FAULT, OK, WARNING, Machine
from orchestrion_py.doctor.module_proxy import check_proxy
from orchestrion_py.doctor.pyorch_in_path import check_path
from orchestrion_py.doctor.receiver_reach import check_receiver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PYORCH = "'-toolexec=pyorch toolexec'"


@pytest.fixture
def listener() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def machine(tmp_path: Path, settings: dict[str, str] | None = None, /, **environment: str) -> Machine:
    known = {"GOMOD": "", "GOPROXY": "off", "GOCACHE": str(tmp_path), "GOMODCACHE": str(tmp_path), **(settings or {})}
    return Machine(
        {"HOME": str(tmp_path), "GOENV": f"{tmp_path}/goenv", **environment}, str(tmp_path), "/none/bin/go", known
    )


@pytest.mark.parametrize(
    ("flags", "status", "text"),
    [
        ("", OK, "empty"),
        (f"-mod=mod {PYORCH}", OK, "pyorch toolexec"),
        (f"{PYORCH} {PYORCH}", FAULT, "given 2 times"),
        ("-toolexec=time", FAULT, "refuses to build"),
    ],
)
def test_flags(tmp_path: Path, flags: str, status: str, text: str) -> None:
    (finding,) = check_flags(machine(tmp_path, GOFLAGS=flags))
    assert finding.status == status
    assert text in finding.text
    assert bool(finding.remedy) == (status != OK)


def test_a_variable_hides_what_go_env_wrote(tmp_path: Path) -> None:
    (tmp_path / "goenv").write_text(f"GOFLAGS={PYORCH}\n", encoding="utf-8")
    first, _ = check_flags(machine(tmp_path, GOFLAGS="-mod=mod"))
    assert first.status == WARNING
    assert "hides -toolexec=pyorch toolexec" in first.text
    (alone,) = check_flags(machine(tmp_path))
    assert alone.status == OK


def test_path(tmp_path: Path) -> None:
    (nothing,) = check_path(machine(tmp_path, PATH=""))
    assert (nothing.status, nothing.text) == (WARNING, "PATH has no pyorch: go does not find it for -toolexec")
    script = tmp_path / "pyorch"
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    script.chmod(0o755)
    for running, status in ((str(script), OK), ("/other/pyorch", WARNING)):
        (finding,) = check_path(machine(tmp_path, PATH=str(tmp_path), PYORCH_SELF=running))
        assert finding.status == status


def test_a_cache_that_other_users_can_write_is_a_fault(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    assert [each.status for each in check_caches(machine(tmp_path, PYORCH_CACHE_DIR=str(cache)))] == [OK] * 3
    cache.chmod(0o777)
    *_, own = check_caches(machine(tmp_path, PYORCH_CACHE_DIR=str(cache)))
    assert (own.check, own.status) == ("pyorch's cache", FAULT)
    assert not list(tmp_path.glob("*/*")), "a check wrote something"


def test_the_proxy(tmp_path: Path, listener: str) -> None:
    for value, status in (
        ("off", WARNING),
        ("direct", OK),
        (f"{listener},direct", OK),
        ("http://127.0.0.1:1", WARNING),
    ):
        (finding,) = check_proxy(machine(tmp_path, {"GOPROXY": value}))
        assert finding.status == status, value
    (secret,) = check_proxy(machine(tmp_path, {"GOPROXY": "http://me:word@127.0.0.1:1"}))
    assert "word" not in secret.text


def test_the_receiver(tmp_path: Path, listener: str) -> None:
    cases: tuple[tuple[dict[str, str], str], ...] = (
        ({"DD_TRACE_AGENT_URL": listener}, OK),
        ({"DD_TRACE_AGENT_URL": f"unix://{tmp_path}/none"}, WARNING),
        ({"DD_AGENT_HOST": "127.0.0.1", "DD_TRACE_AGENT_PORT": listener.rpartition(":")[2]}, OK),
        ({"DD_TRACE_AGENT_URL": listener, "DD_TRACE_ENABLED": "false"}, WARNING),
        ({"PYORCH_BACKEND": "otel", "OTEL_EXPORTER_OTLP_ENDPOINT": listener}, OK),
        ({"PYORCH_BACKEND": "otel", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}, WARNING),
        ({"PYORCH_BACKEND": "otel", "OTEL_SDK_DISABLED": "true"}, WARNING),
    )
    for environment, status in cases:
        (finding,) = check_receiver(machine(tmp_path, **environment))
        assert finding.status == status, environment
