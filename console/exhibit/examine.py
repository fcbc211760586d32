"""Examines a package, as a folder or zipped, and tells what of it is proven and what is not."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID

from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.exhibit import alone
from console.exhibit.cms import Signed, check_signature
from console.exhibit.export_check import Exported, check_export
from console.exhibit.provenance import SIDECAR_SUFFIX
from console.exhibit.provenance_check import Claimed, check_sidecar
from console.exhibit.recorded_check import RecordedFound, recorded_in
from console.exhibit.stamp import Stamped, check_stamp
from console.exhibit.trust import Authority, Trust, trust_in
from console.proof.chain_check import check_chain
from console.proof.chain_row import ChainRow

_MOST_FILES = 10_000
_MOST_BYTES = 100 * 1024**3


@dataclass(frozen=True)
class CopyFound:
    """An original recording and its working copy."""

    original: str
    name: str
    """Empty where there is no copy."""
    same: bool
    """Its pictures are those of the original, byte for byte."""
    exported: Exported | None
    """What it says of itself; None where its seal does not hold."""
    error: str
    """Code of what is wrong with its seal."""


@dataclass(frozen=True)
class SidecarFound:
    """A still or working copy and its C2PA sidecar."""

    name: str
    sidecar: str
    """Empty where there is none."""
    claimed: Claimed | None
    """None where it does not hold."""
    error: str
    """Code of what is wrong with it."""


@dataclass(frozen=True)
class Verdict:
    """What was found."""

    number: str
    faults: tuple[tuple[str, str], ...]
    """(what, name of the file), see ``alone.check``; empty when all is as it was sealed."""
    sealed_by: str
    """Name in the certificate; empty where the signature does not hold."""
    sealed_utc: datetime | None
    """By the clock of who sealed."""
    trust: Trust
    seal_error: str
    """Code of what is wrong with the signature; empty when it holds."""
    stamped: Stamped | None
    """None for a package without a time stamp."""
    stamp_error: str
    custody: tuple[ChainRow, ...]
    files: int
    """Below ``data/original``."""
    copies: tuple[CopyFound, ...] = ()
    """None in packages of before."""
    sidecars: tuple[SidecarFound, ...] = ()
    recorded: tuple[RecordedFound, ...] = ()

    @property
    def intact(self) -> bool:
        copies, sidecars = (copy.error for copy in self.copies), (sidecar.error for sidecar in self.sidecars)
        errors = (self.seal_error, self.stamp_error, *copies, *sidecars)
        return not self.faults and not any(errors)

    @property
    def proven(self) -> bool:
        """Intact, and sealed by somebody whom the reader's own authority vouches for."""
        return self.intact and self.trust is Trust.TRUSTED


def examine(path: Path, authority: Authority | None, services: Authority | None) -> Verdict:
    """Raises KnownError ``exhibit.none`` for what is no package, ``exhibit.bad_zip``, disk.*."""
    with disk_errors(path), _folder(path) as folder:
        if not (folder / "bagit.txt").is_file():
            raise KnownError("exhibit.none", path=str(path))
        faults = tuple(alone.check(folder))
        signed, seal_error = _signed(folder)
        stamped, stamp_error = _stamped(folder, services)
        trust = _trust(signed, stamped, authority) if signed else Trust.UNKNOWN
        custody = folder / alone.CUSTODY
        originals = folder / "data" / "original"
        return Verdict(
            number=folder.name,
            faults=faults,
            sealed_by=_name(signed.certificate) if signed else "",
            sealed_utc=signed.at_utc if signed else None,
            trust=trust,
            seal_error=seal_error,
            stamped=stamped,
            stamp_error=stamp_error,
            custody=check_chain(custody).rows if custody.is_file() else (),
            files=sum(_is_original(one) for one in originals.rglob("*")) if originals.is_dir() else 0,
            copies=tuple(_copy(folder, *copy, signed) for copy in alone.copies(folder)),
            sidecars=tuple(_sidecar(folder, *one, faults, signed) for one in alone.sidecars(folder)),
            recorded=recorded_in(folder, authority, is_sealed=trust is Trust.TRUSTED and not faults),
        )


def _signed(folder: Path) -> tuple[Signed | None, str]:
    signature, content = folder / alone.SIGNATURE, folder / alone.TAG_MANIFEST
    if not signature.is_file() or not content.is_file():
        return None, "seal.missing"
    try:
        return check_signature(signature.read_bytes(), content.read_bytes()), ""
    except KnownError as error:
        return None, error.code


def _trust(signed: Signed, stamped: Stamped | None, authority: Authority | None) -> Trust:
    proven_utc = stamped.at_utc if stamped and stamped.trusted else None
    at_utc = proven_utc or signed.at_utc or signed.certificate.not_valid_after_utc
    return trust_in(signed.certificate, signed.others, authority, at_utc, proven_utc)


def _stamped(folder: Path, services: Authority | None) -> tuple[Stamped | None, str]:
    stamp, signature = folder / alone.TIMESTAMP, folder / alone.SIGNATURE
    if not stamp.is_file() or not signature.is_file():
        return None, ""
    try:
        return check_stamp(stamp.read_bytes(), signature.read_bytes(), services), ""
    except KnownError as error:
        return None, error.code


def _is_original(path: Path) -> bool:
    return path.is_file() and path.suffix != SIDECAR_SUFFIX


def _sidecar(
    folder: Path, name: str, sidecar: str, faults: tuple[tuple[str, str], ...], signed: Signed | None
) -> SidecarFound:
    """What is not as it was sealed is not given to a library that reads so much."""
    if not sidecar:
        return SidecarFound(name, sidecar, None, "")
    if {name, sidecar} & {fault for _, fault in faults}:
        return SidecarFound(name, sidecar, None, "provenance.broken")
    try:
        claimed = check_sidecar(folder / sidecar, folder / name)
    except KnownError as told:
        return SidecarFound(name, sidecar, None, told.code)
    except FileNotFoundError:
        return SidecarFound(name, sidecar, None, "provenance.unreadable")
    if signed and claimed.serial_number != signed.certificate.serial_number:
        return SidecarFound(name, sidecar, None, "provenance.other")
    return SidecarFound(name, sidecar, claimed, "")


def _copy(folder: Path, original: str, name: str, same: bool, signed: Signed | None) -> CopyFound:
    exported, error = None, ""
    if name:
        try:
            exported = check_export(folder / name)
            if signed and exported.certificate != signed.certificate:
                exported, error = None, "export.other"
        except KnownError as told:
            error = told.code
        except FileNotFoundError:
            error = "export.unreadable"
    return CopyFound(original, name, same, exported, error)


def _name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    """The package's own folder; a zip is unpacked for as long as it is looked at."""
    if path.is_dir():
        yield path
        return
    if not zipfile.is_zipfile(path):
        raise KnownError("exhibit.none", path=str(path))
    place = Path(tempfile.mkdtemp(prefix="ronda-exhibit-"))
    try:
        _unpack(path, place)
        inside = [one for one in place.iterdir() if one.is_dir()]
        yield inside[0] if len(inside) == 1 else place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _unpack(path: Path, place: Path) -> None:
    """Nothing of it may land outside, be a link, or fill the disk."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = [one for one in packed.infolist() if not one.is_dir()]
            sane = len(members) <= _MOST_FILES and sum(one.file_size for one in members) <= _MOST_BYTES
            if not sane or not all(alone.is_inside(one.filename) and not _is_link(one) for one in members):
                raise KnownError("exhibit.bad_zip", path=str(path))
            for one in members:
                packed.extract(one, place)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise KnownError("exhibit.bad_zip", path=str(path)) from error


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)
