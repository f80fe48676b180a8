"""A small program for each framework, built by plain go and by pyorch, run, and its traces compared with expected.trace."""
