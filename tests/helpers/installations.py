"""Creates more installations of pyorch: of another version, or for a test to damage."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.helpers.workshop import pyorch_script


def installed_copy(folder: Path, version: str = "") -> Path:
    """Copy the installed pyorch into a new virtual environment, and return its `pyorch` script; `version` replaces its version.

    The copy uses the dependencies of the environment that runs the tests.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    ours = Path(sysconfig.get_path("purelib"))
    (theirs,) = folder.glob("lib/python*/site-packages")
    shutil.copytree(ours / "orchestrion_py", theirs / "orchestrion_py", ignore=shutil.ignore_patterns("__pycache__"))
    (theirs / "dependencies.pth").write_text(f"{ours}\n")
    if version:
        init = theirs / "orchestrion_py" / "__init__.py"
        text, found = re.subn(r'__version__ = "[^"]*"', f'__version__ = "{version}"', init.read_text())
        assert found == 1
        init.write_text(text)
    script = folder / "bin" / "pyorch"
    shutil.copy(pyorch_script(), script)
    entry = pyorch_script().with_name("pyorch-py").read_text().partition("\n")[2]
    (folder / "bin" / "pyorch-py").write_text(f"#!{folder}/bin/python3\n{entry}")
    (folder / "bin" / "pyorch-py").chmod(0o755)
    return script
