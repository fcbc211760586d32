"""C2PA sidecars: bound to their file, by the sealer of the package, saying camera, flag and what was done."""

from __future__ import annotations

import errno
import io
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.exhibit import alone
from console.exhibit.examine import Verdict, examine
from console.exhibit.package import ExhibitFile, pack
from console.exhibit.provenance_check import check_sidecar, holds
from console.exhibit.seal import Sealer
from console.exhibit.trust import Authority
from console.proof.canonical import sha256_hex
from tests.helpers.exhibits import (
    CLAIMS,
    COPY,
    NOW_UTC,
    STILL_NAME,
    StampingService,
    authority,
    certified,
    described_exhibit,
    sealer,
    tiny_png,
)
from tests.helpers.served_stamps import served_stamps

CITY = Authority((authority().certificate,))
STILL_SIDECAR = "data/original/1204/20261126T040000Z_still.c2pa"
COPY_SIDECAR = "data/working/1204/20261126T040000Z.c2pa"


def _packed(folder: Path, by: Sealer | None = None) -> Path:
    return pack(described_exhibit(folder), by or sealer(), folder / "packages", NOW_UTC)


def _seen(package: Path) -> Verdict:
    return examine(package, CITY, None)


def _told(package: Path) -> dict[str, dict[str, str | None]]:
    told: dict[str, dict[str, str | None]] = json.loads((package / alone.SIDECARS).read_bytes())
    return told


def test_stills_and_copies_have_sidecars_that_hold_and_originals_stay_as_they_were(tmp_path: Path) -> None:
    package = _packed(tmp_path)
    verdict = _seen(package)
    assert (verdict.proven, verdict.files) == (True, 3)
    found = {one.name: one for one in verdict.sidecars}
    still, copy = found[f"data/{STILL_NAME}"], found[f"data/{COPY}"]
    assert (still.sidecar, copy.sidecar) == (STILL_SIDECAR, COPY_SIDECAR)
    assert still.claimed is not None
    assert copy.claimed is not None
    assert (still.claimed.actions, still.claimed.parents) == (("c2pa.created",), ())
    assert copy.claimed.actions == ("c2pa.opened", "c2pa.repackaged")
    assert copy.claimed.parents == ("original/1204/20261126T040000Z.mp4",)
    assert still.claimed.facts == copy.claimed.facts == CLAIMS
    assert (package / "data" / STILL_NAME).read_bytes() == tiny_png()
    described = [row.entry.reason for row in verdict.custody if row.entry.action == "described"]
    assert described == [f"data/{STILL_NAME}", f"data/{COPY}"]
    assert [path for path in package.rglob("*") if path.is_file() and path.name.startswith((".", "tmp"))] == []


def test_a_sidecar_of_another_file_or_a_changed_one_is_told(tmp_path: Path) -> None:
    package = _packed(tmp_path)
    still, sidecar = package / "data" / STILL_NAME, package / STILL_SIDECAR
    whole = sidecar.read_bytes()
    with pytest.raises(KnownError) as caught:
        check_sidecar(package / COPY_SIDECAR, still)
    assert caught.value.code == "provenance.broken"
    for content in (b"", b"garbage", whole[:500], whole.replace(b"Simpang", b"Simpanx")):
        sidecar.write_bytes(content)
        with pytest.raises(KnownError) as caught:
            check_sidecar(sidecar, still)
        assert caught.value.code in {"provenance.broken", "provenance.unreadable"}
    verdict = _seen(package)
    assert ("damaged", STILL_SIDECAR) in verdict.faults
    assert [one.error for one in verdict.sidecars if one.sidecar == STILL_SIDECAR] == ["provenance.broken"]


def test_a_changed_picture_breaks_its_sidecar(tmp_path: Path) -> None:
    package = _packed(tmp_path)
    path = package / "data" / COPY
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(KnownError) as caught:
        check_sidecar(package / COPY_SIDECAR, path)
    assert caught.value.code == "provenance.broken"


def test_a_sidecar_of_another_sealer_is_told_though_it_holds_and_every_list_agrees(tmp_path: Path) -> None:
    theirs, mine = tmp_path / "theirs", tmp_path / "mine"
    theirs.mkdir()
    mine.mkdir()
    other = certified("Orang Lain", authority())
    sidecar = _packed(theirs, Sealer(other.key, other.certificate)) / STILL_SIDECAR
    exhibit = described_exhibit(mine)
    foreign = ExhibitFile(sidecar, STILL_SIDECAR.removeprefix("data/"), sha256_hex(sidecar.read_bytes()))
    told = json.dumps({f"data/{STILL_NAME}": {"sidecar": STILL_SIDECAR}}).encode()
    documents = {**exhibit.documents, "metadata/c2pa.json": told}
    exhibit = replace(exhibit, files=(*exhibit.files, foreign), documents=documents, provenance=None)
    verdict = _seen(pack(exhibit, sealer(), mine / "packages", NOW_UTC))
    assert verdict.faults == ()
    assert [one.error for one in verdict.sidecars] == ["provenance.other"]
    assert not verdict.intact


def test_a_still_that_is_no_picture_has_none_and_the_package_says_so(tmp_path: Path) -> None:
    exhibit = described_exhibit(tmp_path)
    (tmp_path / "still.png").write_bytes(b"no picture")
    files = (*exhibit.files[:-1], ExhibitFile(tmp_path / "still.png", STILL_NAME, sha256_hex(b"no picture")))
    package = pack(replace(exhibit, files=files), sealer(), tmp_path / "packages", NOW_UTC)
    told = _told(package)[f"data/{STILL_NAME}"]
    assert (told["sidecar"], told["reason"]) == (None, "file")
    verdict = _seen(package)
    assert (verdict.proven, [one.sidecar for one in verdict.sidecars]) == (True, ["", COPY_SIDECAR])


class _FullDisk(io.BytesIO):
    """Takes nothing."""

    def write(self, _content: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_makes_no_package_rather_than_one_that_calls_a_picture_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_place: _FullDisk())
    with pytest.raises(KnownError) as caught:
        _packed(tmp_path)
    assert caught.value.code == "disk.full"
    assert list((tmp_path / "packages").iterdir()) == []


def test_a_certificate_that_does_not_suit_leaves_the_package_whole_without_sidecars(tmp_path: Path) -> None:
    """C2PA takes no certificate of those who certify others."""
    root = authority()
    package = _packed(tmp_path, Sealer(root.key, root.certificate))
    assert {one["reason"] for one in _told(package).values()} == {"certificate"}
    assert not list(package.rglob("*.c2pa"))
    verdict = _seen(package)
    assert verdict.proven
    assert [one.sidecar for one in verdict.sidecars] == ["", ""]


def test_a_working_copy_that_was_not_made_needs_no_sidecar(tmp_path: Path) -> None:
    exhibit = described_exhibit(tmp_path)
    package = pack(replace(exhibit, working=None), sealer(), tmp_path / "packages", NOW_UTC)
    assert list(_told(package)) == [f"data/{STILL_NAME}"]


@pytest.mark.parametrize(("status", "is_stamped"), [(200, True), (500, False)])
def test_a_sidecar_is_stamped_where_there_is_a_service_and_made_without_where_it_fails(
    tmp_path: Path, status: int, is_stamped: bool
) -> None:
    service, asked = StampingService.begin(tmp_path), list[bytes]()

    def answer(request: bytes) -> tuple[int, bytes]:
        asked.append(request)
        return status, service.answer(request)

    with served_stamps(answer) as url:
        package = _packed(tmp_path, replace(sealer(), stamp_url=url))
    assert len(asked) == (2 if is_stamped else 1), "a service that fails is not asked again for each file"
    assert [one.claimed is not None and one.claimed.stamped_utc is not None for one in _seen(package).sidecars] == [
        is_stamped,
        is_stamped,
    ]
    assert {one["time_stamp"] == "RFC 3161" for one in _told(package).values()} == {is_stamped}


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        ({"assertion.bmffHash.match"}, set(), True),
        ({"assertion.dataHash.match"}, {"signingCredential.untrusted"}, True),
        ({"assertion.dataHash.match"}, {"signingCredential.untrusted", "signingCredential.expired"}, True),
        ({"assertion.dataHash.match"}, {"signingCredential.revoked"}, False),
        ({"assertion.dataHash.match"}, {"claimSignature.mismatch"}, False),
        (set(), set(), False),
    ],
)
def test_what_counts_is_signature_and_file_whom_to_trust_the_package_says(
    good: set[str], bad: set[str], expected: bool
) -> None:
    """A certificate that has ended since it sealed is no fault: packages are checked years later."""
    signed = {"claimSignature.validated", "assertion.hashedURI.match"}
    assert holds(frozenset(good | signed), frozenset(bad)) is expected
    assert not holds(frozenset(good), frozenset(bad))
