"""``python -m console.media.worker FD``: the nursery that media workers are born from."""

from __future__ import annotations

import sys

from console.media.worker.nursery import main

if __name__ == "__main__":
    main(int(sys.argv[1]))
