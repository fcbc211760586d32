"""Reads what a file in the ONVIF Export File Format says of itself, and checks its seal."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from console.base.errors import KnownError
from console.exhibit.boxes import Box, boxes, content, only
from console.exhibit.export_file import EXPORT_EPOCH, MP4_EPOCH, TICKS_A_SECOND, seal_padding

_PIECE_BYTES = 1 << 20
_FULL_HEAD_BYTES = 4
_COUNT_BYTES = 2
_SCHEME = b"oeff\x00\x01\x00\x00"


@dataclass(frozen=True)
class Exported:
    """What stands in the file."""

    certificate: x509.Certificate
    unit: str
    operator: str
    source: str
    """The camera."""
    start_utc: datetime
    """Of the first picture."""
    made_utc: datetime
    statement: str


def check_export(path: Path) -> Exported:
    """Raises KnownError ``export.unreadable`` for what is no such file, ``export.broken`` for one that was changed; OSError."""
    with path.open("rb") as file:
        try:
            told, signature = _read(file)
            key = told.certificate.public_key()
        except (ValueError, struct.error, OverflowError, UnsupportedAlgorithm) as error:
            raise KnownError("export.unreadable") from error
        digest = _digest(file, signature)
        if not isinstance(key, RSAPublicKey):
            raise KnownError("export.unreadable")
        try:
            key.verify(content(file, signature), digest, seal_padding(), Prehashed(hashes.SHA256()))
        except InvalidSignature as error:
            raise KnownError("export.broken") from error
    return told


def _read(file: BinaryIO) -> tuple[Exported, Box]:
    """With the box that the signature is in."""
    end = file.seek(0, 2)
    meta = only(file, b"meta", 0, end)
    inside = (meta.body + _FULL_HEAD_BYTES, meta.end)
    ipro = only(file, b"ipro", *inside)
    sinf = only(file, b"sinf", ipro.body + _FULL_HEAD_BYTES + _COUNT_BYTES, ipro.end)
    if content(file, only(file, b"schm", sinf.body, sinf.end))[_FULL_HEAD_BYTES:] != _SCHEME:
        raise ValueError("another scheme")
    schi = only(file, b"schi", sinf.body, sinf.end)
    parts = {one.kind: one for one in boxes(file, schi.body, schi.end)}
    if not parts.keys() >= {b"sibo", b"cert", b"auib"} or b"sigC" in parts:
        raise ValueError("another kind of seal")
    suep = _Reader(content(file, only(file, b"suep", *inside))[_FULL_HEAD_BYTES:])
    unit, _url, _mac = suep.text(), suep.text(), suep.text()
    (made_s,) = suep.numbers(">Q")
    operator, (_tracks, _track) = suep.text(), suep.numbers(">IH")
    (start,) = struct.unpack(">Q", content(file, only(file, b"cstb", sinf.body, sinf.end))[-8:])
    told = Exported(
        certificate=x509.load_der_x509_certificate(content(file, parts[b"cert"])),
        unit=unit,
        operator=operator,
        source=suep.text(),
        start_utc=EXPORT_EPOCH + timedelta(microseconds=start // (TICKS_A_SECOND // 1_000_000)),
        made_utc=MP4_EPOCH + timedelta(seconds=made_s),
        statement=_Reader(content(file, parts[b"auib"])).text(),
    )
    return told, parts[b"sibo"]


def _digest(file: BinaryIO, signature: Box) -> bytes:
    """Of the whole file, as it was before the signature was put in: with zeros there."""
    digest = hashlib.sha256()
    file.seek(0)
    # It lies near the beginning, behind the file's kind.
    digest.update(file.read(signature.body))
    digest.update(bytes(signature.end - signature.body))
    file.seek(signature.end)
    while piece := file.read(_PIECE_BYTES):
        digest.update(piece)
    return digest.digest()


class _Reader:
    """Goes through the content of a box."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def text(self) -> str:
        end = self._data.index(b"\0", self._at)
        value = self._data[self._at : end].decode()
        self._at = end + 1
        return value

    def numbers(self, form: str) -> tuple[int, ...]:
        values: tuple[int, ...] = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return values
