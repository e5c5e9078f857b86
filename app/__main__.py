"""Start Whyscore with ``python -m app``."""

from __future__ import annotations

import sys

from app.front_door import main

if __name__ == "__main__":
    sys.exit(main())
