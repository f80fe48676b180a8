"""Rows of docs/compatibility.md that a story cannot tell: caches, reproducibility, concurrency, faults, security, Python.

Each test names its row with `@row`, and is counted for it as the stories of tests/scripts are.
"""
