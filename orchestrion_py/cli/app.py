"""The whole command line, with every command, for help and for tests."""

from __future__ import annotations

from orchestrion_py.cli.command_table import COMMANDS, app_of

app = app_of(COMMANDS)
