"""The programs, one file for each."""

from __future__ import annotations

from tests.programs.known import caddy, coredns, etcd, gin_swagger, gitea, helm, hugo, pocketbase, prometheus, registry

PROGRAMS = tuple(
    module.PROGRAM
    for module in (gin_swagger, caddy, registry, etcd, pocketbase, hugo, coredns, helm, gitea, prometheus)
)
