"""``python -m fengze_analysis`` is ``fengze``."""

from .cli import main

if __name__ == "__main__":
    raise SystemExit(main())
