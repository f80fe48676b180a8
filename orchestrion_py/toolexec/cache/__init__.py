"""The files of pyorch's own cache: where they lie, how they are written, and when they are removed.

It must not know what the files hold.
"""
