"""What an examination tells of a package, and of what only looks like one."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.exhibit import alone
from console.exhibit.examine import examine
from console.exhibit.package import pack
from console.exhibit.seal import Sealer
from console.exhibit.trust import Authority, Trust, read_authority
from tests.helpers.exhibits import (
    NOW_UTC,
    NUMBER,
    Known,
    StampingService,
    authority,
    certified,
    revoked,
    sealer,
    sealing,
    small_exhibit,
)

CITY = Authority((authority().certificate,))


def _packed(folder: Path, by: Sealer | None = None) -> Path:
    return pack(small_exhibit(folder), by or sealer(), folder / "packages", NOW_UTC)


def _zipped(folder: Path, package: Path, **more: bytes) -> Path:
    path = folder / "package.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for one in sorted(package.rglob("*")):
            packed.write(one, f"{package.name}/{one.relative_to(package).as_posix()}")
        for name, content in more.items():
            packed.writestr(name, content)
    return path


def test_a_whole_package_of_the_city_is_proven(tmp_path: Path) -> None:
    verdict = examine(_packed(tmp_path), CITY, None)
    assert verdict.proven
    assert (verdict.number, verdict.sealed_by, verdict.trust) == (NUMBER, "Ruang Kendali Semarang", Trust.TRUSTED)
    assert (verdict.files, verdict.stamped, [row.seq for row in verdict.custody]) == (1, None, [1, 2, 3, 4, 5, 6])
    assert verdict.sealed_utc is not None
    assert abs(verdict.sealed_utc - datetime.now(UTC)) < timedelta(hours=1)


def test_a_zip_is_examined_like_its_folder(tmp_path: Path) -> None:
    verdict = examine(_zipped(tmp_path, _packed(tmp_path)), CITY, None)
    assert (verdict.proven, verdict.number) == (True, NUMBER)


def test_without_the_citys_certificate_it_is_intact_and_no_more(tmp_path: Path) -> None:
    verdict = examine(_packed(tmp_path), None, None)
    assert (verdict.intact, verdict.proven, verdict.trust) == (True, False, Trust.NOT_ASKED)


def _stranger() -> Known:
    return certified("Ruang Kendali Semarang", certified("CA Kota Semarang", ca=True))


def _not_an_authority() -> Known:
    # Somebody with a rightful certificate who certifies others with it.
    return certified("Ruang Kendali Semarang", sealing())


def _old() -> Known:
    return certified("Ruang Kendali Semarang", authority(), days=0)


@pytest.mark.parametrize(
    ("make", "trust"), [(_stranger, Trust.UNKNOWN), (_not_an_authority, Trust.UNKNOWN), (_old, Trust.EXPIRED)]
)
def test_a_seal_of_somebody_else_is_told(tmp_path: Path, make: type, trust: Trust) -> None:
    other = make()
    verdict = examine(_packed(tmp_path, Sealer(other.key, other.certificate, (sealing().certificate,))), CITY, None)
    assert (verdict.intact, verdict.proven, verdict.trust) == (True, False, trust)


def test_what_was_revoked_is_trusted_only_where_a_service_saw_it_before(tmp_path: Path) -> None:
    service = StampingService.begin(tmp_path)
    stamped = Sealer(sealing().key, sealing().certificate, stamp=service.stamp)
    package, bare = _packed(tmp_path, stamped), tmp_path / "bare"
    bare.mkdir()
    later = datetime.now(UTC) + timedelta(days=3)
    (tmp_path / "ca.pem").write_bytes(authority().pem + revoked(sealing(), authority(), later))
    city = read_authority(tmp_path / "ca.pem")
    services = Authority((service.root.certificate,))

    assert examine(package, city, services).trust is Trust.TRUSTED
    assert examine(package, city, None).trust is Trust.REVOKED, "a stamp of nobody knows whom"
    assert examine(_packed(bare), city, services).trust is Trust.REVOKED, "its own word alone"
    forged = authority().pem + revoked(sealing(), _stranger(), later)
    (tmp_path / "ca.pem").write_bytes(forged)
    assert examine(package, read_authority(tmp_path / "ca.pem"), services).trust is Trust.TRUSTED


def test_a_time_stamp_is_checked_against_its_own_seal_and_service(tmp_path: Path) -> None:
    service = StampingService.begin(tmp_path)
    package = _packed(tmp_path, Sealer(sealing().key, sealing().certificate, stamp=service.stamp))
    ours = examine(package, CITY, Authority((service.root.certificate,)))
    other = examine(package, CITY, CITY)
    assert ours.stamped is not None
    assert other.stamped is not None
    assert (ours.stamped.trusted, other.stamped.trusted) == (True, False)
    assert "RFC 3161" in (package / "bag-info.txt").read_text(encoding="utf-8")
    (package / alone.TIMESTAMP).write_bytes(service.stamp(b"another seal"))
    verdict = examine(package, CITY, None)
    assert verdict.stamp_error == "seal.stamp_other"
    assert ("damaged", alone.TIMESTAMP) in verdict.faults


def test_a_seal_over_other_contents_is_broken_though_all_lists_agree(tmp_path: Path) -> None:
    """A forger who writes every list anew still has no key."""
    package = _packed(tmp_path)
    exhibit = small_exhibit(tmp_path)
    changed = replace(exhibit, documents={**exhibit.documents, "metadata/time.json": b"{}"})
    other = pack(changed, sealer(), tmp_path / "others", NOW_UTC)
    signature = (package / alone.SIGNATURE).read_bytes()
    (other / alone.SIGNATURE).write_bytes(signature)
    verdict = examine(other, CITY, None)
    assert verdict.seal_error == "seal.broken"
    assert not verdict.intact


@pytest.mark.parametrize(
    "content", [b"", b"\x30", b"\x30\x03\x02\x01\x01", b"not der at all", b"\x30\x84\xff\xff\xff\xff"]
)
def test_what_is_no_signature_is_told_as_unreadable(tmp_path: Path, content: bytes) -> None:
    package = _packed(tmp_path)
    (package / alone.SIGNATURE).write_bytes(content)
    assert examine(package, CITY, None).seal_error == "seal.unreadable"


def test_any_change_in_the_signature_is_told_and_ends_nothing(tmp_path: Path) -> None:
    """The kind of the key too, which nobody knows then."""
    package = _packed(tmp_path)
    whole = (package / alone.SIGNATURE).read_bytes()
    rsa = bytes.fromhex("2a864886f70d010101")
    for at in (*range(0, len(whole), 41), whole.index(rsa) + 2):
        changed = bytearray(whole)
        changed[at] ^= 0x10
        (package / alone.SIGNATURE).write_bytes(changed)
        assert not examine(package, CITY, None).proven, f"byte {at}"


def test_a_missing_seal_is_told(tmp_path: Path) -> None:
    package = _packed(tmp_path)
    (package / alone.SIGNATURE).unlink()
    verdict = examine(package, CITY, None)
    assert verdict.seal_error == "seal.missing"
    assert ("missing", alone.SIGNATURE) in verdict.faults


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    text = tmp_path / "text.zip"
    text.write_text("no zip", encoding="ascii")
    for path in (empty, text):
        with pytest.raises(KnownError) as caught:
            examine(path, CITY, None)
        assert caught.value.code == "exhibit.none"


@pytest.mark.parametrize("name", ["../outside.txt", "/abs.txt", "a/../../b"])
def test_a_zip_that_reaches_outside_is_not_unpacked(tmp_path: Path, name: str) -> None:
    path = _zipped(tmp_path, _packed(tmp_path), **{name: b"x"})
    with pytest.raises(KnownError) as caught:
        examine(path, CITY, None)
    assert caught.value.code == "exhibit.bad_zip"
    assert not (tmp_path.parent / "outside.txt").exists()


def test_a_zip_with_a_link_is_not_unpacked(tmp_path: Path) -> None:
    path = _zipped(tmp_path, _packed(tmp_path))
    link = zipfile.ZipInfo(f"{NUMBER}/data/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    with pytest.raises(KnownError) as caught:
        examine(path, CITY, None)
    assert caught.value.code == "exhibit.bad_zip"


def test_a_file_without_a_root_certificate_is_no_authority(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    path.write_text("nothing", encoding="ascii")
    with pytest.raises(KnownError) as caught:
        read_authority(path)
    assert caught.value.code == "seal.no_authority"
