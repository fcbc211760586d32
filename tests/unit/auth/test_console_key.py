"""The console's signing key: made, asked a certificate for, installed, renewed; closed where its passphrase is not there."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from keyring.errors import KeyringLocked, NoKeyringError

from console.auth.console_key import ConsoleKey, GivenPassphrase, KeyringPassphrase, key_in
from console.auth.vault import KeyringVault
from console.base.errors import KnownError
from console.base.redaction import Secret
from console.proof import locked_key
from console.proof.certificates import common_name, serial_text
from console.proof.statement import check_statement
from console.server.authority.certificates import HolderKind, holder_certificate
from tests.helpers.clock import START_UTC
from tests.helpers.console_keys import CONSOLE_NAME, console_rsa, root
from tests.unit.auth.test_vault import MemoryKeyring

PASSPHRASE = Secret("lima kata untuk ruang pantau")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rounds have their own test; here they would only take time."""
    monkeypatch.setattr(locked_key, "_ROUNDS", 1_000)


def given(folder: Path, passphrase: Secret = PASSPHRASE) -> ConsoleKey:
    return ConsoleKey(folder / "signing", GivenPassphrase(passphrase))


def answer(request: bytes, path: Path, days: int = 365) -> Path:
    """What the city's authority sends back."""
    key = x509.load_pem_x509_csr(request).public_key()
    assert isinstance(key, RSAPublicKey)
    begin = START_UTC.replace(microsecond=0)
    certificate = holder_certificate(root(), CONSOLE_NAME, HolderKind.CONSOLE, key, begin, days)
    path.write_bytes(certificate.public_bytes(Encoding.PEM))
    return path


def installed(key: ConsoleKey, folder: Path) -> x509.Certificate:
    return key.install(answer(key.request(CONSOLE_NAME), folder / "answer.pem"), START_UTC)


def test_a_console_without_a_key_signs_nothing(tmp_path: Path) -> None:
    assert given(tmp_path).signer() is None


def test_a_certified_key_signs_what_its_certificate_proves(tmp_path: Path) -> None:
    key = given(tmp_path)
    certificate = installed(key, tmp_path)
    signer = key.signer()
    assert signer is not None
    stated = check_statement(signer.sign({"sha256": "ab", "camera": "kam-1"}, START_UTC))
    assert (stated.certificate, stated.others) == (certificate, ())
    assert stated.said == {"sha256": "ab", "camera": "kam-1"}
    assert signer.name == CONSOLE_NAME


def test_the_key_lies_on_the_disk_only_locked_and_for_its_owner(tmp_path: Path) -> None:
    key = given(tmp_path)
    key.request(CONSOLE_NAME)
    waiting = (tmp_path / "signing" / "next.key").read_bytes()
    installed(key, tmp_path)
    path = tmp_path / "signing" / "console.pem"
    for pem in (waiting, path.read_bytes()):
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in pem
        assert b"BEGIN PRIVATE KEY" not in pem
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "PRIVATE" not in repr(key.signer())


def test_a_request_that_is_not_answered_yet_is_for_the_same_key_until_a_new_one_is_made(tmp_path: Path) -> None:
    key = given(tmp_path)

    def asked() -> object:
        return x509.load_pem_x509_csr(key.request("Konsol 3")).public_key()

    first = asked()
    assert asked() == first
    key.make()
    assert asked() != first


def test_a_key_that_was_installed_is_not_asked_for_again_after_a_crash(tmp_path: Path) -> None:
    key = given(tmp_path)
    key.make()
    waiting = (tmp_path / "signing" / "next.key").read_bytes()
    certificate = installed(key, tmp_path)
    (tmp_path / "signing" / "next.key").write_bytes(waiting)
    assert x509.load_pem_x509_csr(key.request(CONSOLE_NAME)).public_key() != certificate.public_key()


def test_a_renewed_console_still_knows_the_certificate_of_before(tmp_path: Path) -> None:
    key = given(tmp_path)
    first = installed(key, tmp_path)
    key.request(CONSOLE_NAME)
    assert key.certificates() == (first,), "the key in use goes on until the answer is here"
    second = installed(key, tmp_path)
    assert key.certificates() == (second,)
    assert key.before() == (first,)
    assert (tmp_path / "signing" / "before" / f"{serial_text(first)}.pem").read_bytes() == first.public_bytes(
        Encoding.PEM
    )


@pytest.mark.parametrize("fault", ["not_its_key", "expired", "chain_bad"])
def test_a_wrong_answer_changes_nothing(tmp_path: Path, fault: str) -> None:
    key = given(tmp_path)
    first = installed(key, tmp_path)
    path = answer(key.request(CONSOLE_NAME), tmp_path / "next.pem", days=1)
    now_utc = START_UTC
    if fault == "not_its_key":
        certificate = holder_certificate(
            root(), "Konsol 4", HolderKind.CONSOLE, console_rsa().public_key(), START_UTC.replace(microsecond=0), 9
        )
        path.write_bytes(certificate.public_bytes(Encoding.PEM))
    elif fault == "expired":
        now_utc += timedelta(days=2)
    else:
        path.write_bytes(b"surat balasan")
    with pytest.raises(KnownError) as refused:
        key.install(path, now_utc)
    assert refused.value.code == f"console_key.{fault}"
    assert key.certificates() == (first,)
    assert key.is_waiting


def test_a_certificate_that_nobody_asked_for_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"console_key\.no_request"):
        given(tmp_path).install(tmp_path / "answer.pem", START_UTC)


def test_an_expired_certificate_signs_nothing(tmp_path: Path) -> None:
    key = given(tmp_path)
    installed(key, tmp_path)
    signer = key.signer()
    assert signer is not None
    with pytest.raises(KnownError, match=r"console_key\.expired"):
        signer.sign({}, START_UTC + timedelta(days=400))


def test_the_keyring_keeps_a_passphrase_by_chance_and_opens_the_key_again(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    folder = tmp_path / "signing"

    def key() -> ConsoleKey:
        return ConsoleKey(folder, KeyringPassphrase(KeyringVault(lambda: keyring), folder))

    installed(key(), tmp_path)
    signer = key().signer()
    assert signer is not None
    assert common_name(signer.certificate) == CONSOLE_NAME
    ((account, passphrase),) = keyring.kept.items()
    assert account == ("ronda", f"signing-key@{folder}")
    assert len(passphrase) >= 40
    assert not any(passphrase.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("failure", [KeyringLocked(), NoKeyringError(), None], ids=["locked", "missing", "forgotten"])
def test_a_keyring_that_does_not_answer_keeps_the_key_closed(tmp_path: Path, failure: Exception | None) -> None:
    keyring = MemoryKeyring()
    folder = tmp_path / "signing"
    key = ConsoleKey(folder, KeyringPassphrase(KeyringVault(lambda: keyring), folder))
    installed(key, tmp_path)
    keyring.failure = failure
    if failure is None:
        keyring.kept.clear()
    with pytest.raises(KnownError) as closed:
        key.signer()
    assert closed.value.code == ("console_key.keyring_closed" if failure else "console_key.passphrase_lost")
    assert key.certificates(), "whose it is can be told without opening it"


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Forgets at once."""


def test_no_key_is_made_behind_a_passphrase_that_nobody_keeps(tmp_path: Path) -> None:
    folder = tmp_path / "signing"
    key = ConsoleKey(folder, KeyringPassphrase(KeyringVault(ForgetfulKeyring), folder))
    with pytest.raises(KnownError, match=r"console_key\.keyring_closed"):
        key.make()
    assert not folder.exists()


def test_a_wrong_passphrase_is_told_and_stands_nowhere(tmp_path: Path) -> None:
    installed(given(tmp_path), tmp_path)
    wrong = Secret("lima kata yang lain sekali")
    with pytest.raises(KnownError) as closed:
        given(tmp_path, wrong).signer()
    assert closed.value.code == "console_key.passphrase_wrong"
    assert wrong.reveal() not in repr(closed.value) + str(closed.value.params)


def test_a_new_key_wants_a_passphrase_that_is_long_enough(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"authority\.passphrase_short"):
        given(tmp_path, Secret("pendek")).make()


def test_a_room_machine_takes_the_passphrase_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "credential"
    path.write_text(f"{PASSPHRASE.reveal()}\nand a comment\n", "utf-8")
    installed(given(tmp_path), tmp_path)
    assert key_in(tmp_path, path).signer() is not None
    with pytest.raises(KnownError, match=r"console_key\.passphrase_file"):
        key_in(tmp_path, tmp_path / "missing")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    installed(given(tmp_path), tmp_path)
    (tmp_path / "signing" / "console.pem").write_bytes(b"torn")
    with pytest.raises(KnownError) as told:
        given(tmp_path).signer()
    assert told.value.code == "console_key.unreadable"


def test_a_statement_of_another_text_or_key_is_none(tmp_path: Path) -> None:
    key = given(tmp_path)
    installed(key, tmp_path)
    signer = key.signer()
    assert signer is not None
    signed = signer.sign({"sha256": "ab"}, START_UTC)
    other = json.dumps({"sha256": "cd"})
    faults = (
        replace(signed, body=other),
        replace(signed, signature="no base64"),
        replace(signed, certificates=root().certificate.public_bytes(Encoding.PEM).decode()),
        replace(signed, certificates=""),
        replace(signed, body="\ud800"),
        replace(signed, body="x" * 100_000),
    )
    for fault in faults:
        with pytest.raises(ValueError):  # noqa: PT011  each of them is simply no statement
            check_statement(fault)
