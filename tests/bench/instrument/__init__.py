"""Benchmark of `pyorch instrument`, compared with a tool that runs once for each file."""
