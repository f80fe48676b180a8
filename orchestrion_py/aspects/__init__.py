"""The aspect language: YAML in, join points, advice and templates out. It knows no build and no vendor."""
