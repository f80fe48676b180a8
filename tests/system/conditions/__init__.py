"""Builds under difficult conditions: shared and damaged caches, concurrency, faults, attackers, other Pythons.

Each test proves a row of docs/compatibility.md, which it names with `@row`, as the scripts of tests/scripts do.
"""
