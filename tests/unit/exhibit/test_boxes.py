"""Boxes of MP4 files: found where they are, refused where they do not fit, and moved together with the places they name."""

from __future__ import annotations

import io
import struct

import pytest

from console.exhibit.boxes import HEADER_BYTES, Box, NotBoxesError, box, boxes, moved_chunks, only, text


def _kinds(data: bytes) -> list[bytes]:
    return [one.kind for one in boxes(io.BytesIO(data), 0, len(data))]


def test_boxes_follow_each_other_whatever_form_their_length_has() -> None:
    large = struct.pack(">I4sQ", 1, b"mdat", 20) + b"1234"
    to_the_end = struct.pack(">I4s", 0, b"free") + b"rest"
    data = box(b"ftyp", b"isom") + large + to_the_end
    assert _kinds(data) == [b"ftyp", b"mdat", b"free"]
    found = list(boxes(io.BytesIO(data), 0, len(data)))
    assert [data[one.body : one.end] for one in found] == [b"isom", b"1234", b"rest"]


@pytest.mark.parametrize("data", [b"\0\0\0", b"\0\0\0\x07ftyp", b"\0\0\0\x10ftyp", struct.pack(">I4s", 1, b"mdat")])
def test_what_does_not_fit_is_no_box(data: bytes) -> None:
    with pytest.raises(NotBoxesError):
        _kinds(data)


def test_one_of_a_kind_is_asked_for_and_no_other_number_taken() -> None:
    data = io.BytesIO(box(b"meta") + box(b"meta") + box(b"moov"))
    assert only(data, b"moov", 0, 24).start == 16
    for kind in (b"meta", b"mdat"):
        with pytest.raises(NotBoxesError):
            only(data, kind, 0, 24)


@pytest.mark.parametrize(("kind", "form"), [(b"stco", ">I"), (b"co64", ">Q")])
def test_places_of_pictures_move_with_the_pictures(kind: bytes, form: str) -> None:
    def index(*places: int) -> bytes:
        count = struct.pack(">II", 0, len(places))
        table = box(kind, count, *(struct.pack(form, one) for one in places))
        return box(b"moov", box(b"mvhd", b"x"), box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", table)))))

    before = index(100, 2000)
    moved = moved_chunks(io.BytesIO(before), Box(b"moov", 0, HEADER_BYTES, len(before)), 44)
    assert moved == index(144, 2044)


def test_a_place_that_no_longer_fits_its_table_is_told() -> None:
    before = box(b"moov", box(b"stco", struct.pack(">III", 0, 1, 0xFFFF_FFF0)))
    with pytest.raises(NotBoxesError):
        moved_chunks(io.BytesIO(before), Box(b"moov", 0, HEADER_BYTES, len(before)), 100)


def test_a_text_ends_at_its_zero_and_holds_no_other() -> None:
    assert text("Gg. Melati\0x") == b"Gg. Melatix\0"
