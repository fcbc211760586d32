"""``ronda city`` and ``ronda farm``: what they write, and what they ask of the environment."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.cli import farm
from tests.helpers.ports import free_port


def _run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    farm.add_parser(parser.add_subparsers())
    parsed = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = parsed.run
    return run(parsed)


def test_the_city_is_written_with_the_farms_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("city", "write", "--out", str(tmp_path / "city"), "--rtsp-base", "rtsp://farm.test:1") == 0
    written = json.loads(capsys.readouterr().out)
    with Path(written["cameras"]).open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["sub_url"] == "rtsp://farm.test:1/traffic-001/sub"
    assert Path(written["areas"]).is_file()
    assert Path(written["offline"]).is_file()


def test_the_password_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("city", "write", "--out", str(tmp_path), "--password-env", "FARM_TEST_PASSWORD")
    monkeypatch.delenv("FARM_TEST_PASSWORD", raising=False)
    with pytest.raises(KnownError, match=r"farm\.no_password"):
        _run(*arguments)
    monkeypatch.setenv("FARM_TEST_PASSWORD", "hidden")
    assert _run(*arguments) == 0
    with (tmp_path / "cameras.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["password"] == "hidden"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match=r"city\.unwritable"):
        _run("city", "write", "--out", str(tmp_path / "file" / "city"))


def test_a_farm_without_a_password_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RONDA_FARM_PASSWORD", raising=False)
    with pytest.raises(KnownError, match=r"farm\.no_password"):
        _run("farm", "serve")


@pytest.mark.parametrize("action", [("fault", "traffic-001", "freeze"), ("status",)])
def test_the_switchboard_needs_a_token_and_a_farm(action: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("farm", *action, "--switchboard-port", str(free_port()))
    monkeypatch.delenv(farm.TOKEN_VARIABLE, raising=False)
    with pytest.raises(KnownError, match=r"farm\.no_token"):
        _run(*arguments)
    monkeypatch.setenv(farm.TOKEN_VARIABLE, "token")
    with pytest.raises(KnownError, match=r"farm\.unreachable"):
        _run(*arguments)


def test_a_fault_that_does_not_exist_is_a_wrong_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _run("farm", "fault", "traffic-001", "explode", "--switchboard-port", "1")
    assert "freeze" in capsys.readouterr().err
