"""Start Whyscore with ``python -m app``."""

from __future__ import annotations

import multiprocessing
import sys

from app.front_door import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # in a bundle, an audit's workers are this program anew
    sys.exit(main())
