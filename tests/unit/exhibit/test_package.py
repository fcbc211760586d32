"""Packages are whole or not there, hold what was given byte for byte, and stand without Ronda."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from console.base.errors import BugError, KnownError
from console.exhibit import alone
from console.exhibit.package import ExhibitFile, pack
from console.proof.chain_check import check_chain
from tests.helpers.exhibits import (
    CLIP,
    NOW_UTC,
    NUMBER,
    STILL,
    authority,
    described_exhibit,
    openssl,
    sealer,
    small_exhibit,
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "packages"
    return pack(small_exhibit(tmp_path), sealer(), folder, NOW_UTC)


def test_originals_are_the_bytes_that_were_given(package: Path) -> None:
    assert package.name == NUMBER
    assert (package / "data/original/1204/20261126T030000Z.mp4").read_bytes() == CLIP
    assert (package / "data/stills/1204/20261126T030000Z.jpg").read_bytes() == STILL
    assert alone.check(package) == []


def test_what_was_done_before_and_while_packing_is_one_chain(package: Path) -> None:
    verdict = check_chain(package / alone.CUSTODY)
    assert verdict.fault is None
    assert [row.entry.action for row in verdict.rows] == ["captured", *["copied"] * 4, "sealed"]
    assert verdict.rows[0].entry.reason == "tawuran – Gg. Melati"


def test_a_line_break_in_the_information_makes_no_field_of_its_own(package: Path) -> None:
    info = (package / "bag-info.txt").read_text(encoding="utf-8")
    assert "Source-Organization: Dinas Kominfo Kota Semarang\n" in info
    assert "Time-Stamp: tanpa cap waktu / none\n" in info


def test_tools_of_every_linux_verify_it_in_a_clean_folder(tmp_path: Path) -> None:
    described = pack(described_exhibit(tmp_path), sealer(), tmp_path / "packages", NOW_UTC)
    clean = tmp_path / "polisi"
    shutil.copytree(described, clean / NUMBER)
    here = clean / NUMBER
    (clean / "ca.pem").write_bytes(authority().pem)
    bare = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    for name in (alone.SEAL, alone.TAG_MANIFEST, alone.MANIFEST):
        done = subprocess.run(
            ["sha256sum", "--check", "--strict", name], cwd=here, env=bare, capture_output=True, text=True, check=False
        )
        assert (done.returncode, "FAILED" in done.stdout) == (0, False), done.stdout + done.stderr
    words = (here / "VERIFIKASI/BACA-SAYA.txt").read_text(encoding="utf-8")
    (command,) = [line.strip() for line in words.splitlines() if line.strip().startswith("openssl cms -verify")]
    told = openssl(*command.split()[1:], folder=here)
    assert (told.returncode, "CMS Verification successful" in told.stderr) == (0, True), told.stderr
    script = [sys.executable, "-I", "VERIFIKASI/verify.py"]
    checked = subprocess.run(script, cwd=here, env=bare, capture_output=True, text=True, check=False)
    assert (checked.returncode, "UTUH" in checked.stdout) == (0, True), checked.stdout + checked.stderr

    assert "SALINAN KERJA, gambarnya sama persis dengan aslinya" in checked.stdout
    assert checked.stdout.count("BERKAS C2PA ada") == 2

    original = here / "data/original/1204/20261126T030000Z.mp4"
    original.write_bytes(CLIP[:-1] + b"!")
    (here / "data/sisipan.txt").write_text("x", encoding="ascii")
    checked = subprocess.run(script, cwd=here, env=bare, capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert "CHANGED: data/original/1204/20261126T030000Z.mp4" in checked.stdout
    assert "NOT LISTED: data/sisipan.txt" in checked.stdout


def test_a_file_that_is_another_one_by_now_is_not_packed(tmp_path: Path) -> None:
    exhibit = small_exhibit(tmp_path)
    (tmp_path / "clip").write_bytes(CLIP + b"!")
    with pytest.raises(KnownError) as caught:
        pack(exhibit, sealer(), tmp_path / "packages", NOW_UTC)
    assert (caught.value.code, caught.value.params["name"]) == ("exhibit.changed", "original/1204/20261126T030000Z.mp4")
    assert list((tmp_path / "packages").iterdir()) == []


def test_a_package_is_never_made_twice_and_a_torn_try_does_not_matter(tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    torn = folder / f".{NUMBER}.part" / "data"
    torn.mkdir(parents=True)
    (torn / "half").write_bytes(b"half")
    made = pack(small_exhibit(tmp_path), sealer(), folder, NOW_UTC)
    assert alone.check(made) == []
    with pytest.raises(KnownError) as caught:
        pack(small_exhibit(tmp_path), sealer(), folder, NOW_UTC)
    assert caught.value.code == "exhibit.exists"
    assert [path.name for path in folder.iterdir()] == [NUMBER]


@pytest.mark.parametrize("name", ["../outside", "/etc/x", "a//b", "a\\b", "a\nb", "stills/1204/20261126T030000Z.jpg"])
def test_no_name_leads_outside_or_comes_twice(tmp_path: Path, name: str) -> None:
    exhibit = small_exhibit(tmp_path)
    wrong = ExhibitFile(exhibit.files[0].source, name, exhibit.files[0].sha256)
    with pytest.raises(BugError):
        pack(replace(exhibit, files=(*exhibit.files, wrong)), sealer(), tmp_path / "packages", NOW_UTC)
