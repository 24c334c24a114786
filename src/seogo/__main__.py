"""``python -m seogo`` is the command ``seogo``."""

from seogo.cli import main

if __name__ == "__main__":
    main()
