"""The seal of a package: a CMS signature over its list of lists, and the time stamp of a service where there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

Stamp = Callable[[bytes], bytes]
"""Asks a time stamping service (RFC 3161) to stamp these bytes; gives its answer as it came. Raises KnownError seal.*."""


@dataclass(frozen=True)
class Sealer:
    """Who seals: a key (RSA, 3072 bits), its certificate, and those above it but for the root that people must know."""

    key: RSAPrivateKey = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()
    stamp: Stamp | None = None
    """None where the city has no time stamping service; the package then says so."""
    stamp_url: str = ""
    """Where that service is, for those who ask it themselves."""

    def sign(self, content: bytes) -> bytes:
        """A detached CMS signature in DER (RFC 5652) with the time of this machine, as ``openssl cms -verify`` reads it."""
        builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
        builder = builder.add_signer(self.certificate, self.key, hashes.SHA256())
        for certificate in self.chain:
            builder = builder.add_certificate(certificate)
        options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.NoCapabilities]
        return builder.sign(Encoding.DER, options)

    def certificates_pem(self) -> bytes:
        return b"".join(one.public_bytes(Encoding.PEM) for one in (self.certificate, *self.chain))
