"""Well-known programs from the module proxy, built by plain go and by pyorch, run with the same requests, and compared."""
