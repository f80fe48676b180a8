"""`python -m orchestrion_py`: the same program as the `pyorch` command."""

from orchestrion_py.cli.main import main

if __name__ == "__main__":
    main()
