"""Archives of compiled packages: those that weaving adds to a build, and the note that a woven one carries."""
