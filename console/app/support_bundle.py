"""The support file: what somebody elsewhere needs to find a fault, as a ZIP, without secrets, names of people or pictures."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import distributions
from pathlib import Path
from urllib.parse import quote

from console import __version__
from console.app.crash_reports import CrashReports
from console.app.doctor import Finding
from console.base.clock import Clock
from console.base.os_errors import disk_errors
from console.base.paths import Paths
from console.base.scrubbing import scrub
from console.settings.options import CENTRE_URL, OPTIONS, USERNAME
from console.store.inspection import DatabaseFacts, database_facts

_MOST_LOG_BYTES = 5 * 2**20
"""Of each log file: its end."""
_MOST_METRICS_BYTES = 4 * 2**20
_PERSONAL = frozenset({USERNAME.key, CENTRE_URL.key})
_SECRET_NAME = re.compile(r"(?i)pass|pwd|secret|token|key|credential|auth|cookie")
_SHORTEST_SECRET = 4
_FRAME = re.compile(r'^\s*(?:File ".*", line \d+|Thread 0x|Current thread|Fatal Python error|Traceback )')
_RAISED = re.compile(r"^(?P<kind>[A-Za-z_][\w.]*)(?::|$)")
_LINE_BEGINS = re.compile(r"^(?:\d{4}-\d\d-\d\dT|\{)")


def write_bundle(file: Path, paths: Paths, findings: Iterable[Finding], metrics: Path | None, clock: Clock) -> Path:
    """Whole or not at all, readable by its maker alone. Raises KnownError disk.*."""
    known = _known_secrets(os.environ)
    beside = file.with_name(file.name + ".new")
    with disk_errors(file):
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "w+b") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, text in _members(paths, findings, metrics, clock):
                    archive.writestr(name, _without(known, scrub(text)))
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    return file


def _members(
    paths: Paths, findings: Iterable[Finding], metrics: Path | None, clock: Clock
) -> Iterable[tuple[str, str]]:
    data = paths.data_folder
    yield "about.json", _json(_about(clock))
    yield "findings.json", _json([{"what": one.what, "good": one.good, **one.details} for one in findings])
    yield "settings.json", _json(_settings(data / "settings.json"))
    yield "databases.json", _json(_databases(paths))
    yield "disk.json", _json(_disk(paths))
    for path in sorted((data / "logs").glob("*.log*")):
        yield f"logs/{path.name}", _reduced(_end_of(path))
    for path in CrashReports(data / "crashes").all():
        yield f"crashes/{path.name}", _reduced(_end_of(path))
    if metrics is not None and metrics.stat().st_size <= _MOST_METRICS_BYTES:
        # Parsed and written anew: what is no JSON is no metrics file of ours.
        yield "metrics.json", _json(_loaded(metrics))


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False, default=str)


def _about(clock: Clock) -> dict[str, object]:
    packages = {one.name: one.version for one in distributions()}
    return {
        "ronda": __version__,
        "made_utc": clock.now_utc().isoformat(timespec="seconds"),
        "python": sys.version,
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "packages": dict(sorted(packages.items())),
    }


def _settings(path: Path) -> dict[str, object]:
    """Only options that we know and that are about no person; of others it is told how many there are."""
    found = _loaded(path) if path.exists() else {}
    if not isinstance(found, dict):
        return {"fault": "no object"}
    told: dict[str, object] = {}
    for option in OPTIONS:
        if option.key in found and option.key not in _PERSONAL:
            value = found[option.key]
            # What has room for anything is told by its size alone.
            told[option.key] = value if isinstance(value, bool | int | float) else f"{len(str(value))} characters"
    return {"known": told, "others": len(found.keys() - told.keys())}


def _loaded(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {"fault": "no JSON"}


def _databases(paths: Paths) -> dict[str, DatabaseFacts | dict[str, object]]:
    told: dict[str, DatabaseFacts | dict[str, object]] = {}
    for folder in (paths.data_folder, paths.cache_folder):
        for path in sorted((*folder.glob("**/*.sqlite"), *folder.glob("**/*.db"))):
            facts = database_facts(path)
            told[f"{folder.name}/{path.stem}-{len(told)}"] = {
                "bytes": path.stat().st_size,
                "version": facts.version,
                "rows": facts.rows,
                "fault": facts.fault,
            }
    return told


def _disk(paths: Paths) -> dict[str, dict[str, int]]:
    told = {}
    for name, folder in (("data", paths.data_folder), ("cache", paths.cache_folder)):
        usage = shutil.disk_usage(folder)
        sizes = Counter(path.suffix for path in folder.rglob("*") if path.is_file())
        told[name] = {"free_bytes": usage.free, "size_bytes": usage.total, "files": sizes.total()}
    return told


def _end_of(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _MOST_LOG_BYTES))
        return file.read().decode("utf-8", "replace")


def _reduced(text: str) -> str:
    """Of exceptions only where and of which kind: their words are anybody's, and may be a bare password."""
    kept: list[str] = []
    in_trace = False
    for line in text.splitlines():
        if _FRAME.match(line):
            in_trace = True
            kept.append(line)
        elif _LINE_BEGINS.match(line):
            in_trace = False
            kept.append(_without_exception(line))
        elif line in {"", "Last log lines:"}:
            in_trace = in_trace and line == ""
            kept.append(line)
        elif in_trace and (raised := _RAISED.match(line)):
            kept.append(f"{raised['kind']}: ***")
    return "\n".join(kept) + "\n"


def _without_exception(line: str) -> str:
    """A line of JSON with the words of its exception reduced in the same way."""
    if not line.startswith("{"):
        return line
    try:
        told = json.loads(line)
    except ValueError:
        return "{}"
    if isinstance(told, dict) and isinstance(told.get("exception"), str):
        told["exception"] = _reduced(told["exception"])
    return json.dumps(told, ensure_ascii=False)


def _known_secrets(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Values of the environment that are named like secrets, in the forms that they travel in; the longest first."""
    values = {
        value
        for name, value in environment.items()
        if _SECRET_NAME.search(name) and len(value) >= _SHORTEST_SECRET and not value.startswith("/")
    }
    forms = {form for value in values for form in (value, quote(value, safe=""), json.dumps(value)[1:-1])}
    return tuple(sorted(forms, key=len, reverse=True))


def _without(known: Iterable[str], text: str) -> str:
    for secret in known:
        text = text.replace(secret, "***")
    return text
