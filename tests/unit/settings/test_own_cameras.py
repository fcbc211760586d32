"""A person's own lists come back as they were left, whatever became of the file."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.own_cameras import FAVOURITES, LONGEST_NAME, Kept, OwnCameras, OwnList
from console.settings.own_cameras import OwnCamerasFile, read_own, written_own

CAMERA = Kept(False, "cam-1", "Pos Kamling", 101)
AREA = Kept(True, "33.74.02", "Semarang Barat")
OWN = OwnCameras().added(FAVOURITES, [CAMERA]).with_group(OwnList("g1", "Pasar", (AREA, CAMERA)))
KEPT = st.builds(Kept, st.just(False), st.text(min_size=1), st.text(), st.integers()) | st.builds(
    Kept, st.just(True), st.text(min_size=1), st.text()
)


def file(tmp_path: Path, username: str = "budi", centre: str = "https://centre.example") -> OwnCamerasFile:
    return OwnCamerasFile(tmp_path, centre, username)


def test_what_is_saved_is_loaded_by_the_same_person_only(tmp_path: Path) -> None:
    file(tmp_path).save(OWN)

    assert file(tmp_path).load() == OWN
    assert file(tmp_path, "siti/../budi").load() == OwnCameras()
    assert file(tmp_path, centre="https://other.example").load() == OwnCameras()


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    file(tmp_path).save(OWN)

    (path,) = (tmp_path / "own-cameras").glob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["{", "[]", '{"lists": 1}', '{"lists": [{"id": 1}]}', '{"lists": [{"id": "a"}]}'])
def test_a_spoilt_file_is_told_and_kept_beside(tmp_path: Path, text: str) -> None:
    file(tmp_path).save(OWN)
    (path,) = (tmp_path / "own-cameras").glob("*.json")
    path.write_text(text, encoding="utf-8")
    spoilt = file(tmp_path)

    assert spoilt.load() == OwnCameras()

    assert spoilt.problem is not None
    assert spoilt.problem.code == "settings.unreadable"
    assert path.with_suffix(".bad").read_text(encoding="utf-8") == text


def test_lists_named_twice_are_one() -> None:
    twice = {"lists": [{"id": "g", "name": "A"}, {"id": "g", "name": "B"}, {"id": "h", "name": "C"}]}

    assert [one.name for one in read_own(twice).groups] == ["A", "C"]


@given(st.lists(KEPT, unique_by=lambda one: one.key), st.text(max_size=LONGEST_NAME))
def test_whatever_is_in_a_list_survives_the_file(members: list[Kept], name: str) -> None:
    own = OwnCameras().with_group(OwnList("g", name, tuple(members)))

    assert read_own(json.loads(json.dumps(written_own(own)))) == own
