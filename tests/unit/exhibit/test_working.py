"""Working copies of a package: beside originals that nobody touched, or honestly not there."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.exhibit import alone
from console.exhibit.examine import Verdict, examine
from console.exhibit.package import pack
from console.exhibit.seal import Sealer
from console.exhibit.trust import Authority
from console.exhibit.working import NoCopy
from tests.helpers.exhibits import (
    COPY,
    FACTS,
    NOW_UTC,
    PICTURES,
    Known,
    authority,
    certified,
    copied_as_it_is,
    copied_exhibit,
    sealer,
    small_exhibit,
    tiny_mp4,
)

ORIGINAL = "data/original/1204/20261126T040000Z.mp4"
CITY = Authority((authority().certificate,))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return pack(copied_exhibit(tmp_path), sealer(), tmp_path / "packages", NOW_UTC)


def _seen(package: Path) -> Verdict:
    return examine(package, CITY, None)


def test_a_copy_lies_beside_the_original_and_both_are_proven(package: Path) -> None:
    assert (package / ORIGINAL).read_bytes() == tiny_mp4()
    verdict = _seen(package)
    assert verdict.proven
    (copy,) = verdict.copies
    assert (copy.original, copy.name, copy.same, copy.error) == (ORIGINAL, f"data/{COPY}", True, "")
    assert copy.exported is not None
    assert (copy.exported.source, copy.exported.start_utc) == (FACTS.source, FACTS.start_utc)
    (made,) = [row.entry for row in verdict.custody if row.entry.action == "remuxed"]
    assert (made.object, made.reason) == (f"data/{COPY}", ORIGINAL)
    told = json.loads((package / alone.WORKING).read_bytes())[ORIGINAL]
    assert (told["working"], told["statement"]) == (f"data/{COPY}", FACTS.statement)
    assert [path.name for path in (package / "data/working/1204").iterdir()] == [Path(COPY).name]


@pytest.mark.parametrize("fault", list(NoCopy))
def test_without_a_copy_the_package_says_why_in_both_languages(tmp_path: Path, fault: NoCopy) -> None:
    def failing(_source: Path, target: Path, _created_utc: datetime) -> NoCopy:
        target.write_bytes(b"half")
        return fault

    package = pack(copied_exhibit(tmp_path, failing), sealer(), tmp_path / "packages", NOW_UTC)
    verdict = _seen(package)
    assert verdict.proven
    assert [(copy.original, copy.name) for copy in verdict.copies] == [(ORIGINAL, "")]
    assert not (package / "data/working").exists()
    told = json.loads((package / alone.WORKING).read_bytes())[ORIGINAL]
    assert (told["working"], told["reason"]) == (None, fault.value)
    assert told["alasan"].startswith("Tanpa salinan kerja")
    assert told["why"].startswith("No working copy")


def test_what_is_no_mp4_is_told_without_a_try(tmp_path: Path) -> None:
    exhibit = copied_exhibit(tmp_path, lambda *_: pytest.fail("tried"))
    (tmp_path / "recording").write_bytes(b"clip of original packets")
    digest = alone.file_digest(tmp_path / "recording")
    files = tuple(
        type(one)(one.source, one.name, digest) if one.name.endswith("0000Z.mp4") else one for one in exhibit.files
    )
    exhibit = type(exhibit)(**{**vars(exhibit), "files": files[-1:]})
    package = pack(exhibit, sealer(), tmp_path / "packages", NOW_UTC)
    assert json.loads((package / alone.WORKING).read_bytes())[ORIGINAL]["reason"] == "damaged"


def test_a_full_disk_makes_no_package_instead_of_one_without_copy(tmp_path: Path) -> None:
    def full(_source: Path, target: Path, _created_utc: datetime) -> None:
        raise KnownError("disk.full", path=str(target))

    with pytest.raises(KnownError) as caught:
        pack(copied_exhibit(tmp_path, full), sealer(), tmp_path / "packages", NOW_UTC)
    assert caught.value.code == "disk.full"
    assert list((tmp_path / "packages").iterdir()) == []


def test_a_changed_copy_is_named_and_its_own_seal_is_broken(package: Path) -> None:
    path = package / "data" / COPY
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"!")
    verdict = _seen(package)
    assert ("damaged", f"data/{COPY}") in verdict.faults
    assert [(copy.same, copy.error) for copy in verdict.copies] == [(False, "export.broken")]
    path.unlink()
    verdict = _seen(package)
    assert ("missing", f"data/{COPY}") in verdict.faults
    assert [(copy.same, copy.error) for copy in verdict.copies] == [(False, "export.unreadable")]


def test_other_pictures_are_told_though_every_seal_holds(tmp_path: Path) -> None:
    def other(_source: Path, target: Path, _created_utc: datetime) -> None:
        target.write_bytes(tiny_mp4(PICTURES[::-1]))

    package = pack(copied_exhibit(tmp_path, other), sealer(), tmp_path / "packages", NOW_UTC)
    verdict = _seen(package)
    assert (verdict.proven, [copy.same for copy in verdict.copies]) == (True, [False])


def test_the_seal_of_somebody_else_on_a_copy_is_told(tmp_path: Path) -> None:
    other: Known = certified("Orang Lain", authority())
    theirs = pack(copied_exhibit(tmp_path), Sealer(other.key, other.certificate), tmp_path / "theirs", NOW_UTC)
    forged = (theirs / "data" / COPY).read_bytes()

    def swapped(source: Path, target: Path, created_utc: datetime) -> None:
        copied_as_it_is(source, target, created_utc)

    package = pack(copied_exhibit(tmp_path, swapped), sealer(), tmp_path / "packages", NOW_UTC)
    (package / "data" / COPY).write_bytes(forged)
    verdict = _seen(package)
    assert [copy.error for copy in verdict.copies] == ["export.other"]
    assert not verdict.intact


def test_a_package_of_before_has_no_word_of_copies_and_is_proven_as_ever(tmp_path: Path) -> None:
    package = pack(small_exhibit(tmp_path), sealer(), tmp_path / "packages", NOW_UTC)
    verdict = _seen(package)
    assert (verdict.proven, verdict.copies) == (True, ())


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"a": 1}', b'{"../x": {"working": "data/y"}}', b"\xff"])
def test_a_strange_list_of_copies_leads_nowhere(package: Path, content: bytes) -> None:
    (package / alone.WORKING).write_bytes(content)
    assert alone.copies(package) == []
