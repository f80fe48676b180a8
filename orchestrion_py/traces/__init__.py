"""Traces on this machine: receive them from a running program, join them to trees, print them.

Comes in: spans, from a test agent that this package starts. Goes out: trees of spans, as values or as text on a terminal. It must
not know how the program was built: nothing here imports the rest of pyorch.
"""
