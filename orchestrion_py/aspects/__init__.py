"""The aspect language: YAML in, join points, advice and templates out. It does not know builds or vendors."""
