"""Where an aspect applies: one file per key of the language."""
