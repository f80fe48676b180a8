"""What tracing costs a running service: the notes, plain, instrumented by hand and woven, under the same load."""
