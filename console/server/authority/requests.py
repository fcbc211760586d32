"""Requests for a certificate (PKCS #10), which let a key stay on the machine that made it."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from console.base.errors import KnownError
from console.base.os_errors import disk_errors


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
