"""``ronda centre wall``: machines are added with a secret that is told once, listed and revoked."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.cli import centre as command


def _run(folder: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    place = ["--database", f"sqlite:///{folder / 'centre.sqlite'}"]
    parsed = parser.parse_args(["centre", "wall", *arguments, *place])
    return int(parsed.run(parsed))


def test_a_machine_is_added_with_its_wall_listed_revoked_and_added_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, "add", "kiri", "--wall", "utama", "--area", "33.74", "--screens", "1,2") == 0
    told = capsys.readouterr()
    secret = told.out.strip()
    assert len(secret) > 40
    assert secret not in told.err
    assert _run(tmp_path, "list") == 0
    assert capsys.readouterr().out == "kiri\tutama\t1,2\n"
    with pytest.raises(KnownError, match="machine_exists"):
        _run(tmp_path, "add", "kiri", "--wall", "utama")
    assert _run(tmp_path, "revoke", "kiri") == 0
    assert _run(tmp_path, "add", "kiri", "--wall", "utama") == 0
    assert capsys.readouterr().out.splitlines()[-1] != secret
    assert _run(tmp_path, "list") == 0
    assert capsys.readouterr().out == "kiri\tutama\tall\n"


def test_a_person_cannot_be_given_the_role_of_a_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    with pytest.raises(SystemExit):
        parser.parse_args(["centre", "user", "add", "x", "--role", "wall_machine", "--scope", "33.74"])
    assert "wall_machine" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
