"""A base map that came from elsewhere: read where it is sound, and told what is wrong where it is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.store.map_file import MapFile


def _made(path: Path, **facts: str) -> Path:
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        made.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        made.executemany("INSERT INTO metadata VALUES (?, ?)", facts.items())
        made.execute("INSERT INTO tiles VALUES (3, 6, 2, ?)", (b"picture",))
    return path


def test_a_picture_is_found_by_its_row_from_the_north(tmp_path: Path) -> None:
    file = MapFile(_made(tmp_path / "a map.mbtiles", format="png", attribution="Orang lain", maxzoom="15"))
    assert file.picture(3, 6, 5) == b"picture"
    assert file.picture(3, 6, 2) is None
    assert (file.attribution, file.most_zoom) == ("Orang lain", 15)
    file.close()


def test_a_file_of_vectors_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"map\.file_kind"):
        MapFile(_made(tmp_path / "vectors.mbtiles", format="pbf"))


def test_a_missing_file_is_told_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"map\.file_missing"):
        MapFile(tmp_path / "none.mbtiles")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_what_is_no_map_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.mbtiles"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=r"map\.file_broken"):
        MapFile(path)
