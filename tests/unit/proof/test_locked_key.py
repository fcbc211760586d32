"""Keys as PEM: what is written comes back, to us and to openssl, and to nobody without the passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from console.base.redaction import Secret
from console.proof.locked_key import WrongPassphraseError, key_pem, new_key, read_key
from tests.helpers.authority import openssl

_KEY = new_key()
_PASSPHRASE = Secret("sandi berkas – malam ✓")
_LOCKED = key_pem(_KEY, _PASSPHRASE)


def test_a_locked_key_opens_with_its_passphrase_alone() -> None:
    assert read_key(_LOCKED, _PASSPHRASE).private_numbers() == _KEY.private_numbers()
    for wrong in (None, Secret(""), Secret("sandi")):
        with pytest.raises(WrongPassphraseError):
            read_key(_LOCKED, wrong)


def test_an_open_key_needs_none() -> None:
    pem = key_pem(_KEY, None)
    assert read_key(pem, None).private_numbers() == _KEY.private_numbers()
    assert read_key(pem, _PASSPHRASE).private_numbers() == _KEY.private_numbers()


def test_openssl_opens_it_too(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_bytes(_LOCKED)
    (tmp_path / "word").write_text(_PASSPHRASE.reveal(), encoding="utf-8")
    code, told = openssl(
        "rsa", "-in", tmp_path / "key.pem", "-passin", f"file:{tmp_path / 'word'}", "-noout", "-modulus"
    )
    assert (code, told) == (0, f"Modulus={_KEY.private_numbers().public_numbers.n:X}\n")


def test_guessing_the_passphrase_costs_hundreds_of_thousands_of_rounds(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_bytes(_LOCKED)
    code, told = openssl("asn1parse", "-in", tmp_path / "key.pem")
    assert code == 0
    assert f":{600_000:06X}" in told
    assert "hmacWithSHA256" in told
    assert "aes-256-cbc" in told


@pytest.mark.parametrize("position", range(100, 2400, 331))
def test_a_damaged_key_is_never_another_key(position: int) -> None:
    bad = bytearray(_LOCKED)
    bad[position] ^= 1
    try:
        key = read_key(bytes(bad), _PASSPHRASE)
    except ValueError:
        return
    assert key.private_numbers() == _KEY.private_numbers()


def test_a_key_of_another_kind_is_refused() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    with pytest.raises(ValueError, match="not an RSA key"):
        read_key(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), None)


@pytest.mark.parametrize("pem", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_key_is_refused(pem: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the library's own words
        read_key(pem, None)
