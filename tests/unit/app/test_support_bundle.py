"""The support file with secrets planted everywhere first: none of them is in it, in whatever form."""

from __future__ import annotations

import base64
import json
import logging
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from console.app.crash_reports import CrashReports
from console.app.doctor import Finding
from console.app.support_bundle import write_bundle
from console.base.clock import SystemClock
from console.base.log_lines import JsonLines, TextLines
from console.base.paths import Paths

_AT = datetime(2026, 11, 23, 14, 14, tzinfo=UTC)
_PLACES = (
    "settings-url",
    "settings-unknown",
    "settings-name",
    "log-url",
    "log-named",
    "log-raw",
    "log-json",
    "log-exception",
    "keyring",
    "environment",
    "logged-environment",
    "database",
    "crash",
    "crash-chain",
    "fault",
    "metrics",
    "finding",
    "key-file",
)


def _secret(place: str) -> str:
    return f"R4h/s!a ~{place}~é"


def _url(place: str) -> str:
    return f"rtsp://admin:{quote(_secret(place), safe='')}@10.0.0.5/main?password={quote(_secret(place), safe='')}"


def _forms(secret: str) -> Iterator[bytes]:
    """As it is, for addresses, for JSON, and as base64 at each of its three offsets."""
    raw = secret.encode()
    yield raw
    yield quote(secret, safe="").encode()
    yield quote(secret).encode()
    yield json.dumps(secret)[1:-1].encode()
    yield raw.hex().encode()
    for lead in range(3):
        coded = base64.b64encode(b"x" * lead + raw)
        # Without the characters that its neighbours have a part in.
        yield coded[4 if lead else 0 : -4]
        yield coded[4 if lead else 0 : -4].replace(b"+", b"-").replace(b"/", b"_")


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A machine on which somebody put a secret into everything that Ronda reads."""
    paths = Paths(tmp_path / "data", tmp_path / "cache").ensure()
    data = paths.data_folder
    monkeypatch.setenv("RONDA_PASSWORD", _secret("environment"))
    monkeypatch.setenv("CITY_API_TOKEN", _secret("logged-environment"))
    settings = {
        "centre_url": _url("settings-url"),
        "username": _secret("settings-name"),
        "x": _secret("settings-unknown"),
    }
    (data / "settings.json").write_text(json.dumps(settings | {"pictures_folder": _secret("settings-name")}))
    logs = data / "logs"
    logs.mkdir()
    raised = ValueError(_secret("log-exception"))
    told = [
        logging.makeLogRecord({"msg": f"could not open {_url('log-url')}", "levelname": "WARNING"}),
        logging.makeLogRecord({"msg": "password=%r", "args": (_secret("log-named"),)}),
        logging.makeLogRecord({"msg": "bug", "exc_info": (ValueError, raised, None)}),
        logging.makeLogRecord({"msg": f"sent {_secret('logged-environment')}"}),
    ]
    (logs / "console.log").write_text("".join(f"{TextLines().format(record)}\n" for record in told))
    (logs / "centre.log").write_text("".join(f"{JsonLines().format(record)}\n" for record in told))
    # Older lines, of before they were cleaned, and what was never one of ours.
    (logs / "console.log.1").write_text(f"2026-11-23T14:14:09Z WARNING x {_url('log-raw')}\n{_secret('log-raw')}\n")
    (logs / "centre.log.1").write_text(json.dumps({"message": "x", "exception": f"KeyError: {_secret('log-json')}"}))
    (data / "keyring_pass.cfg").write_text(f"[ronda]\nop = {base64.b64encode(_secret('keyring').encode()).decode()}\n")
    (data / "centre").mkdir()
    (data / "centre" / "centre.key").write_text(_secret("key-file"))
    with closing(sqlite3.connect(data / "centre" / "centre.sqlite")) as database, database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES ('0014')")
        database.execute("CREATE TABLE cameras (url TEXT, login BLOB)")
        database.execute("INSERT INTO cameras VALUES (?, ?)", (_url("database"), _secret("database").encode()))
    reports = CrashReports(data / "crashes")
    reports.keep_bug(_chained(), [f"opening {_url('crash')}"], _AT)
    (data / "fault.log").write_text(f"Fatal Python error: Aborted\n{_secret('fault')}\n")
    reports.keep_fault(data / "fault.log", logs / "console.log.1")
    (tmp_path / "metrics.json").write_text(json.dumps({"tiles": [{"camera": "kam-001", "reason": _url("metrics")}]}))
    return paths


def _chained() -> BaseException:
    cause = KeyError(_secret("crash-chain"))
    with pytest.raises(RuntimeError) as caught:
        raise RuntimeError(f"worse {_secret('crash')}\n{_secret('crash')}") from cause
    return caught.value


def _written(paths: Paths, tmp_path: Path) -> Path:
    findings = [Finding("centre", good=False, details={"url": _url("finding")})]
    return write_bundle(tmp_path / "out.zip", paths, findings, tmp_path / "metrics.json", SystemClock())


def test_no_planted_secret_is_in_the_archive_in_any_form(paths: Paths, tmp_path: Path) -> None:
    bundle = _written(paths, tmp_path)
    with zipfile.ZipFile(bundle) as archive:
        pieces = {name: archive.read(name) for name in archive.namelist()} | {"the file itself": bundle.read_bytes()}
    pieces["the names"] = "\n".join(pieces).encode()
    found = [
        (place, name, form)
        for place in _PLACES
        for form in _forms(_secret(place))
        for name, piece in pieces.items()
        if form in piece
    ]
    assert found == []
    # Nor the part of one that any cut in its middle would leave.
    assert [name for name, piece in pieces.items() if b"R4h/s" in piece or b"R4h%2Fs" in piece] == []


def test_what_somebody_needs_is_in_it(paths: Paths, tmp_path: Path) -> None:
    with zipfile.ZipFile(_written(paths, tmp_path)) as archive:
        read = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {"about.json", "findings.json", "settings.json", "databases.json", "disk.json", "metrics.json"} <= set(read)
    assert '"version": "0014"' in read["databases.json"]
    assert json.loads(read["databases.json"])["data/centre-0"]["rows"]["cameras"] == 1
    assert "rtsp://10.0.0.5/main" in read["logs/console.log"]
    assert "kam-001" in read["metrics.json"]
    crashes = [text for name, text in read.items() if name.startswith("crashes/")]
    assert len(crashes) == 2
    assert any("RuntimeError: ***" in text for text in crashes)
    assert any("Fatal Python error" in text for text in crashes)


def test_nobody_else_reads_it_and_nothing_half_written_stays(paths: Paths, tmp_path: Path) -> None:
    assert _written(paths, tmp_path).stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.new"))
