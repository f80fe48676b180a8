"""`make peer`: one program, built by Orchestrion and by pyorch, does the same things and reports the same spans."""
