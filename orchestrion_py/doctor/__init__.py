"""`pyorch doctor`: looks at the machine and the module, and reports what would keep a build from weaving.

The environment and a folder come in, findings go out. Each module here is one check. It must not write anything, nor know
terminals.
"""
