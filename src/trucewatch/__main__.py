"""``python -m trucewatch``, and the way in of the command ``trucewatch``."""

from __future__ import annotations

import sys

from trucewatch import __version__


def main() -> None:
    """Run the command line; a bare ``--version`` is answered at once, before the shell's libraries are loaded."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"trucewatch {__version__}\n")
        return
    from trucewatch.cli import main as run

    run()


if __name__ == "__main__":
    main()
