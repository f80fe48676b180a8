"""`make peer`: builds one program with Orchestrion and with pyorch, and compares the spans."""
