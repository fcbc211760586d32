"""The key that this console signs with, in a private file under a passphrase that the system's keyring keeps or a person gives.

The file, and not the keyring, holds the key: the one of Windows takes no more than 1,280 characters.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from console.auth.vault import KeyringVault, TokenVault
from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.base.redaction import Secret
from console.proof.certificates import chain_pem, common_name, is_in_force, read_chain, request_pem, serial_text
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.proof.locked_key import WrongPassphraseError, key_pem, new_key, read_key
from console.proof.statement import SignedStatement, sign_statement

FOLDER_NAME = "signing"
"""Below the data folder."""
_IN_USE_NAME = "console.pem"
"""Key and certificates in one file, so that they can only change together."""
_WAITING_NAME = "next.key"
_BEFORE_NAME = "before"
SHORTEST_PASSPHRASE = 12


class Passphrase(Protocol):
    """What opens the key. Both raise KnownError ``console_key.keyring_closed`` where a keyring keeps it."""

    def known(self) -> Secret | None: ...

    def for_new(self) -> Secret:
        """For a key that is made now."""


class GivenPassphrase:
    """Typed, or from a file that the system gives: for room machines without a desktop session."""

    def __init__(self, passphrase: Secret) -> None:
        self._passphrase = passphrase

    def known(self) -> Secret | None:
        return self._passphrase

    def for_new(self) -> Secret:
        """Raises KnownError ``authority.passphrase_short`` (least)."""
        if len(self._passphrase.reveal()) < SHORTEST_PASSPHRASE:
            raise KnownError("authority.passphrase_short", least=SHORTEST_PASSPHRASE)
        return self._passphrase


class KeyringPassphrase:
    """Made by chance once, and known to the keyring of this person alone."""

    def __init__(self, vault: TokenVault, folder: Path) -> None:
        self._vault = vault
        self._account = f"signing-key@{folder}"

    def known(self) -> Secret | None:
        try:
            return self._vault.load(self._account)
        except KnownError as error:
            raise KnownError("console_key.keyring_closed") from error

    def for_new(self) -> Secret:
        known = self.known()
        if known is not None:
            return known
        made = Secret(secrets.token_urlsafe(32))
        try:
            self._vault.save(self._account, made)
        except KnownError as error:
            raise KnownError("console_key.keyring_closed") from error
        if self.known() != made:
            # A key behind a passphrase that nobody kept could never sign.
            raise KnownError("console_key.keyring_closed")
        return made


@dataclass(frozen=True)
class ConsoleSigner:
    """An opened key with its certificate, and those above it but for the root."""

    key: RSAPrivateKey = field(repr=False)
    chain: tuple[x509.Certificate, ...]

    @property
    def certificate(self) -> x509.Certificate:
        return self.chain[0]

    @property
    def name(self) -> str:
        """Of this console, as the city's authority calls it."""
        return common_name(self.certificate)

    def sign(self, said: Mapping[str, Any], now_utc: datetime) -> SignedStatement:
        """Raises KnownError ``console_key.expired``: nobody would believe it."""
        if not is_in_force(self.certificate, now_utc):
            raise KnownError("console_key.expired")
        return sign_statement(self.key, chain_pem(self.chain), said)


class ConsoleKey:
    """The files of the key. Private keys lie there only under the passphrase; every method may raise KnownError disk.*"""

    def __init__(self, folder: Path, passphrase: Passphrase) -> None:
        self.folder = folder
        self._passphrase = passphrase

    def signer(self) -> ConsoleSigner | None:
        """None where this console has no certificate.

        Raises KnownError ``console_key.keyring_closed``, ``console_key.passphrase_lost``, ``console_key.passphrase_wrong``,
        ``console_key.unreadable`` (path).
        """
        chain = self.certificates()
        if not chain:
            return None
        key = self._opened(self.folder / _IN_USE_NAME)
        if key.public_key() != chain[0].public_key():
            raise KnownError("console_key.unreadable", path=str(self.folder / _IN_USE_NAME))
        return ConsoleSigner(key, chain)

    def certificates(self) -> tuple[x509.Certificate, ...]:
        """Of the key in use, its own first; empty where there is none. Needs no passphrase. Raises KnownError
        ``console_key.unreadable`` (path)."""
        path = self.folder / _IN_USE_NAME
        return _certificates(path) if path.is_file() else ()

    def before(self) -> tuple[x509.Certificate, ...]:
        """Those that signed here earlier: what they signed stays provable. Raises as ``certificates``."""
        folder = self.folder / _BEFORE_NAME
        with disk_errors(folder):
            paths = sorted(folder.glob("*.pem")) if folder.is_dir() else []
        return tuple(sorted((_certificates(path)[0] for path in paths), key=lambda one: one.not_valid_before_utc))

    @property
    def is_waiting(self) -> bool:
        """A key was made and has no certificate yet."""
        return (self.folder / _WAITING_NAME).is_file()

    def make(self) -> RSAPrivateKey:
        """A new key that waits for its certificate, in place of one that waited; the one in use goes on signing."""
        passphrase = self._passphrase.for_new()
        key = new_key()
        with disk_errors(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_whole(self.folder / _WAITING_NAME, key_pem(key, passphrase), PRIVATE_MODE)
        return key

    def request(self, name: str) -> bytes:
        """PKCS #10 as PEM; asked again before the answer is there it is for the same key. Raises KnownError
        ``authority.name_bad``, and as ``signer``."""
        key = self._opened(self.folder / _WAITING_NAME) if self.is_waiting else self.make()
        chain = self.certificates()
        if chain and chain[0].public_key() == key.public_key():
            # It was installed, and the machine died before the file of the one that waited was gone.
            key = self.make()
        return request_pem(key, name)

    def install(self, source: Path, now_utc: datetime) -> x509.Certificate:
        """From the next start on this console signs with the key that waited.

        Raises KnownError ``console_key.no_request``, ``console_key.not_its_key``, ``console_key.chain_bad`` (path),
        ``console_key.expired``, and as ``signer``.
        """
        if not self.is_waiting:
            raise KnownError("console_key.no_request")
        with disk_errors(source):
            pem = source.read_bytes()
        try:
            chain = read_chain(pem)
        except ValueError as error:
            raise KnownError("console_key.chain_bad", path=str(source)) from error
        key = self._opened(self.folder / _WAITING_NAME)
        if chain[0].public_key() != key.public_key():
            raise KnownError("console_key.not_its_key")
        if not is_in_force(chain[0], now_utc):
            raise KnownError("console_key.expired")
        self._put_away()
        locked = key_pem(key, self._passphrase.for_new())
        replace_whole(self.folder / _IN_USE_NAME, locked + chain_pem(chain), PRIVATE_MODE)
        with disk_errors(self.folder):
            (self.folder / _WAITING_NAME).unlink()
        return chain[0]

    def _put_away(self) -> None:
        """The certificate of before stays; its key goes."""
        chain = self.certificates()
        if chain:
            folder = self.folder / _BEFORE_NAME
            with disk_errors(folder):
                folder.mkdir(mode=0o700, exist_ok=True)
            replace_whole(folder / f"{serial_text(chain[0])}.pem", chain_pem(chain))

    def _opened(self, path: Path) -> RSAPrivateKey:
        passphrase = self._passphrase.known()
        if passphrase is None:
            raise KnownError("console_key.passphrase_lost")
        with disk_errors(path):
            pem = path.read_bytes()
        try:
            return read_key(pem, passphrase)
        except WrongPassphraseError as error:
            raise KnownError("console_key.passphrase_wrong") from error
        except ValueError as error:
            raise KnownError("console_key.unreadable", path=str(path)) from error


def key_in(data_folder: Path, passphrase_file: Path | None) -> ConsoleKey:
    """The key of the console with that data folder. Raises KnownError ``console_key.passphrase_file`` (path)."""
    folder = data_folder / FOLDER_NAME
    if passphrase_file is None:
        return ConsoleKey(folder, KeyringPassphrase(KeyringVault(), folder))
    return ConsoleKey(folder, GivenPassphrase(_first_line(passphrase_file)))


def _first_line(path: Path) -> Secret:
    try:
        line = path.read_text("utf-8").partition("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("console_key.passphrase_file", path=str(path)) from error
    if not line:
        raise KnownError("console_key.passphrase_file", path=str(path))
    return Secret(line)


def _certificates(path: Path) -> tuple[x509.Certificate, ...]:
    with disk_errors(path):
        pem = path.read_bytes()
    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except ValueError as error:
        raise KnownError("console_key.unreadable", path=str(path)) from error
