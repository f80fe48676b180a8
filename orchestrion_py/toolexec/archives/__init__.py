"""Archives of compiled packages: import paths come in, archives that weaving adds to a build go out.

It must not know which aspect needs a package.
"""
