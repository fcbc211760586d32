"""RSA keys as PEM, open or under a passphrase; one under a passphrase is PKCS #8 that ``openssl pkey`` reads as well."""

from __future__ import annotations

import base64
import hashlib
import secrets
import textwrap

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from console.base.redaction import Secret

KEY_BITS = 3072
_ROUNDS = 600_000
"""Of PBKDF2 with SHA-256. The library's own writer takes 2,048: too few for a stolen file under words that a person remembers."""
_SEQUENCE, _INTEGER, _OCTETS = 0x30, 0x02, 0x04
_PBES2 = bytes.fromhex("06092a864886f70d01050d")
_PBKDF2 = bytes.fromhex("06092a864886f70d01050c")
_HMAC_SHA256 = bytes.fromhex("06082a864886f70d02090500")
_AES_256_CBC = bytes.fromhex("060960864801650304012a")


class WrongPassphraseError(ValueError):
    """The key is under another passphrase, or under one and none was given."""


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65_537, key_size=KEY_BITS)


def key_pem(key: rsa.RSAPrivateKey, passphrase: Secret | None) -> bytes:
    if passphrase is None:
        return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    body = "\n".join(textwrap.wrap(base64.b64encode(_locked(plain, passphrase)).decode(), 64))
    return f"-----BEGIN ENCRYPTED PRIVATE KEY-----\n{body}\n-----END ENCRYPTED PRIVATE KEY-----\n".encode()


def read_key(pem: bytes, passphrase: Secret | None) -> rsa.RSAPrivateKey:
    """Raises WrongPassphraseError, ValueError for what is no RSA key in PEM."""
    is_locked = b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in pem
    told = passphrase.reveal().encode() if is_locked and passphrase is not None else None
    if is_locked and not told:
        raise WrongPassphraseError("a passphrase is needed")
    try:
        key = load_pem_private_key(pem, told)
    except ValueError as error:
        if is_locked:  # a damaged file and a wrong passphrase look alike
            raise WrongPassphraseError("another passphrase") from error
        raise
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("not an RSA key")  # noqa: TRY004  the file's fault, not a caller's
    return key


def _locked(plain: bytes, passphrase: Secret) -> bytes:
    """EncryptedPrivateKeyInfo of RFC 5958 with PBES2 of RFC 8018."""
    salt, start = secrets.token_bytes(16), secrets.token_bytes(16)
    derived = hashlib.pbkdf2_hmac("sha256", passphrase.reveal().encode(), salt, _ROUNDS, 32)
    pad = PKCS7(128).padder()
    cipher = Cipher(algorithms.AES256(derived), modes.CBC(start)).encryptor()
    secret = cipher.update(pad.update(plain) + pad.finalize()) + cipher.finalize()
    rounds = _ROUNDS.to_bytes((_ROUNDS.bit_length() + 8) // 8, "big")
    stretching = _der(_SEQUENCE, _der(_OCTETS, salt), _der(_INTEGER, rounds), _der(_SEQUENCE, _HMAC_SHA256))
    scheme = _der(_SEQUENCE, _der(_SEQUENCE, _PBKDF2, stretching), _der(_SEQUENCE, _AES_256_CBC, _der(_OCTETS, start)))
    return _der(_SEQUENCE, _der(_SEQUENCE, _PBES2, scheme), _der(_OCTETS, secret))


def _der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:  # noqa: PLR2004  the short form of a length
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content
