"""The compile call: one run of the compiler, on woven source where an aspect matches."""
