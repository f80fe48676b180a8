"""Traces on this machine: receive them from running programs, join them to trees, show them.

Comes in: requests of tracers and exporters. Goes out: trees of spans, as values, as text on a terminal, as JSON. It must not know
how the program was built. Tests read traces from Datadog's test agent, which `agent` starts.
"""
