"""What a module must require so that aspects can be woven into it: its graph, the tool file, the shadow go.mod."""
