"""A working copy in the ONVIF Export File Format: what it says of itself, and a seal that others can check too."""

from __future__ import annotations

import struct
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from console.base.errors import KnownError
from console.exhibit.alone import pictures_digest
from console.exhibit.boxes import NotBoxesError, boxes, content, only
from console.exhibit.export_check import check_export
from console.exhibit.export_file import write_export
from tests.helpers.exhibits import FACTS, NOW_UTC, PICTURES, openssl, sealer, sealing, tiny_mp4


@pytest.fixture
def export(tmp_path: Path) -> Path:
    plain, path = tmp_path / "plain.mp4", tmp_path / "export.mp4"
    plain.write_bytes(tiny_mp4())
    write_export(plain, path, FACTS, sealer(), NOW_UTC)
    return path


def _code(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        check_export(path)
    return caught.value.code


def test_it_says_of_itself_what_it_was_told(export: Path) -> None:
    told = check_export(export)
    assert (told.unit, told.operator, told.source) == (FACTS.unit, FACTS.operator, FACTS.source)
    assert (told.start_utc, told.made_utc, told.statement) == (FACTS.start_utc, NOW_UTC, FACTS.statement)
    assert told.certificate == sealing().certificate


def test_times_are_counted_as_the_specification_counts_them(export: Path) -> None:
    """A hundred nanoseconds since 1601 for the start, seconds since 1904 for the export."""
    data = export.read_bytes()
    (start,) = struct.unpack_from(">Q", data, data.index(b"cstb") + 12)
    assert start == 11_644_473_600 * 10**7 + round(FACTS.start_utc.timestamp() * 10**6) * 10
    unit_ends = data.index(b"suep") + 8 + len(FACTS.unit.encode()) + len(FACTS.unit_url) + 3
    (made_s,) = struct.unpack_from(">Q", data, unit_ends)
    assert made_s == 2_082_844_800 + int(NOW_UTC.timestamp())


def test_the_pictures_lie_where_the_index_says(export: Path) -> None:
    data = export.read_bytes()
    (place,) = struct.unpack_from(">I", data, data.index(b"stco") + 12)
    assert data[place : place + len(PICTURES)] == PICTURES
    assert pictures_digest(export) is not None
    with export.open("rb") as file:
        assert [one.kind for one in boxes(file, 0, len(data))] == [b"ftyp", b"meta", b"moov", b"mdat"]


def test_the_seal_holds_for_openssl(export: Path, tmp_path: Path) -> None:
    data = bytearray(export.read_bytes())
    at = data.index(b"sibo") + 4
    length = sealing().key.key_size // 8
    (tmp_path / "signature").write_bytes(data[at : at + length])
    data[at : at + length] = bytes(length)
    (tmp_path / "zeroed").write_bytes(data)
    public = sealing().key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(public)
    options = ("-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:20")
    asked = ("dgst", "-sha256", "-verify", "key.pem", *options, "-signature", "signature", "zeroed")
    told = openssl(*asked, folder=tmp_path)
    assert told.stdout.strip() == "Verified OK", told.stdout + told.stderr


def test_any_change_breaks_the_seal(export: Path) -> None:
    whole = export.read_bytes()
    for at in range(0, len(whole), 13):
        changed = bytearray(whole)
        changed[at] ^= 0x10
        export.write_bytes(changed)
        assert _code(export) in {"export.broken", "export.unreadable"}, f"byte {at}"
    export.write_bytes(whole + b"\0\0\0\x08free")
    assert _code(export) == "export.broken"


@pytest.mark.parametrize("other", [b"", b"no boxes", tiny_mp4()])
def test_what_has_no_such_seal_is_told(tmp_path: Path, other: bytes) -> None:
    path = tmp_path / "other.mp4"
    path.write_bytes(other)
    assert _code(path) == "export.unreadable"


def test_a_file_with_its_pictures_first_is_not_taken(tmp_path: Path) -> None:
    plain = tmp_path / "plain.mp4"
    plain.write_bytes(tiny_mp4()[:20] + tiny_mp4()[88:] + tiny_mp4()[20:88])
    with pytest.raises(NotBoxesError):
        write_export(plain, tmp_path / "export.mp4", FACTS, sealer(), NOW_UTC)


def test_a_camera_of_no_known_place_has_none(export: Path, tmp_path: Path) -> None:
    without = tmp_path / "without.mp4"
    facts = type(FACTS)(**{**vars(FACTS), "place": None, "start_utc": FACTS.start_utc + timedelta(seconds=1)})
    write_export(tmp_path / "plain.mp4", without, facts, sealer(), NOW_UTC)
    assert b"loci" not in without.read_bytes()
    with export.open("rb") as file:
        moov = only(file, b"moov", 0, export.stat().st_size)
        udta = only(file, b"udta", moov.body, moov.end)
        loci = content(file, only(file, b"loci", udta.body, udta.end))
    at = loci.index(b"Gg. Melati\0") + 12
    longitude, latitude, _height = struct.unpack_from(">iii", loci, at)
    assert (round(longitude / 65_536, 4), round(latitude / 65_536, 4)) == (110.4167, -6.9667)
