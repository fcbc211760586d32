"""The centre's sealing key: private, complete, and never used beyond its time."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.proof.locked_key import key_pem, new_key
from console.server.authority.certificates import HolderKind, Root, holder_certificate, root_certificate
from console.server.authority.sealing import SealingKey, read_sealing_key, seals_with, write_sealing_key
from tests.helpers.clock import START_UTC

_ROOT_KEY, _KEY = new_key(), new_key()
_ROOT = Root(_ROOT_KEY, root_certificate(_ROOT_KEY, "Kota", START_UTC))
_CERTIFICATE = holder_certificate(_ROOT, "Pusat", HolderKind.CENTRE, _KEY.public_key(), START_UTC, 30)
_SEALING = SealingKey(_KEY, _CERTIFICATE, (_ROOT.certificate,))
_PASSPHRASE = Secret("sandi")


@pytest.mark.parametrize("passphrase", [None, _PASSPHRASE])
def test_what_is_written_comes_back(tmp_path: Path, passphrase: Secret | None) -> None:
    path = write_sealing_key(tmp_path, _SEALING, passphrase)
    read = read_sealing_key(tmp_path, passphrase, START_UTC)
    assert read.key.private_numbers() == _KEY.private_numbers()
    assert (read.certificate, read.chain) == (_SEALING.certificate, _SEALING.chain)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert "key=" not in repr(read)


def test_nobody_else_can_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = write_sealing_key(tmp_path, _SEALING, None)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    read_sealing_key(tmp_path, None, START_UTC)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_one_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    write_sealing_key(tmp_path, _SEALING, None)
    key = new_key()
    newer = holder_certificate(_ROOT, "Pusat", HolderKind.CENTRE, key.public_key(), START_UTC, 30)
    write_sealing_key(tmp_path, SealingKey(key, newer), None)
    assert read_sealing_key(tmp_path, None, START_UTC).certificate == newer


def test_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"sealing\.none"):
        read_sealing_key(tmp_path, None, START_UTC)


@pytest.mark.parametrize("passphrase", [None, Secret("lain")])
def test_a_wrong_passphrase_is_told(tmp_path: Path, passphrase: Secret | None) -> None:
    write_sealing_key(tmp_path, _SEALING, _PASSPHRASE)
    with pytest.raises(KnownError, match=r"sealing\.passphrase_wrong"):
        read_sealing_key(tmp_path, passphrase, START_UTC)


@pytest.mark.parametrize("days", [-1, 31])
def test_it_seals_nothing_outside_its_time(tmp_path: Path, days: int) -> None:
    write_sealing_key(tmp_path, _SEALING, None)
    with pytest.raises(KnownError, match=r"sealing\.expired"):
        read_sealing_key(tmp_path, None, START_UTC + timedelta(days=days))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        key_pem(_KEY, None),
        _CERTIFICATE.public_bytes(Encoding.PEM),
        key_pem(_ROOT_KEY, None) + _CERTIFICATE.public_bytes(Encoding.PEM),
    ],
    ids=["empty", "no certificate", "no key", "another key"],
)
def test_a_file_that_is_not_whole_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sealing.pem").write_bytes(content)
    with pytest.raises(KnownError, match=r"sealing\.unreadable"):
        read_sealing_key(tmp_path, None, START_UTC)


def test_which_certificate_it_seals_with_is_known_without_the_passphrase(tmp_path: Path) -> None:
    assert not seals_with(tmp_path, _CERTIFICATE)
    write_sealing_key(tmp_path, _SEALING, _PASSPHRASE)
    assert seals_with(tmp_path, _CERTIFICATE)
    assert not seals_with(tmp_path, _ROOT.certificate)
