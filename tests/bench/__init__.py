"""The benchmark: one program built with its tracing written by hand, and built by pyorch in each of its modes.

`make bench` runs it. Builds go in (contenders.py), samples come out (measuring.py), and end as medians and ratios (figures.py)
in a table and a JSON file. Nothing here is a test: a figure that is missed is printed, and fails nothing.
"""
