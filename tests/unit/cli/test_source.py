"""``ronda centre source``: from a settings file to cameras in the directory, in words that tell no address."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from console.base.errors import KnownError
from console.cli import centre as command
from console.server.sources.onvif.discovery import FoundDevice
from console.server.sources.taking import OK
from tests.helpers.centre import CITY, RunningCentre

_SECRET = "sandi-nvr"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A centre's folder with one area, and a file of cameras with the settings that read it."""
    monkeypatch.setenv("RONDA_LANGUAGE", "en")
    city = RunningCentre(tmp_path)
    city.add_areas({CITY: "Kota Semarang"})
    city.close()
    _write(tmp_path, range(1, 13))
    settings = {
        "file": str(tmp_path / "cctv.json"),
        "format": "json",
        "records": "cctv",
        "fields": {"key": "kode", "name": "nama", "sub_url": "rtsp"},
    }
    (tmp_path / "settings.json").write_text(json.dumps(settings))
    return tmp_path


def _write(folder: Path, numbers: range) -> None:
    cameras: list[dict[str, Any]] = [
        {"kode": f"k{number}", "nama": f"Pos {number}", "rtsp": f"rtsp://admin:{_SECRET}@10.0.0.{number}/sub"}
        for number in numbers
    ]
    (folder / "cctv.json").write_text(json.dumps({"cctv": [*cameras, {"kode": "k99", "nama": "Rusak"}]}))


def _run(folder: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    place = ["--database", f"sqlite:///{folder / 'centre.sqlite'}"]
    parsed = parser.parse_args(["centre", "source", *arguments, *place])
    return int(parsed.run(parsed))


def _add(folder: Path, *more: str) -> int:
    settings = str(folder / "settings.json")
    plain = ("--kind", "mapping", "--settings", settings, "--first-number", "900", "--area", CITY, "--every", "30")
    return _run(folder, "add", "atcs", *plain, *more)


def test_a_source_is_added_tried_read_asked_about_and_removed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*arguments: str) -> list[str]:
        assert _run(folder, *arguments) == 0
        out = capsys.readouterr().out
        assert _SECRET not in out
        assert "10.0.0." not in out
        return out.splitlines()

    assert _add(folder) == 0
    assert capsys.readouterr().out == "atcs: added\n"
    tried = said("test", "atcs")
    assert tried[0] == "+ atcs.k1 · 900 · Pos 1"
    assert tried[-2:] == [
        "! 13: tidak ada alamat siaran / neither main_url nor sub_url",
        "told 13 · added 12 · changed 0 · missing 0 · unchanged 0 · left out 1",
    ]
    assert said("list")[0].split("\t")[:4] == ["atcs", "mapping", "atcs", "cameras 0"]
    assert said("run", "atcs")[-1] == "atcs: told 13 · added 12 · changed 0 · removed 0 · unchanged 0 · left out 1"
    _write(folder, range(3, 13))
    asked = said("run", "atcs")
    assert asked[-2:] == ["? atcs.k1 · 900 · Pos 1", "? atcs.k2 · 901 · Pos 2"]
    assert "more than a tenth" in asked[-3]
    shown = said("show", "atcs")
    assert shown[-2:] == ["? atcs.k1", "? atcs.k2"]
    assert "waits for approve 2" in said("list")[0]
    assert said("approve", "atcs", "--count", "2") == ["atcs: 2 cameras removed"]
    assert said("list")[0].split("\t")[5] == OK
    assert said("remove", "atcs") == ["atcs: removed; 10 cameras stay"]
    assert said("list") == []


def test_the_password_comes_from_a_variable_and_never_from_an_argument(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KnownError) as caught:
        _add(folder, "--user", "petugas")
    assert caught.value.code == "centre.password_missing"
    monkeypatch.setenv("RONDA_SOURCE_PASSWORD", _SECRET)
    assert _add(folder, "--user", "petugas") == 0
    assert _SECRET.encode() not in (folder / "centre.sqlite").read_bytes()
    city = RunningCentre(folder)
    (row,) = city.rows("sources")
    assert city.centre.keys.unseal(row["login"]).password.reveal() == _SECRET
    city.close()


def test_devices_of_the_network_are_listed_without_a_centre(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found(_clock: object, seconds: float, *, interface: str) -> list[FoundDevice]:
        assert (seconds, interface) == (1.5, "10.0.0.2")
        return [FoundDevice("http://10.1.2.3:80/onvif/device_service", "Pos Kali")]

    monkeypatch.setattr("console.cli.source.discover", found)
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    parsed = parser.parse_args(["centre", "source", "discover", "--seconds", "1.5", "--interface", "10.0.0.2"])
    assert parsed.run(parsed) == 0
    assert capsys.readouterr().out == "http://10.1.2.3:80/onvif/device_service\tPos Kali\n"


def test_wrong_arguments_and_settings_are_named(folder: Path) -> None:
    file = folder / "settings.json"
    good = file.read_text()
    wrong: list[tuple[list[str], str, str]] = [
        (["--group-area", "Utara"], good, "group-area"),
        (["--group-area", "Utara=x"], good, "group-area"),
        (["--area", "Semarang"], good, "area"),
        (["--every", "0"], good, "every"),
        ([], '{"format": "xml"}', "fields"),
        (["--ca", "missing.pem"], good, "source.bad_ca"),
        ([], "[]", "source.settings_file"),
        ([], "{", "source.settings_file"),
    ]
    found = []
    for more, content, _ in wrong:
        file.write_text(content)
        with pytest.raises(KnownError) as caught:
            _add(folder, *more)
        found.append(caught.value.params.get("field", caught.value.code))
    assert found == [what for _, _, what in wrong]
