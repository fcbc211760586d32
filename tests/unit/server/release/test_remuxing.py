"""The process that remuxes may end in any way: the centre takes it for what it is."""

from __future__ import annotations

import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.exhibit.working import NoCopy
from console.server.release.remuxing import remux

NOW_UTC = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


def _program(folder: Path, monkeypatch: pytest.MonkeyPatch, says: str) -> None:
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{says}\n", encoding="ascii")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(program))


@pytest.mark.parametrize(
    ("says", "fault"),
    [
        ("""echo '{"fault": ""}'""", None),
        ("""echo '{"fault": "codec"}'""", NoCopy.CODEC),
        ("""echo '{"fault": "damaged"}'""", NoCopy.DAMAGED),
        ("""echo '{"fault": "of another version"}'""", NoCopy.FAILED),
        ("echo garbage", NoCopy.FAILED),
        ("echo '[]'", NoCopy.FAILED),
        ("kill -SEGV $$", NoCopy.FAILED),
        ("exit 1", NoCopy.FAILED),
    ],
)
def test_every_end_has_its_meaning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, fault: NoCopy | None
) -> None:
    _program(tmp_path, monkeypatch, says)
    assert remux(tmp_path / "source", tmp_path / "target", NOW_UTC) is fault


def test_a_full_disk_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, monkeypatch, """echo '{"fault": "disk.full"}'""")
    with pytest.raises(KnownError) as caught:
        remux(tmp_path / "source", tmp_path / "target", NOW_UTC)
    assert caught.value.code == "disk.full"
