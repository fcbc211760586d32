"""The digest that tells an identical replay from another body under the same id."""

from __future__ import annotations

import hashlib
import json

from console.wire.model import Message


def body_hash(body: Message) -> str:
    """Digest of a body in one canonical form; times are in UTC by then, unknown fields are gone."""
    text = json.dumps(body.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
