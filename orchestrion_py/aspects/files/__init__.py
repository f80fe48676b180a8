"""Aspect files: YAML with places, what stands in it, where the files come from, and what a plan keeps of them."""
