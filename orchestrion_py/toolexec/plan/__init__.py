"""The plan of a build: module, flags, toolchain and aspect files come in, a folder that all tool calls read goes out.

It must not know the tool calls.
"""
