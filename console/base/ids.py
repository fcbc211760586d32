"""Identifiers made here: UUID version 7 (RFC 9562), which sort by time and serve as idempotency keys."""

from __future__ import annotations

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A fresh UUIDv7. Any thread."""
    return UUID(int=uuid_utils.uuid7().int)
