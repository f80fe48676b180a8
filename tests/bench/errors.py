"""The error that ends a benchmark."""


class BenchError(Exception):
    """A build failed, or was not the build to measure; the message says all that the reader needs."""
