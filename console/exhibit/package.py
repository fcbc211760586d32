"""Makes the package of a flag's evidence: a BagIt 1.0 bag (RFC 8493), complete under its name or not there at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import resources
from pathlib import Path

from console.base.errors import BugError, KnownError
from console.base.folders import sync_folder
from console.base.os_errors import disk_errors
from console.exhibit import alone
from console.exhibit.provenance import Made, NoSidecar, Provenance, SidecarWish, make_sidecar, sidecars_told
from console.exhibit.seal import Sealer
from console.exhibit.working import Working, copies_told, make_copies
from console.proof.chain_row import EMPTY, ChainEntry, ChainHead, row_after

_PIECE_BYTES = 1 << 20


@dataclass(frozen=True)
class ExhibitFile:
    """One file that goes along as it is."""

    source: Path
    name: str
    """Below ``data/``: ``original/1204/2026-11-23T141309Z_clip.mp4``."""
    sha256: str
    """As it was known before: a file that is another one by now is not packed."""


@dataclass(frozen=True)
class Exhibit:
    """What goes into a package."""

    number: str
    """``SMG-20261123-0042_BB01``: name of the folder."""
    files: tuple[ExhibitFile, ...]
    documents: Mapping[str, bytes] = field(default_factory=dict)
    """Made for the package, by their names below ``data/``: incident, statements, Berita Acara."""
    custody: Sequence[tuple[datetime, ChainEntry]] = ()
    """What was done with the evidence, oldest first."""
    info: Mapping[str, str] = field(default_factory=dict)
    """Further lines of ``bag-info.txt``."""
    working: Working | None = None
    """The working copies that are wanted beside the originals."""
    provenance: Provenance | None = None
    """The sidecars (C2PA) that are wanted beside stills and working copies."""


def pack(exhibit: Exhibit, sealer: Sealer, folder: Path, now_utc: datetime) -> Path:
    """The package's folder below ``folder``. Whatever an interrupted try left is made anew.

    Raises KnownError ``exhibit.changed`` (``name``) for a file that is not what it was, ``exhibit.exists``, seal.*, disk.*.
    """
    home = folder / exhibit.number
    part = folder / f".{exhibit.number}.part"
    with disk_errors(folder):
        if home.exists():
            raise KnownError("exhibit.exists", name=exhibit.number)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        try:
            _fill(part, exhibit, sealer, now_utc)
            _sync_tree(part)
            part.replace(home)
            sync_folder(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return home


def _fill(part: Path, exhibit: Exhibit, sealer: Sealer, now_utc: datetime) -> None:
    payload: dict[str, str] = {}
    for file in exhibit.files:
        name = _checked(f"data/{file.name}", payload)
        payload[name] = _copied(file, part / name)
    for below, content in exhibit.documents.items():
        name = _checked(f"data/{below}", payload)
        payload[name] = _written(part / name, content)
    made: dict[str, tuple[str, str]] = {}
    if exhibit.working:
        made |= _add_copies(part, exhibit.working, payload, sealer, now_utc)
    if exhibit.provenance:
        made |= _add_sidecars(part, exhibit.provenance, payload, sealer, now_utc)
    name = _checked(alone.CUSTODY, payload)
    payload[name] = _written(part / name, _custody(exhibit, payload, made, now_utc))
    size_bytes = sum((part / one).stat().st_size for one in payload)
    tags = {
        "bagit.txt": alone.BAG_DECLARATION,
        "bag-info.txt": _bag_info(exhibit, size_bytes, len(payload), now_utc, has_stamp=sealer.stamp is not None),
        alone.MANIFEST: _list(payload),
        **_instructions(has_stamp=sealer.stamp is not None),
    }
    digests = {name: _written(part / name, content) for name, content in tags.items()}
    tag_manifest = _list(digests)
    signature = sealer.sign(tag_manifest)
    sealed = {
        alone.TAG_MANIFEST: tag_manifest,
        alone.SIGNATURE: signature,
        alone.CERTIFICATES: sealer.certificates_pem(),
    }
    if sealer.stamp is not None:
        sealed[alone.TIMESTAMP] = sealer.stamp(signature)
    body = _list({name: _written(part / name, content) for name, content in sealed.items()})
    _written(part / alone.SEAL, body + f"# {hashlib.sha256(body).hexdigest()}\n".encode())


def _add_copies(
    part: Path, working: Working, payload: dict[str, str], sealer: Sealer, now_utc: datetime
) -> dict[str, tuple[str, str]]:
    """How each working copy was made, and from which original."""
    names = {wish.original: _checked(f"data/{wish.name}", payload) for wish in working.wishes}
    found = make_copies(part, working, sealer, now_utc)
    made = {name: ("remuxed", f"data/{original}") for original, name in names.items() if found[original] is None}
    payload.update({name: alone.file_digest(part / name) for name in made})
    name = _checked(alone.WORKING, payload)
    payload[name] = _written(part / name, copies_told(working.wishes, found))
    return made


def _add_sidecars(
    part: Path, provenance: Provenance, payload: dict[str, str], sealer: Sealer, now_utc: datetime
) -> dict[str, tuple[str, str]]:
    """Of which file each sidecar tells. A working copy that could not be made needs none."""
    found: list[tuple[SidecarWish, Made | NoSidecar]] = []
    made: dict[str, tuple[str, str]] = {}
    for wish in provenance.wishes:
        if f"data/{wish.name}" not in payload:
            continue
        sidecar = make_sidecar(part, wish, provenance.label, sealer, now_utc)
        found.append((wish, sidecar))
        if isinstance(sidecar, Made):
            if not sidecar.is_stamped:
                # A service that is away is waited for once, not for every file.
                sealer = replace(sealer, stamp_url="")
            name = _checked(f"data/{wish.sidecar}", payload)
            payload[name] = _written(part / name, sidecar.content)
            made[name] = ("described", f"data/{wish.name}")
    name = _checked(alone.SIDECARS, payload)
    payload[name] = _written(part / name, sidecars_told(found))
    return made


def _checked(name: str, known: Mapping[str, str]) -> str:
    if not alone.is_inside(name) or name in known or not name.isprintable():
        raise BugError(f"no name in a package: {name!r}")
    return name


def _copied(file: ExhibitFile, target: Path) -> str:
    """Copies and hashes in one pass."""
    digest = hashlib.sha256()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.source.open("rb") as source, target.open("xb") as copy:
        while piece := source.read(_PIECE_BYTES):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    if digest.hexdigest() != file.sha256:
        raise KnownError("exhibit.changed", name=file.name)
    return file.sha256


def _written(target: Path, content: bytes) -> str:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(content).hexdigest()


def _custody(
    exhibit: Exhibit, payload: Mapping[str, str], made: Mapping[str, tuple[str, str]], now_utc: datetime
) -> bytes:
    """What was done before, then each file as it went in, and the seal."""
    head: ChainHead = EMPTY
    lines: list[bytes] = []
    copied = [(now_utc, _went_in(name, digest, *made.get(name, ("copied", "")))) for name, digest in payload.items()]
    sealed = (now_utc, ChainEntry("ronda", "system", "", "sealed", exhibit.number))
    for at_utc, entry in (*exhibit.custody, *copied, sealed):
        row = row_after(head, entry, at_utc)
        head = ChainHead(row.seq, row.hash)
        lines.append(row.line + b"\n")
    return b"".join(lines)


def _went_in(name: str, digest: str, verb: str, source: str) -> ChainEntry:
    return ChainEntry("ronda", "system", "", verb, name, sha256=digest, reason=source)


def _list(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def _bag_info(exhibit: Exhibit, size_bytes: int, count: int, now_utc: datetime, *, has_stamp: bool) -> bytes:
    rows = {
        "External-Identifier": exhibit.number,
        "Bagging-Date": now_utc.date().isoformat(),
        "Payload-Oxum": f"{size_bytes}.{count}",
        **exhibit.info,
        "Time-Stamp": "RFC 3161" if has_stamp else "tanpa cap waktu / none",
    }
    # A line break in a value would make a field of its own.
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in rows.items()).encode()


def _instructions(*, has_stamp: bool) -> dict[str, bytes]:
    kept = resources.files("console.exhibit")
    stamp = "with_stamp" if has_stamp else "without_stamp"

    def words(name: str, language: str) -> bytes:
        text = kept.joinpath("words", f"{name}.{language}.txt").read_text(encoding="utf-8")
        return text.encode()

    return {
        "VERIFIKASI/BACA-SAYA.txt": words("verify", "id") + words(stamp, "id"),
        "VERIFIKASI/README.txt": words("verify", "en") + words(stamp, "en"),
        "VERIFIKASI/verify.py": kept.joinpath("alone.py").read_bytes(),
    }


def _sync_tree(root: Path) -> None:
    for folder in sorted({path for path in root.rglob("*") if path.is_dir()} | {root}, reverse=True):
        sync_folder(folder)
