"""Receivers of flags: added, listed, shut out and given new keys, from the command line alone.

No route adds one or changes its address, so nobody who signs in can make the centre post to a place of their choice.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from console.base.errors import KnownError
from console.domain.area import is_area_code
from console.handoff.addresses import checked_post_url
from console.handoff.keys import PrivateKey, PublicKey, SharedKey, new_private_key, new_shared_key
from console.server.centre import Centre
from console.server.handoff.outbox import OutboxState
from console.server.handoff.receiver_keys import KeyKind, add_keys, end_keys, key_ring
from console.server.handoff.rules import ReceiverRule
from console.server.handoff.tables import FLAGS_KIND, HANDOFF_OUTBOX, RECEIVERS, REPAIRS_KIND
from console.server.owners import OWNERS

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
_PRIORITIES = range(1, 5)


@dataclass(frozen=True)
class NewReceiver:
    """A receiver to add."""

    name: str
    url: str
    rule: ReceiverRule = field(default_factory=ReceiverRule)
    answer_key: PublicKey | None = None
    """Its public key: what it answers is signed by it."""
    with_shared_key: bool = False
    """Also sign with a shared secret, for systems that know no Ed25519."""
    ca_pem: str | None = None
    exercise: bool = False
    """Gets what is practice, and nothing else."""
    owners: tuple[str, ...] | None = None
    """It gets repairs instead of flags: those of these owners, or of all that no other receiver is of."""


@dataclass(frozen=True)
class GivenKeys:
    """What the other side must be told; ``shared`` is shown once and never again."""

    public: PublicKey
    shared: SharedKey | None = None


@dataclass(frozen=True)
class KnownReceiver:
    """A receiver as listed, with how its messages stand."""

    name: str
    url: str
    rule: ReceiverRule
    disabled_utc: datetime | None
    disabled_why: str | None
    waiting: int
    failed: int
    delivered: int
    owners: tuple[str, ...] | None = None
    """Of a receiver of repairs."""


def add_receiver(centre: Centre, new: NewReceiver) -> GivenKeys:
    """Raises KnownError ``handoff.receiver_name_bad``, ``handoff.receiver_exists`` (name), ``handoff.rule_bad`` (value),
    ``handoff.ca_bad``, ``owner.unknown`` (id), and those of ``checked_post_url``.
    """
    _check(new)
    signing = new_private_key()
    shared = new_shared_key() if new.with_shared_key else None
    fresh = [key for key in (signing, shared, new.answer_key) if key is not None]

    def work(connection: Connection) -> None:
        if _row(connection, new.name) is not None:
            raise KnownError("handoff.receiver_exists", name=new.name)
        _check_owners(connection, new.owners or ())
        now = centre.clock.now_utc()
        values = {
            "name": new.name,
            "url": new.url,
            "areas": json.dumps(new.rule.areas),
            "categories": json.dumps(new.rule.categories),
            "priorities": json.dumps(new.rule.priorities),
            "ca_pem": new.ca_pem,
            "created_utc": now,
            "exercise": new.exercise,
            "kind": FLAGS_KIND if new.owners is None else REPAIRS_KIND,
            "owners": json.dumps(new.owners or ()),
        }
        connection.execute(insert(RECEIVERS).values(values))
        add_keys(connection, centre.keys, new.name, fresh, now)

    centre.database.write(work)
    return GivenKeys(signing.public(), shared)


def _check(new: NewReceiver) -> None:
    if not _NAME.fullmatch(new.name):
        raise KnownError("handoff.receiver_name_bad", name=new.name)
    checked_post_url(new.url)
    bad = [area for area in new.rule.areas if not is_area_code(area)]
    bad += [str(priority) for priority in new.rule.priorities if priority not in _PRIORITIES]
    if bad:
        raise KnownError("handoff.rule_bad", value=bad[0])
    if new.ca_pem is not None:
        try:
            ssl.create_default_context(cadata=new.ca_pem)
        except ssl.SSLError as error:
            raise KnownError("handoff.ca_bad") from error


def _check_owners(connection: Connection, owners: Sequence[str]) -> None:
    known = set(connection.execute(select(OWNERS.c.id)).scalars())
    for owner in owners:
        if owner not in known:
            raise KnownError("owner.unknown", id=owner)


def _row(connection: Connection, name: str) -> Any:
    return connection.execute(select(RECEIVERS).where(RECEIVERS.c.name == name)).first()


def _known_row(connection: Connection, name: str) -> Any:
    row = _row(connection, name)
    if row is None:
        raise KnownError("handoff.receiver_unknown", name=name)
    return row


def rule_of(row: Any) -> ReceiverRule:
    return ReceiverRule(
        tuple(json.loads(row.areas)), tuple(json.loads(row.categories)), tuple(json.loads(row.priorities))
    )


def list_receivers(centre: Centre) -> list[KnownReceiver]:
    with centre.database.read() as connection:
        rows = connection.execute(select(RECEIVERS).order_by(RECEIVERS.c.name)).all()
        grouped = select(HANDOFF_OUTBOX.c.receiver, HANDOFF_OUTBOX.c.state, func.count()).group_by(
            HANDOFF_OUTBOX.c.receiver, HANDOFF_OUTBOX.c.state
        )
        counts = {(name, state): int(count) for name, state, count in connection.execute(grouped)}
    return [
        KnownReceiver(
            row.name,
            row.url,
            rule_of(row),
            row.disabled_utc,
            row.disabled_why,
            counts.get((row.name, OutboxState.WAITING.value), 0),
            counts.get((row.name, OutboxState.FAILED.value), 0),
            counts.get((row.name, OutboxState.DELIVERED.value), 0),
            owners=tuple(json.loads(row.owners)) if row.kind == REPAIRS_KIND else None,
        )
        for row in rows
    ]


def disable_receiver(centre: Centre, name: str) -> None:
    """Nothing more is sent to it; what waits stays. Raises KnownError ``handoff.receiver_unknown`` (name)."""

    def work(connection: Connection) -> None:
        _known_row(connection, name)
        disable_row(connection, name, "by_hand", centre.clock.now_utc())

    centre.database.write(work)


def disable_row(connection: Connection, name: str, why: str, now_utc: datetime) -> None:
    values = {"disabled_utc": now_utc, "disabled_why": why}
    connection.execute(update(RECEIVERS).where(RECEIVERS.c.name == name).values(values))


def enable_receiver(centre: Centre, name: str) -> None:
    """What waits goes now, and what was given up is tried anew. Raises KnownError ``handoff.receiver_unknown`` (name)."""

    def work(connection: Connection) -> None:
        _known_row(connection, name)
        now = centre.clock.now_utc()
        values = {"disabled_utc": None, "disabled_why": None, "paused_until_utc": None}
        connection.execute(update(RECEIVERS).where(RECEIVERS.c.name == name).values(values))
        undone = HANDOFF_OUTBOX.c.state.in_([OutboxState.WAITING.value, OutboxState.FAILED.value])
        again = {"state": OutboxState.WAITING.value, "due_utc": now, "queued_utc": now, "tries": 0}
        connection.execute(update(HANDOFF_OUTBOX).where(HANDOFF_OUTBOX.c.receiver == name, undone).values(again))

    centre.database.write(work)


def rotate_keys(centre: Centre, name: str, overlap: timedelta, answer_key: PublicKey | None = None) -> GivenKeys:
    """New keys beside the old ones, which end after ``overlap``. Raises KnownError ``handoff.receiver_unknown`` (name)."""

    def work(connection: Connection) -> GivenKeys:
        _known_row(connection, name)
        now = centre.clock.now_utc()
        ring = key_ring(connection, centre.keys, name, now)
        signing = new_private_key()
        shared = new_shared_key() if any(isinstance(key, SharedKey) for key in ring.signing) else None
        fresh: list[PrivateKey | SharedKey | PublicKey] = [signing]
        fresh += [key for key in (shared, answer_key) if key is not None]
        ending = [KeyKind.SIGNING, KeyKind.SHARED] + ([KeyKind.ANSWERS] if answer_key else [])
        end_keys(connection, name, ending, now, overlap)
        add_keys(connection, centre.keys, name, fresh, now)
        return GivenKeys(signing.public(), shared)

    return centre.database.write(work)
