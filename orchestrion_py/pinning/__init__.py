"""Pins a module: adds the requirements of injected packages to go.mod, and writes the tool file or a shadow of both.

In: a module and a catalogue of integrations. Out: changed files of the module, or a shadow go.mod in the user cache. It
knows which packages an aspect injects, but not how weaving works.
"""
