"""The ONVIF Export File Format (26.06): a working copy that says where it is from, and carries a seal of its own."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding

from console.exhibit.boxes import HEADER_BYTES, Box, NotBoxesError, box, boxes, full_box, moved_chunks, only, text
from console.exhibit.seal import Sealer

MP4_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
EXPORT_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
"""Of the start; times of the export itself are MP4's own."""
TICKS_A_SECOND = 10_000_000
_TRACK = 1
_VERSION_1 = 0x0001_0000
_INDONESIAN = sum((ord(letter) - 0x60) << shift for letter, shift in zip("ind", (10, 5, 0), strict=True))
_REAL_LOCATION = 1
_PIECE_BYTES = 1 << 20
SALT_BYTES = 20
"""The specification's; OpenSSL's ``rsa_pss_saltlen:20``."""


@dataclass(frozen=True)
class Place:
    """Of the camera."""

    name: str
    latitude: float
    longitude: float
    note: str = ""


@dataclass(frozen=True)
class ExportFacts:
    """What the file says of itself."""

    unit: str
    """Who exports: name of the centre."""
    unit_url: str
    operator: str
    """By whose word it was exported."""
    source: str
    """The camera, by its number and name; never its address, which may let people in."""
    start_utc: datetime
    """Of the first picture, by the console's clock."""
    statement: str
    """What is known of the clocks, and which original this is the copy of."""
    place: Place | None = None


def write_export(source: Path, target: Path, facts: ExportFacts, sealer: Sealer, now_utc: datetime) -> None:
    """A sealed copy of ``source``, an MP4 file with its index before its pictures.

    Raises NotBoxesError for another file, OSError.
    """
    with source.open("rb") as plain, target.open("xb+") as file:
        end = plain.seek(0, os.SEEK_END)
        kind, index = only(plain, b"ftyp", 0, end), only(plain, b"moov", 0, end)
        if any(one.kind == b"mdat" and one.start < index.start for one in boxes(plain, 0, end)):
            raise NotBoxesError("pictures before their index")
        meta, seal_at = _meta(facts, sealer, now_utc)
        plain.seek(index.start)
        moov = _located(plain.read(index.end - index.start), facts.place)
        longer_bytes = len(meta) + len(moov) - (index.end - index.start)
        plain.seek(0)
        file.write(plain.read(kind.end))
        seal_at += file.tell()
        # As early as possible: what plays the file while it arrives knows what it is.
        file.write(meta)
        file.write(plain.read(index.start - kind.end))
        file.write(moved_chunks(io.BytesIO(moov), Box(b"moov", 0, HEADER_BYTES, len(moov)), longer_bytes))
        plain.seek(index.end)
        shutil.copyfileobj(plain, file, _PIECE_BYTES)
        _seal(file, seal_at, sealer)
        file.flush()
        os.fsync(file.fileno())


def _located(moov: bytes, place: Place | None) -> bytes:
    """With the place among the data of the user, of which there may be one box."""
    if place is None:
        return moov
    inner = list(boxes(io.BytesIO(moov), HEADER_BYTES, len(moov)))
    others = [moov[one.start : one.end] for one in inner if one.kind != b"udta"]
    known = [moov[one.body : one.end] for one in inner if one.kind == b"udta"]
    return box(b"moov", *others, box(b"udta", *known, _loci(place)))


def _seal(file: BinaryIO, at: int, sealer: Sealer) -> None:
    """Over the whole file, in which the place of the signature is still empty."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(_PIECE_BYTES):
        digest.update(piece)
    signature = sealer.key.sign(digest.digest(), seal_padding(), Prehashed(hashes.SHA256()))
    file.seek(at)
    file.write(signature)


def seal_padding() -> PSS:
    return PSS(MGF1(hashes.SHA256()), SALT_BYTES)


def _meta(facts: ExportFacts, sealer: Sealer, now_utc: datetime) -> tuple[bytes, int]:
    """The box of the file that tells about it, and where in it the signature goes."""
    certificate = sealer.certificate.public_bytes(Encoding.DER)
    empty = bytes((sealer.key.key_size + 7) // 8)
    # The signature's box comes first in its own, all before it is known: so its place is found by counting.
    scheme = box(b"schi", box(b"sibo", empty), box(b"cert", certificate), box(b"auib", text(facts.statement)))
    sinf = box(
        b"sinf",
        box(b"cstb", struct.pack(">IIQ", 1, _TRACK, _since(facts.start_utc, EXPORT_EPOCH, TICKS_A_SECOND))),
        full_box(b"schm", b"oeff", struct.pack(">I", _VERSION_1)),
        scheme,
    )
    ipro = full_box(b"ipro", struct.pack(">H", 1), sinf)
    meta = full_box(b"meta", _handler(), _suep(facts, now_utc), ipro)
    return meta, len(meta) - len(scheme) + 16


def _handler() -> bytes:
    """``null``: the box describes the file, and is no track."""
    return full_box(b"hdlr", bytes(4), b"null", bytes(12), text(""))


def _suep(facts: ExportFacts, now_utc: datetime) -> bytes:
    unit = (text(facts.unit), text(facts.unit_url), text(""))
    track = (struct.pack(">H", _TRACK), text(facts.source), text(""), text(""), text(""))
    made = struct.pack(">Q", _since(now_utc, MP4_EPOCH, 1))
    count = struct.pack(">I", 1)
    return full_box(b"suep", *unit, made, text(facts.operator), count, *track, version=1)


def _loci(place: Place) -> bytes:
    """ETSI TS 126 244; the height is not known and says so by zero."""
    at = struct.pack(">iii", round(place.longitude * 65_536), round(place.latitude * 65_536), 0)
    head = struct.pack(">H", _INDONESIAN) + text(place.name) + bytes([_REAL_LOCATION])
    return full_box(b"loci", head, at, text("earth"), text(place.note))


def _since(moment: datetime, epoch: datetime, ticks_a_second: int) -> int:
    past = moment - epoch
    return (past.days * 86_400 + past.seconds) * ticks_a_second + past.microseconds * ticks_a_second // 1_000_000
