"""The link call: one command line of the linker comes in, a program with all packages that woven code needs goes out.

It must not know aspects or sources: the archives say what they need.
"""
