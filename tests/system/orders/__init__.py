"""Spans for functions, written into the source by `pyorch instrument` or woven in by a build, in a program that runs."""
