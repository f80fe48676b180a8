"""Benchmark of builds: one program with tracing written by hand, woven by each pyorch command, and without tracing.

`make bench` runs it. It measures the builds of contenders.py (measuring.py), and prints medians and ratios (figures.py)
as a table and a JSON file. It is not a test: a figure that misses its target is printed and fails nothing.
"""
