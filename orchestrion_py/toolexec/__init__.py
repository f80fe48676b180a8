"""Inside `go build`: tool calls of go come in, changed command lines of the compiler and the linker go out.

It must not know syntax trees: weaving is a function that it calls.
"""
