"""Run the command line: python -m xl_addin."""

from __future__ import annotations

from xl_addin.cli import main

if __name__ == "__main__":
    main()
