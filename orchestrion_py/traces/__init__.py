"""What people read: diagnostics, diffs, trace trees."""
