"""``python -m jiepu`` is the ``jiepu`` command."""

from jiepu.cli import main

if __name__ == "__main__":
    main()
