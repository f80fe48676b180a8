"""Runs the go command: finds it, gives it flags and settings, reads its output, and turns its failures into messages.

In: a folder, an environment and arguments. Out: what go printed, as data. It knows nothing of aspects, pins or builds;
every other package may import it.
"""
