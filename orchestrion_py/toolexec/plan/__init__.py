"""The plan of a build: what its tool calls need to know, worked out once from module, flags, toolchain and aspects."""
