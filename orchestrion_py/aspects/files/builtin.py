"""The folder of the aspect files that pyorch ships."""

from __future__ import annotations

import os


def folder() -> str:
    """The folder of the built-in aspect files: inside an installed package, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
    installed = os.path.join(package, "builtin")  # noqa: PTH118
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "aspects")  # noqa: PTH112, PTH118, PTH120
