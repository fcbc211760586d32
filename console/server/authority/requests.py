"""Requests for a certificate (PKCS #10), which let a key stay on the machine that made it."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.server.authority.certificates import checked_name


def request_pem(key: RSAPrivateKey, name: str) -> bytes:
    """Raises KnownError ``authority.name_bad``."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, checked_name(name))])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    return request.public_bytes(Encoding.PEM)


def requested_key(path: Path) -> RSAPublicKey:
    """The key for which a certificate is asked; who asks is not believed but told by the authority's own people.

    Raises KnownError ``authority.request_bad`` (path), disk.*.
    """
    with disk_errors(path):
        pem = path.read_bytes()
    try:
        request = x509.load_pem_x509_csr(pem)
        key = request.public_key()
        is_signed = request.is_signature_valid
    except (ValueError, InvalidSignature) as error:
        raise KnownError("authority.request_bad", path=str(path)) from error
    if not is_signed or not isinstance(key, RSAPublicKey):
        raise KnownError("authority.request_bad", path=str(path))
    return key
