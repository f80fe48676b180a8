"""Renders the code of aspects: a matched node comes in, Go text goes out. It must not know builds or vendors."""
