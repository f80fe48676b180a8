"""Woven source for people: imports under their own names, statements in gofmt's layout, and the way back."""
