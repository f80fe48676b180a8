"""The commands, one file each: they know the terminal, and nothing of Go."""
