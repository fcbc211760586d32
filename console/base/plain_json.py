"""JSON from files that anybody may have written to: read, or refused in one way."""

from __future__ import annotations

import json


def read_json(content: str | bytes) -> object:
    """Raises ValueError for all that is none, also for what is nested beyond all sense."""
    try:
        found: object = json.loads(content)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return found
