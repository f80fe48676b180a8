"""`pyorch instrument` beside a tool that is run once for each file."""
