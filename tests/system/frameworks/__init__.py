"""A small program for each framework: built plainly and with pyorch, run for real, its traces compared with what is expected."""
