"""What keeps the benchmark from going on."""


class BenchError(Exception):
    """A build failed, or was not the build that was to be measured; the message is all that the reader needs."""
