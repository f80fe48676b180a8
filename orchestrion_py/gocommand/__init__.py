"""Running the go command: its flags, settings, packages, modules and failures. The ground floor: everything above may use it."""
