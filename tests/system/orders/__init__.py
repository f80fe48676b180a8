"""Functions with spans of their own, run for real: written into the source, or woven in by a build."""
