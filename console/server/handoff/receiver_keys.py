"""The keys of each receiver: sealed in the database, opened only to sign and to verify; old ones end by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from console.base.ids import new_id
from console.base.redaction import Secret
from console.handoff.keys import (
    PrivateKey,
    PublicKey,
    SharedKey,
    SigningKey,
    VerifyingKey,
    read_private_key,
    read_public_key,
    read_shared_key,
)
from console.server.handoff.tables import RECEIVER_KEYS
from console.server.keys import Keys


class KeyKind(Enum):
    """What a key is for."""

    SIGNING = "signing"
    """Ours: signs what we send."""
    SHARED = "shared"
    """Both sides': signs what we send, verifies what comes back."""
    ANSWERS = "answers"
    """Theirs, public: verifies what comes back."""


@dataclass(frozen=True)
class KeyRing:
    """A receiver's keys that count now, the newest first."""

    signing: tuple[SigningKey, ...]
    verifying: tuple[VerifyingKey, ...]


def key_ring(connection: Connection, keys: Keys, receiver: str, now_utc: datetime) -> KeyRing:
    """Raises KnownError ``centre.key_wrong``."""
    counts = or_(RECEIVER_KEYS.c.expires_utc.is_(None), RECEIVER_KEYS.c.expires_utc > now_utc)
    statement = select(RECEIVER_KEYS).where(RECEIVER_KEYS.c.receiver == receiver, counts)
    rows = connection.execute(statement.order_by(RECEIVER_KEYS.c.created_utc.desc(), RECEIVER_KEYS.c.id.desc())).all()
    found = [_opened(row, keys) for row in rows]
    return KeyRing(
        tuple(key for key in found if not isinstance(key, PublicKey)),
        tuple(key for key in found if not isinstance(key, PrivateKey)),
    )


def _opened(row: Any, keys: Keys) -> PrivateKey | SharedKey | PublicKey:
    text = keys.unseal_key(row.sealed)
    match KeyKind(row.kind):
        case KeyKind.SIGNING:
            return read_private_key(text)
        case KeyKind.SHARED:
            return read_shared_key(text)
        case KeyKind.ANSWERS:
            return read_public_key(text.reveal())


def add_keys(
    connection: Connection,
    keys: Keys,
    receiver: str,
    fresh: Sequence[PrivateKey | SharedKey | PublicKey],
    now: datetime,
) -> None:
    for key in fresh:
        text = Secret(key.text()) if isinstance(key, PublicKey) else key.text()
        values = {
            "id": str(new_id()),
            "receiver": receiver,
            "kind": kind_of(key).value,
            "sealed": keys.seal_key(text),
            "created_utc": now,
        }
        connection.execute(insert(RECEIVER_KEYS).values(values))


def kind_of(key: PrivateKey | SharedKey | PublicKey) -> KeyKind:
    if isinstance(key, PrivateKey):
        return KeyKind.SIGNING
    return KeyKind.SHARED if isinstance(key, SharedKey) else KeyKind.ANSWERS


def end_keys(
    connection: Connection, receiver: str, kinds: Sequence[KeyKind], now: datetime, overlap: timedelta
) -> None:
    """Those that have no end yet get one."""
    mine = (
        (RECEIVER_KEYS.c.receiver == receiver)
        & RECEIVER_KEYS.c.kind.in_([kind.value for kind in kinds])
        & RECEIVER_KEYS.c.expires_utc.is_(None)
    )
    connection.execute(update(RECEIVER_KEYS).where(mine).values(expires_utc=now + overlap))
