"""From the sources of a package and its aspects to edits: a pure function, no environment, no process."""
