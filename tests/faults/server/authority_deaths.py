"""Runs one step of an authority again and again, killed each time one write to the disk later, until it gets through.

``python -m tests.faults.server.authority_deaths STEP FOLDER``: FOLDER holds ``made``, an authority with one certificate issued;
beside it come ``1``, ``2`` and so on, as each death left them.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from console.base.clock import SystemClock
from console.proof.locked_key import new_key
from console.server.authority.authority import make_authority
from console.server.authority.certificates import HolderKind, RevocationReason
from console.server.authority.register import read_register
from console.server.authority.sealing import SealingKey, write_sealing_key
from tests.helpers.authority import NAME, PASSPHRASE, opened


def init(folder: Path) -> None:
    make_authority(folder / "new", NAME, PASSPHRASE, SystemClock(), "siti")


def issue(folder: Path) -> None:
    key = new_key()
    with opened(folder / "authority", SystemClock()) as authority:
        issued = authority.issue("Pusat", HolderKind.CENTRE, key.public_key(), 730)
    write_sealing_key(folder, SealingKey(key, issued.certificate), None)


def revoke(folder: Path) -> None:
    serial = read_register(folder / "authority")[0].serial
    with opened(folder / "authority", SystemClock()) as authority:
        authority.revoke(serial, RevocationReason.KEY_COMPROMISE)


def passphrase(folder: Path) -> None:
    with opened(folder / "authority", SystemClock()) as authority:
        authority.change_passphrase(PASSPHRASE)


Step = Callable[[Path], None]
_STEPS: dict[str, Step] = {step.__name__: step for step in (init, issue, revoke, passphrase)}


def _run_until(number: int, step: Step, folder: Path) -> None:
    """Dies at that call of fsync: what was written until then is in its file, what comes after it is not."""
    calls = itertools.count(1)
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        real(descriptor)

    with mock.patch("os.fsync", fsync):
        step(folder)


def main() -> None:
    step, place = _STEPS[sys.argv[1]], Path(sys.argv[2])
    for number in range(1, 100):
        folder = place / str(number)
        folder.mkdir()
        shutil.copytree(place / "made", folder / "authority")
        child = os.fork()
        if child == 0:
            _run_until(number, step, folder)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
