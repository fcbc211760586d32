"""``ronda doctor --bundle`` as it is typed: the findings on the screen, the support file where it was asked for."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from console.app import doctor
from console.app.doctor import Finding
from console.cli.main import main

SECRET = "kata-sandi-yang-rahasia"


def test_the_support_file_has_the_findings_and_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [Finding("picture", good=True, needed=True), Finding("display", good=False, needed=True)]
    monkeypatch.setattr(doctor, "examine", lambda _centre: found)
    monkeypatch.setenv("RONDA_HOME", str(tmp_path / "ronda"))
    monkeypatch.setenv("RONDA_PASSWORD", SECRET)
    crashes = tmp_path / "ronda" / "data" / "crashes"
    crashes.mkdir(parents=True)
    (crashes / "20261123T141414000000-bug.new.txt").write_text(f"RuntimeError: {SECRET}\n", "utf-8")
    bundle = tmp_path / "dukungan.zip"
    assert main(["doctor", "--bundle", str(bundle)]) == 1, "a screen is missing"
    assert str(bundle) in capsys.readouterr().out
    with zipfile.ZipFile(bundle) as archive:
        whole = {name: archive.read(name).decode() for name in archive.namelist()}
    assert [one["what"] for one in json.loads(whole["findings.json"])] == ["picture", "display"]
    assert not any(SECRET in text for text in whole.values())
    assert bundle.stat().st_mode & 0o077 == 0
