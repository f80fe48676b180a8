"""The link call: one run of the linker, with all that woven packages ask for."""
