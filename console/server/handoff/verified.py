"""The door for answers: from a receiver that we know, signed by its key, in time, and a message at all."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from console.base.errors import KnownError
from console.handoff.cloud_event import CloudEvent, read_event
from console.handoff.signing import verify
from console.server.centre import Centre
from console.server.handoff.receiver_keys import key_ring
from console.server.handoff.tables import RECEIVERS
from console.server.problems import Refusal


def verified_event(centre: Centre, receiver: str, headers: Mapping[str, str], body: bytes) -> CloudEvent:
    """Raises Refusal: 404 ``handoff.receiver_unknown``, 403 ``handoff.receiver_disabled``; 401 ``handoff.signature_missing``,
    ``handoff.signature_wrong``, ``handoff.clock_wrong``; 422 ``handoff.message_malformed``.
    """
    now = centre.clock.now_utc()
    with centre.database.read() as connection:
        row = connection.execute(select(RECEIVERS).where(RECEIVERS.c.name == receiver)).first()
        if row is None:
            raise Refusal(404, "handoff.receiver_unknown")
        ring = key_ring(connection, centre.keys, receiver, now)
    try:
        message = verify(headers, body, ring.verifying, now)
    except KnownError as error:
        raise Refusal(401, error.code, str(error)) from error
    if row.disabled_utc is not None:
        raise Refusal(403, "handoff.receiver_disabled")
    try:
        event = read_event(body)
    except KnownError as error:
        raise Refusal(422, error.code) from error
    if event.id != message.id:
        raise Refusal(422, "handoff.message_malformed", "webhook-id is not the id of the message")
    return event
