"""Everything that pyorch knows about tracing vendors, one module per vendor.

Other packages import `registry` alone and name no vendor. Every build loads this package, so it imports nothing heavy.
"""
