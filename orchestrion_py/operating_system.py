"""What tells one running process from a later one of the same id."""

from __future__ import annotations


def process_started(pid: int) -> str:
    """What distinguishes a process from a later one of the same id, as the `pyorch` script finds it; may be empty."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(") ")[2].split()[19]
    except OSError:
        import subprocess

        found = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return "".join(char for char in found.stdout if char not in " :\n")
