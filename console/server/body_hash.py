"""The digest that tells an identical replay from another body under the same id."""

from __future__ import annotations

import hashlib
import json

from console.wire.model import Message


def body_hash(body: Message, kept: str | None = None) -> str:
    """Digest of a body in one canonical form; times are in UTC by then, unknown fields are gone.

    To compare with one that is ``kept``, of the fields that it has: a centre that learned fields since had ignored them.
    """
    fields = set(json.loads(kept)) if kept is not None else None
    text = json.dumps(body.model_dump(mode="json", include=fields), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
