"""A certificate authority for tests: made once a module, copied for each test, for stretching a passphrase takes its time."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from console.base.clock import Clock
from console.base.redaction import Secret
from console.server.authority.authority import Authority

PASSPHRASE = Secret("lima kata untuk ujian saja")
NAME = "Pemerintah Kota Semarang"


def copy_of(made: Path, folder: Path) -> Path:
    return Path(shutil.copytree(made, folder))


def opened(folder: Path, clock: Clock) -> Authority:
    return Authority(folder, PASSPHRASE, clock, "siti")


def openssl(*arguments: str | Path, given: bytes = b"") -> tuple[int, str]:
    """Exit code and all that it said."""
    done = subprocess.run(["openssl", *map(str, arguments)], input=given, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


def verified(certificate: Path, authority: Path, at_utc: datetime, more: Sequence[str] = ()) -> tuple[int, str]:
    """What openssl says of a certificate at that time, with the list of the revoked."""
    time = ("-attime", str(int(at_utc.timestamp())))
    return openssl("verify", "-crl_check", "-x509_strict", *time, "-CAfile", authority, *more, certificate)
