"""C2PA sidecars: what a still or a working copy is, of which camera and made from what, in a form that others' programs read."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import IO, Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS

from console import __version__
from console.exhibit.seal import Sealer

CONTENT_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".mp4": "video/mp4"}
SETTINGS = {
    # Evidence is checked where there is no network, and nothing may be asked of addresses that stand in a file.
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
    "builder": {"thumbnail": {"enabled": False}},
}
SIDECAR_SUFFIX = ".c2pa"
_FORMAT = "C2PA (JUMBF, COSE PS256)"
_SALT_BYTES = 32
_CAPTURED = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
_PARENT = "original"


class NoSidecar(Enum):
    """Why a file has none."""

    FILE = "file"
    CERTIFICATE = "certificate"


_WORDS = {
    NoSidecar.FILE: (
        "Tanpa berkas C2PA: berkas ini rusak atau bukan gambar yang dikenal C2PA.",
        "No C2PA sidecar: the file is damaged, or not a picture that C2PA knows.",
    ),
    NoSidecar.CERTIFICATE: (
        "Tanpa berkas C2PA: sertifikat segel dinas tidak memenuhi syarat C2PA. Segel paket ini tetap berlaku.",
        "No C2PA sidecar: the sealing certificate is not such as C2PA asks for. The seal of the package counts all the same.",
    ),
}


@dataclass(frozen=True)
class SidecarWish:
    """Of one file; names as below ``data/``."""

    name: str
    facts: Mapping[str, str]
    """Camera, flag, times: what is claimed of it."""
    at_utc: datetime
    """When its first picture was taken."""
    original: str = ""
    """Of a working copy: what it was made from."""

    @property
    def sidecar(self) -> str:
        """Beside the file and named like it, where others' programs look for it."""
        return str(PurePosixPath(self.name).with_suffix(SIDECAR_SUFFIX))


@dataclass(frozen=True)
class Provenance:
    """All that are wanted; ``label`` begins with the domain of who claims."""

    label: str
    wishes: tuple[SidecarWish, ...] = ()


@dataclass(frozen=True)
class Made:
    """A sidecar's bytes."""

    content: bytes
    is_stamped: bool


def make_sidecar(part: Path, wish: SidecarWish, label: str, sealer: Sealer, now_utc: datetime) -> Made | NoSidecar:
    """Of a file below ``part``. A time stamping service that gives none, or none that C2PA takes, is done without: the
    seal of the package has its own stamp. Raises OSError."""
    from c2pa import C2paError  # noqa: PLC0415  52 MB, which only those need who pack or check

    manifest = _manifest(wish, label, now_utc)
    for url in (sealer.stamp_url, "") if sealer.stamp_url else ("",):
        try:
            return Made(_signed(part, wish, manifest, sealer, url), bool(url))
        except (C2paError.Signature, C2paError.Verify):
            reason = NoSidecar.CERTIFICATE
        except C2paError:
            reason = NoSidecar.FILE
    return reason


def _signed(part: Path, wish: SidecarWish, manifest: dict[str, Any], sealer: Sealer, stamp_url: str) -> bytes:
    from c2pa import Builder, C2paError, C2paSigningAlg, Context, Signer  # noqa: PLC0415

    def sign(content: bytes) -> bytes:
        return sealer.key.sign(content, PSS(MGF1(hashes.SHA256()), _SALT_BYTES), hashes.SHA256())

    certificates = sealer.certificates_pem().decode()
    with ExitStack() as opened:
        context = opened.enter_context(Context.from_dict(SETTINGS))
        builder = opened.enter_context(Builder.from_json(manifest, context=context))
        signer = opened.enter_context(Signer.from_callback(sign, C2paSigningAlg.PS256, certificates, stamp_url or None))
        builder.set_no_embed()
        if wish.original:
            original = opened.enter_context((part / "data" / wish.original).open("rb"))
            parent = {"title": wish.original, "relationship": "parentOf", "label": _PARENT}
            builder.add_ingredient(parent, content_type(wish.original), original)
        source = opened.enter_context((part / "data" / wish.name).open("rb"))
        # The library also writes the file once more, though nothing goes into it.
        twin = _Twin(opened.enter_context(tempfile.TemporaryFile(dir=part)))
        try:
            sidecar: bytes = builder.sign(signer, content_type(wish.name), source, twin)
        except C2paError:
            if twin.fault is not None:
                raise twin.fault from None
            raise
    return sidecar


class _Twin:
    """What the library needs of a file. It takes a disk that is full for a picture that is damaged, so the fault is kept."""

    def __init__(self, file: IO[bytes]) -> None:
        self.fault: OSError | None = None
        self._file = file
        self.read, self.seek, self.tell, self.flush = file.read, file.seek, file.tell, file.flush

    def write(self, content: bytes) -> int:
        try:
            return self._file.write(content)
        except OSError as error:
            self.fault = error
            raise


def content_type(name: str) -> str:
    return CONTENT_TYPES[PurePosixPath(name).suffix]


def _manifest(wish: SidecarWish, label: str, now_utc: datetime) -> dict[str, Any]:
    return {
        "claim_generator_info": [{"name": "Ronda", "version": __version__}],
        "title": PurePosixPath(wish.name).name,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": _actions(wish, now_utc)}},
            {"label": label, "data": dict(wish.facts)},
        ],
    }


def _actions(wish: SidecarWish, now_utc: datetime) -> list[dict[str, Any]]:
    if not wish.original:
        return [{"action": "c2pa.created", "digitalSourceType": _CAPTURED, "when": _time(wish.at_utc)}]
    opened = {"action": "c2pa.opened", "when": _time(now_utc), "parameters": {"ingredientIds": [_PARENT]}}
    return [opened, {"action": "c2pa.repackaged", "when": _time(now_utc)}]


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sidecars_told(found: Iterable[tuple[SidecarWish, Made | NoSidecar]]) -> bytes:
    """The document about them: each file with its sidecar, or the reason why it has none, in both languages."""
    told = {f"data/{wish.name}": _told(wish, made) for wish, made in found}
    return (json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _told(wish: SidecarWish, made: Made | NoSidecar) -> dict[str, str | None]:
    if isinstance(made, NoSidecar):
        indonesian, english = _WORDS[made]
        return {"sidecar": None, "reason": made.value, "alasan": indonesian, "why": english}
    stamp = "RFC 3161" if made.is_stamped else "tanpa cap waktu / none"
    return {"sidecar": f"data/{wish.sidecar}", "format": _FORMAT, "time_stamp": stamp}
