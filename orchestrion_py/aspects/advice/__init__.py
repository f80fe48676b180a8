"""What an aspect changes: one file per key of the language."""
