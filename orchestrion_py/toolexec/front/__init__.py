"""Where a build enters pyorch: the script that go calls for each tool, and the commands that start a build."""
