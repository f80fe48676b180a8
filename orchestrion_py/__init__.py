"""pyorch weaves aspects into Go programs while `go build` compiles them."""

__version__ = "0.1.0"
