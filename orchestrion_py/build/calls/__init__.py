"""Tool calls: what stands in the place of one run of the compiler or the linker; standard library only, until it weaves."""
