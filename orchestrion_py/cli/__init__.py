"""The command line, one file for each command.

Comes in: the arguments. Goes out: text on the terminal and an exit code. It must not know how Go is built, parsed or woven:
each command calls one package below and prints what that returns.
"""
