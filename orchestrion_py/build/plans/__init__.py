"""Plans: what a build's tool calls need to know, worked out once from the module, the flags, the toolchain and the aspects."""
