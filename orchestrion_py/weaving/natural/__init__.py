"""Woven source for people: imports under their own names, statements laid out as gofmt does it, and the way back."""
