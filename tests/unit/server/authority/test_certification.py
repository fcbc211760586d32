"""A certificate for the sealing key from an authority elsewhere: only the answer to our own request is taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.proof.locked_key import new_key
from console.server.authority.certification import install_certificate, make_request
from console.server.authority.sealing import SealingKey, read_sealing_key, write_sealing_key
from tests.helpers.clock import START_UTC

_ROOT_KEY, _BETWEEN_KEY = new_key(), new_key()
_WITHIN_UTC = START_UTC + timedelta(days=1)


def _certificate(
    name: str,
    issuer: tuple[str, RSAPrivateKey],
    key: RSAPublicKey,
    *,
    start_utc: datetime = START_UTC,
    may_sign: bool | None = True,
) -> x509.Certificate:
    """As another authority makes them: one between its root and us."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer[0])]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start_utc)
        .not_valid_after(start_utc + timedelta(days=30))
    )
    if may_sign is not None:
        false = dict.fromkeys(
            ("content_commitment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
        )
        usage = x509.KeyUsage(
            digital_signature=may_sign, key_encipherment=True, encipher_only=False, decipher_only=False, **false
        )
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(issuer[1], hashes.SHA256())


_ROOT = _certificate("BSrE", ("BSrE", _ROOT_KEY), _ROOT_KEY.public_key())
_BETWEEN = _certificate("BSrE 2", ("BSrE", _ROOT_KEY), _BETWEEN_KEY.public_key())
_ISSUER = ("BSrE 2", _BETWEEN_KEY)


def _key_of(request: bytes) -> RSAPublicKey:
    key = x509.load_pem_x509_csr(request).public_key()
    assert isinstance(key, RSAPublicKey)
    return key


def _answer(folder: Path, *chain: x509.Certificate) -> Path:
    path = folder / "answer.pem"
    path.write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in chain))
    return path


@pytest.mark.parametrize("passphrase", [None, Secret("sandi")])
def test_the_answer_to_a_request_seals_from_then_on(tmp_path: Path, passphrase: Secret | None) -> None:
    leaf = _certificate("Pusat", _ISSUER, _key_of(make_request(tmp_path, "Pusat", passphrase)))
    waiting = tmp_path / "sealing-next.key"
    assert waiting.stat().st_mode & 0o777 == 0o600
    install_certificate(tmp_path, _answer(tmp_path, leaf, _BETWEEN, _ROOT), passphrase, _WITHIN_UTC)
    sealing = read_sealing_key(tmp_path, passphrase, _WITHIN_UTC)
    assert (sealing.certificate, sealing.chain) == (leaf, (_BETWEEN,))
    assert not waiting.exists()


def test_until_the_answer_is_there_it_is_the_same_key_that_is_asked_for(tmp_path: Path) -> None:
    first = _key_of(make_request(tmp_path, "Pusat", None))
    assert _key_of(make_request(tmp_path, "Pusat CCTV", None)) == first


def test_after_a_death_in_the_middle_the_next_request_is_for_a_new_key(tmp_path: Path) -> None:
    first = _key_of(make_request(tmp_path, "Pusat", None))
    left = (tmp_path / "sealing-next.key").read_bytes()
    install_certificate(tmp_path, _answer(tmp_path, _certificate("Pusat", _ISSUER, first)), None, _WITHIN_UTC)
    (tmp_path / "sealing-next.key").write_bytes(left)
    assert _key_of(make_request(tmp_path, "Pusat", None)) != first


def test_the_centre_seals_as_before_until_the_answer_is_right(tmp_path: Path) -> None:
    key = new_key()
    before = _certificate("Pusat", _ISSUER, key.public_key())
    write_sealing_key(tmp_path, SealingKey(key, before), None)
    asked = _key_of(make_request(tmp_path, "Pusat", None))
    of_another = _certificate("Pusat", _ISSUER, _ROOT_KEY.public_key())
    over = _certificate("Pusat", _ISSUER, asked, start_utc=START_UTC - timedelta(days=60))
    not_for_signing = _certificate("Pusat", _ISSUER, asked, may_sign=False)
    right = _certificate("Pusat", _ISSUER, asked, may_sign=None)
    for code, chain in (
        ("sealing.not_its_key", (of_another,)),
        ("sealing.expired", (over,)),
        ("sealing.chain_bad", (not_for_signing,)),
        ("sealing.chain_bad", (right, _ROOT)),
        ("sealing.chain_bad", (_BETWEEN, right)),
        ("sealing.chain_bad", ()),
    ):
        with pytest.raises(KnownError) as caught:
            install_certificate(tmp_path, _answer(tmp_path, *chain), None, _WITHIN_UTC)
        assert caught.value.code == code
        assert read_sealing_key(tmp_path, None, _WITHIN_UTC).certificate == before
    install_certificate(tmp_path, _answer(tmp_path, right, _BETWEEN), None, _WITHIN_UTC)
    assert read_sealing_key(tmp_path, None, _WITHIN_UTC).certificate == right


def test_an_answer_that_nobody_asked_for_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"sealing\.no_request"):
        install_certificate(tmp_path, _answer(tmp_path, _BETWEEN), None, _WITHIN_UTC)


def test_another_passphrase_asks_for_nothing_and_takes_nothing(tmp_path: Path) -> None:
    asked = _key_of(make_request(tmp_path, "Pusat", Secret("sandi")))
    with pytest.raises(KnownError, match=r"sealing\.passphrase_wrong"):
        make_request(tmp_path, "Pusat", Secret("lain"))
    with pytest.raises(KnownError, match=r"sealing\.passphrase_wrong"):
        install_certificate(tmp_path, _answer(tmp_path, _certificate("Pusat", _ISSUER, asked)), None, _WITHIN_UTC)
