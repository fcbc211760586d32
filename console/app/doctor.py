"""``ronda doctor``: looks at everything that Ronda needs on a machine and says what is missing and how to mend it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from console.app.hardware import remember, try_hardware
from console.auth.console_key import key_in
from console.auth.vault import KeyringVault
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.paths import Paths
from console.base.screen import has_screen
from console.net.client import CentreClient
from console.proof.certificates import common_name, is_in_force

_CHECK_TIMEOUT_S = 30.0
_WANTED_FREE_BYTES = 2 * 2**30
_SYSTEM_PYTHON = "/usr/bin/python3"
_FARM_IMPORT = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer"


@dataclass(frozen=True)
class Finding:
    """One thing looked at; the sentences are ``doctor-<what>-good`` and ``doctor-<what>-bad`` (what to do)."""

    what: str
    good: bool
    needed: bool = True
    """False for what only the demo or comfort needs."""
    details: dict[str, str] = field(default_factory=dict)


def examine(centre_url: str | None) -> list[Finding]:
    """Takes a few seconds; keeps what it found of the graphics card for the console, and changes nothing else."""
    checks: list[Callable[[], list[Finding]]] = [_media, _display, _keyring, _console_key, _disk, _farm]
    findings = [finding for check in checks for finding in check()]
    return findings + (_centre(centre_url) if centre_url else [])


def _media() -> list[Finding]:
    found = _self_check()
    codecs: dict[str, bool] = found.get("codecs", {})
    missing = sorted(name for name, known in codecs.items() if not known)
    findings = [
        Finding("ffmpeg", bool(codecs) and not missing, details={"missing": ", ".join(missing) or "–"}),
        Finding("libvlc", found.get("libvlc") is not None, details={"version": str(found.get("libvlc") or "–")}),
        Finding("plugins", bool(found.get("instance"))),
        Finding("picture", bool(found.get("picture"))),
    ]
    # Without libVLC nothing can be tried, and no driver is to blame.
    return [*findings, *(_hardware() if found.get("picture") else [])]


def _self_check() -> dict[str, Any]:
    """In a process of its own: a broken codec library must not take the doctor down."""
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "console.media.worker.self_check"],
            capture_output=True,
            timeout=_CHECK_TIMEOUT_S,
            check=True,
            text=True,
        )
        answer: dict[str, Any] = json.loads(finished.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {}
    return answer


def _hardware() -> list[Finding]:
    """No graphics card is no fault: the processor decodes."""
    found = try_hardware()
    # A disk that takes nothing is told by the check of the disk; the console then decodes with the processor.
    with suppress(KnownError, OSError):
        remember(Paths.for_user().ensure(), found)
    return [Finding(f"hardware-{found}", found in {"works", "none"}, needed=False)]


def _display() -> list[Finding]:
    return [Finding("display", has_screen(), needed=False, details={"display": os.environ.get("DISPLAY", "–")})]


def _keyring() -> list[Finding]:
    return [Finding("keyring", KeyringVault().available(), needed=False)]


def _console_key() -> list[Finding]:
    """Told by the certificate alone: opening the key would ask for its passphrase."""
    try:
        chain = key_in(Paths.for_user().data_folder, None).certificates()
    except KnownError:
        chain = ()
    if not chain:
        return [Finding("console-key", good=False, needed=False)]
    until = f"{chain[0].not_valid_after_utc:%Y-%m-%d}"
    good = is_in_force(chain[0], SystemClock().now_utc())
    return [Finding("console-key", good, needed=False, details={"name": common_name(chain[0]), "until": until})]


def _disk() -> list[Finding]:
    paths = Paths.for_user()
    try:
        paths.ensure()
        free_bytes = shutil.disk_usage(paths.data_folder).free
        writable = os.access(paths.data_folder, os.W_OK) and os.access(paths.cache_folder, os.W_OK)
    except OSError:
        free_bytes, writable = 0, False
    details = {"folder": str(paths.data_folder), "free_mib": str(free_bytes // 2**20)}
    return [Finding("disk", writable and free_bytes >= _WANTED_FREE_BYTES, details=details)]


def _farm() -> list[Finding]:
    try:
        finished = subprocess.run(
            [_SYSTEM_PYTHON, "-c", _FARM_IMPORT], capture_output=True, timeout=_CHECK_TIMEOUT_S, check=False
        )
        good = finished.returncode == 0
    except (OSError, subprocess.SubprocessError):
        good = False
    return [Finding("farm", good, needed=False)]


def _centre(url: str) -> list[Finding]:
    client = None
    try:
        client = CentreClient(url)
        client.check_answers()
    except KnownError as error:
        return [Finding("centre", good=False, details={"url": url, "code": error.code})]
    finally:
        if client is not None:
            client.close()
    return [Finding("centre", good=True, details={"url": url, "code": ""})]
