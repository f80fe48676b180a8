"""Benchmark of running services: examples/notes without tracing, traced by hand and woven, under the same load."""
