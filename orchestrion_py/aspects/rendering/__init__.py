"""Code in aspects: what its templates see of the matched node, and what they render."""
