"""``ronda evidence verify`` says in plain words what is proven, and its exit code says it to scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.cli.main import main
from console.exhibit import alone
from console.exhibit.package import pack
from console.exhibit.working import NoCopy
from tests.helpers.exhibits import (
    COPY,
    FACTS,
    NOW_UTC,
    NUMBER,
    authority,
    copied_exhibit,
    described_exhibit,
    sealer,
    small_exhibit,
    tiny_mp4,
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return pack(small_exhibit(tmp_path), sealer(), tmp_path / "packages", NOW_UTC)


@pytest.fixture
def ca(tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    path.write_bytes(authority().pem)
    return str(path)


def test_a_proven_package(package: Path, ca: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "verify", str(package), "--ca", ca]) == 0
    told = capsys.readouterr().out
    assert NUMBER in told
    assert "UTUH" in told
    assert "Disegel oleh Ruang Kendali Semarang" in told
    assert "Tanpa cap waktu" in told
    assert "HASIL: utuh, dan penyegelnya dipastikan." in told


def test_a_package_of_whom_nobody_vouches(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "verify", str(package)]) == 4
    assert "--ca" in capsys.readouterr().out


def test_a_changed_package_names_its_files(package: Path, ca: str, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "data/metadata/time.json").write_bytes(b"{}")
    (package / "data/stills/1204/20261126T030000Z.jpg").unlink()
    assert main(["evidence", "verify", str(package), "--ca", ca]) == 3
    told = capsys.readouterr().out
    assert "berubah: data/metadata/time.json" in told
    assert "hilang: data/stills/1204/20261126T030000Z.jpg" in told
    assert "jangan dipakai sebagai bukti" in told


def test_what_is_no_package_is_told_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "verify", str(tmp_path)]) == 1
    assert "bukan paket bukti" in capsys.readouterr().err


def test_working_copies_are_told_with_what_they_say_of_themselves(
    tmp_path: Path, ca: str, capsys: pytest.CaptureFixture[str]
) -> None:
    package = pack(copied_exhibit(tmp_path), sealer(), tmp_path / "packages", NOW_UTC)
    assert main(["evidence", "verify", str(package), "--ca", ca]) == 0
    told = capsys.readouterr().out
    assert f"Salinan kerja data/{COPY}: gambarnya sama persis dengan rekaman asli." in told
    assert f"kamera {FACTS.source}" in told
    (package / "data" / COPY).write_bytes(tiny_mp4())
    assert main(["evidence", "verify", str(package), "--ca", ca]) == 3
    assert "Segelnya sendiri tidak terbaca" in capsys.readouterr().out


def test_a_recording_without_a_copy_is_told(tmp_path: Path, ca: str, capsys: pytest.CaptureFixture[str]) -> None:
    exhibit = copied_exhibit(tmp_path, lambda *_: NoCopy.CODEC)
    package = pack(exhibit, sealer(), tmp_path / "packages", NOW_UTC)
    assert main(["evidence", "verify", str(package), "--ca", ca]) == 0
    assert "Tidak ada salinan kerja untuk data/original/1204/20261126T040000Z.mp4" in capsys.readouterr().out


def test_sidecars_are_told_with_what_they_claim(tmp_path: Path, ca: str, capsys: pytest.CaptureFixture[str]) -> None:
    package = pack(described_exhibit(tmp_path), sealer(), tmp_path / "packages", NOW_UTC)
    assert main(["evidence", "verify", str(package), "--ca", ca]) == 0
    told = capsys.readouterr().out
    sidecar = package / "data" / COPY.replace(".mp4", ".c2pa")
    name = sidecar.relative_to(package).as_posix()
    assert f"Berkas C2PA {name} cocok dan dibuat oleh penyegel paket ini." in told
    assert "dikemas ulang dari original/1204/20261126T040000Z.mp4 tanpa disandikan ulang" in told
    assert f"kamera {FACTS.source}, laporan SMG-20261126-0001; tanpa cap waktu sendiri." in told
    (package / alone.SIGNATURE).write_bytes(b"none")
    assert main(["evidence", "verify", str(package), "--ca", ca]) == 3
    told = capsys.readouterr().out
    assert f"Berkas C2PA {name} cocok, tetapi tidak dapat dipastikan dari siapa." in told
    assert "dibuat oleh penyegel" not in told
    sidecar.write_bytes(b"x")
    assert main(["evidence", "verify", str(package), "--ca", ca]) == 3
    told = capsys.readouterr().out
    assert f"berubah: {name}" in told
    assert f"Berkas C2PA {name} tidak cocok dengan berkasnya" in told
