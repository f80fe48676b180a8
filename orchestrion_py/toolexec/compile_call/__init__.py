"""The compile call: one command line of the compiler comes in, an archive goes out, woven if an aspect matches.

It must not know how aspects match or what they change.
"""
