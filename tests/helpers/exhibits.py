"""An authority of a city, its sealing key, a time stamping service, and a small package."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from console.exhibit.package import Exhibit, ExhibitFile
from console.exhibit.seal import Sealer
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
    if stamps:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return Known(key, builder.sign(above.key if above else key, hashes.SHA256()))


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
