"""What pyorch can tell about a build without running it: the woven sources, and the aspect files to check."""
