"""Whether code is of a dependency, which whoever builds the program cannot change: a build does not warn about such code."""

from __future__ import annotations

import re

# A folder of the module cache, such as github.com/!burnt!sushi/toml@v1.4.0.
_MODULE_CACHE = re.compile(r"@v\d[^/\\]*[/\\]")


def is_dependency(path: str, import_path: str) -> bool:
    """Whether a file of a package lies in the module cache or in a vendor folder.

    A module that a `replace` or a workspace takes from another folder can be changed there.
    """
    if _MODULE_CACHE.search(path):
        return True
    folder = path.replace("\\", "/").rpartition("/")[0]
    return folder.endswith(f"/vendor/{import_path}")
