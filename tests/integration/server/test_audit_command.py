"""``ronda audit`` beside a centre's database: verified in words, searched as a table, signed and taken elsewhere."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from console.base.ids import new_id
from console.cli.main import main
from console.domain.audit_act import AuditAct
from console.domain.roles import Role
from tests.helpers.centre import RunningCentre, TestCamera
from tests.helpers.chains import ConsoleLines


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningCentre]:
    """With one console's chain of a viewing at 14:05 to 14:09."""
    monkeypatch.setenv("RONDA_LANGUAGE", "id")
    monkeypatch.setattr(os, "umask", lambda _mask: 0)
    running = RunningCentre(tmp_path)
    running.add_cameras([TestCamera("kam-001", 1)])
    running.add_user("operator", Role.OPERATOR)
    running.start()
    console = ConsoleLines()
    console.act(AuditAct.VIEW_BEGUN, "kam-001", 5)
    console.act(AuditAct.VIEW_ENDED, "kam-001", 9)
    sent = running.client("operator").call("POST", f"/v1/audit/chains/{new_id()}", {"lines": console.lines})
    assert sent.status_code == 200
    yield running
    running.close()


def _run(centre: RunningCentre, *arguments: str) -> int:
    return main(["audit", *arguments, "--database", centre.settings.database_url])


def test_the_database_is_verified_in_words_until_a_line_is_changed(
    centre: RunningCentre, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(centre, "verify", "--centre") == 0
    said = capsys.readouterr().out
    assert "Rantai pusat" in said
    assert "Semua yang dibaca utuh." in said
    harm = text("UPDATE audit SET line = replace(line, 'operator', 'penyusup') WHERE action = 'view_ended'")
    centre.centre.database.write(lambda connection: connection.execute(harm))
    assert _run(centre, "verify", "--centre") == 4
    said = capsys.readouterr().out
    assert "rusak pada baris 2: isinya diubah" in said


def test_who_saw_a_camera_comes_as_a_table(centre: RunningCentre, capsys: pytest.CaptureFixture[str]) -> None:
    period = ("--from", "2026-11-23T21:00+07:00", "--to", "2026-11-23T22:00+07:00")
    assert _run(centre, "search", "--camera", "kam-001", *period) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff")))
    assert (row["actor"], row["from_utc"], row["to_utc"]) == (
        "operator",
        "2026-11-23T14:05:00.000Z",
        "2026-11-23T14:09:00.000Z",
    )
    assert ("exported", "command line") in [(row["action"], row["username"]) for row in centre.rows("audit")]


@pytest.mark.parametrize(
    "wish",
    [
        ("--camera", "kam-001"),
        ("--camera", "kam-001", "--from", "2026-11-23T22:00+07:00", "--to", "2026-11-23T21:00+07:00"),
        ("--flag", "SMG-20261123-0099"),
    ],
)
def test_a_search_for_nothing_is_told(
    centre: RunningCentre, capsys: pytest.CaptureFixture[str], wish: tuple[str, ...]
) -> None:
    assert _run(centre, "search", *wish) == 1
    assert capsys.readouterr().err.startswith("ronda: ")


def test_a_checkpoint_and_an_export_are_verified_elsewhere(
    centre: RunningCentre, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(centre, "checkpoint") == 0
    signed = json.loads(capsys.readouterr().out)
    assert len(json.loads(signed["body"])["heads"]) == 2
    assert _run(centre, "export", str(tmp_path / "keluar")) == 0
    capsys.readouterr()
    assert main(["audit", "verify", str(tmp_path / "keluar"), "--key", signed["public_key"]]) == 0
    assert "pernyataan bertanda tangan dari pusat cocok" in capsys.readouterr().out
    assert main(["audit", "verify", str(tmp_path / "keluar"), "--key", "AAAA"]) == 4
    assert main(["audit", "verify", str(tmp_path / "tidak-ada")]) == 1
