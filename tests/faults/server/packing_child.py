"""A centre's packing on a disk that takes no file beyond so many bytes; one process forks one for each limit that it reads."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

import c2pa

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.server.centre import open_centre
from console.server.release.packing import Packing
from console.server.settings import CentreSettings

assert c2pa, "loaded before the forks: it takes a second"


def pack_until_full(folder: Path, most_bytes: int) -> str:
    """The code that keeps the centre from looking at all; what keeps it from one package stands in the release."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    centre = open_centre(CentreSettings(f"sqlite:///{folder / 'centre.sqlite'}", folder), SystemClock())
    try:
        Packing(centre).look()
    except KnownError as error:
        return error.code
    finally:
        centre.database.close()
    return "looked"


def main(folder: Path) -> None:
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                said = pack_until_full(folder, int(line))
            except Exception as error:  # noqa: BLE001  the test names it
                said = f"failed {error!r}"
            os.write(1, f"{said}\n".encode())
            os._exit(0)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
