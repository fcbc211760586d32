"""An authority of a city, its sealing key, a time stamping service, and a small package."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from console.exhibit.boxes import box
from console.exhibit.export_file import ExportFacts, Place
from console.exhibit.package import Exhibit, ExhibitFile
from console.exhibit.provenance import Provenance, SidecarWish
from console.exhibit.seal import Sealer
from console.exhibit.working import NoCopy, Working, WorkingWish
from console.proof.canonical import sha256_hex
from console.proof.chain_row import ChainEntry

NOW_UTC = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
NUMBER = "SMG-20261126-0001_BB01"
CLIP = b"\x00\x00\x00\x18ftypiso5" + bytes(range(256)) * 40
STILL = b"\xff\xd8 a still \xff\xd9"


@dataclass(frozen=True)
class Known:
    """A key with its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def certified(
    name: str, above: Known | None = None, *, ca: bool = False, stamps: bool = False, days: int = 365
) -> Known:
    """Valid from a day before the machine's day: seals carry the time of the machine."""
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begins = datetime.now(UTC) - timedelta(days=1)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.certificate.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if not ca:
        purpose = ExtendedKeyUsageOID.TIME_STAMPING if stamps else ExtendedKeyUsageOID.EMAIL_PROTECTION
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=stamps)
    identifier = x509.SubjectKeyIdentifier.from_public_key
    above_key = (above.key if above else key).public_key()
    builder = (
        builder.add_extension(_usage(ca=ca), critical=True)
        .add_extension(identifier(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier(identifier(above_key).digest, None, None), critical=False)
    )
    return Known(key, builder.sign(above.key if above else key, hashes.SHA256()))


def _usage(*, ca: bool) -> x509.KeyUsage:
    signs, issues = not ca, ca
    return x509.KeyUsage(signs, signs, False, False, False, issues, issues, False, False)


@cache
def authority() -> Known:
    return certified("CA Kota Semarang", ca=True)


@cache
def sealing() -> Known:
    return certified("Ruang Kendali Semarang", authority())


def sealer() -> Sealer:
    return Sealer(sealing().key, sealing().certificate)


def revoked(known: Known, above: Known, at_utc: datetime) -> bytes:
    """A revocation list as PEM."""
    entry = (
        x509.RevokedCertificateBuilder().serial_number(known.certificate.serial_number).revocation_date(at_utc).build()
    )
    builder = x509.CertificateRevocationListBuilder().issuer_name(above.certificate.subject)
    builder = builder.last_update(at_utc).next_update(at_utc + timedelta(days=30)).add_revoked_certificate(entry)
    return builder.sign(above.key, hashes.SHA256()).public_bytes(Encoding.PEM)


def small_exhibit(folder: Path) -> Exhibit:
    clip, still = folder / "clip", folder / "still"
    clip.write_bytes(CLIP)
    still.write_bytes(STILL)
    return Exhibit(
        NUMBER,
        (
            ExhibitFile(clip, "original/1204/20261126T030000Z.mp4", sha256_hex(CLIP)),
            ExhibitFile(still, "stills/1204/20261126T030000Z.jpg", sha256_hex(STILL)),
        ),
        {"metadata/incident.eido.json": b'{"$id": "urn:x"}', "metadata/time.json": '{"jam": "±2 s"}'.encode()},
        [(NOW_UTC, ChainEntry("sari", "operator", "ruang-1", "captured", "clip", reason="tawuran – Gg. Melati"))],
        {"Source-Organization": "Dinas Kominfo\nKota Semarang"},
    )


PICTURES = bytes(range(256)) * 8
COPY = "working/1204/20261126T040000Z.mp4"
FACTS = ExportFacts(
    unit="Ronda, diskominfo.semarangkota.go.id",
    unit_url="https://pusat.semarangkota.go.id",
    operator="Siti Aminah",
    source="1204 Simpang Bandarharjo",
    start_utc=datetime(2026, 11, 26, 4, 0, 0, 123456, tzinfo=UTC),
    statement="jam kamera +0,2 detik terhadap ruang pantau",
    place=Place("Gg. Melati", -6.9667, 110.4167, "letak kira-kira"),
)


def tiny_mp4(pictures: bytes = PICTURES) -> bytes:
    """A file with the boxes of an MP4 that count here: kind, index with one place, pictures."""
    kind = box(b"ftyp", b"isom", bytes(4), b"isom")
    place = len(kind) + 8 * 7 + 12
    table = box(b"stco", bytes(4), (1).to_bytes(4, "big"), place.to_bytes(4, "big"))
    index = table
    for name in (b"stbl", b"minf", b"mdia", b"trak", b"moov"):
        index = box(name, index)
    assert len(kind) + len(index) + 8 == place
    return kind + index + box(b"mdat", pictures)


def copied_exhibit(folder: Path, remux: Callable[[Path, Path, datetime], NoCopy | None] | None = None) -> Exhibit:
    """With one more recording, of which a working copy is wanted."""
    recording = folder / "recording"
    recording.write_bytes(tiny_mp4())
    name = "original/1204/20261126T040000Z.mp4"
    exhibit = small_exhibit(folder)
    working = Working(remux or copied_as_it_is, (WorkingWish(name, COPY, FACTS),))
    file = ExhibitFile(recording, name, sha256_hex(tiny_mp4()))
    return replace(exhibit, files=(*exhibit.files, file), working=working)


CLAIMS = {"camera": FACTS.source, "flag": "SMG-20261126-0001", "release": NUMBER}
STILL_NAME = "original/1204/20261126T040000Z_still.png"


def described_exhibit(folder: Path) -> Exhibit:
    """With a still too, and sidecars of it and of the working copy."""
    still = folder / "still.png"
    still.write_bytes(tiny_png())
    exhibit = copied_exhibit(folder)
    original = "original/1204/20261126T040000Z.mp4"
    wishes = (
        SidecarWish(STILL_NAME, CLAIMS, FACTS.start_utc),
        SidecarWish(COPY, CLAIMS, FACTS.start_utc, original),
    )
    file = ExhibitFile(still, STILL_NAME, sha256_hex(tiny_png()))
    provenance = Provenance("id.go.semarangkota.cctv.evidence", wishes)
    return replace(exhibit, files=(*exhibit.files, file), provenance=provenance)


def tiny_png() -> bytes:
    """One grey point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def copied_as_it_is(source: Path, target: Path, _created_utc: datetime) -> None:
    """Stands for FFmpeg: the tiny file has its index first already."""
    shutil.copyfile(source, target)


def openssl(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["openssl", *map(str, arguments)], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


@dataclass(frozen=True)
class StampingService:
    """OpenSSL's own time stamping, below ``folder``: somebody else's implementation."""

    folder: Path
    root: Known

    @classmethod
    def begin(cls, folder: Path) -> StampingService:
        root = certified("Layanan Cap Waktu Uji", ca=True)
        signer = certified("TSA Uji", root, stamps=True)
        for name, content in (("root.pem", root.pem), ("tsa.pem", signer.pem), ("tsa.key", signer.key_pem)):
            (folder / name).write_bytes(content)
        (folder / "serial").write_text("01\n", encoding="ascii")
        (folder / "tsa.cnf").write_text(
            "[tsa]\ndefault_tsa = t\n[t]\ndir = .\nserial = serial\nsigner_cert = tsa.pem\nsigner_key = tsa.key\n"
            "signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\n",
            encoding="ascii",
        )
        return cls(folder, root)

    def stamp(self, content: bytes) -> bytes:
        """What a ``Sealer`` asks for."""
        request = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
        return self.answer(request.as_bytes())

    def answer(self, request: bytes) -> bytes:
        (self.folder / "request.tsq").write_bytes(request)
        done = openssl(
            "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq", "-out", "answer.tsr", folder=self.folder
        )
        assert done.returncode == 0, done.stderr
        return (self.folder / "answer.tsr").read_bytes()
