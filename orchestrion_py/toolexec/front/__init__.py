"""Where a build enters pyorch: a go command or a tool call comes in, and it runs with a plan.

It must not know how a plan is made or what a tool call does with it.
"""
