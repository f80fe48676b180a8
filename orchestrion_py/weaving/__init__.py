"""Weaves aspects into the sources of a package: a pure function, without environment or processes."""
