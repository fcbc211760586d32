"""How the centre says no: a JSON body with a code that the console turns into a sentence."""

from __future__ import annotations

from pydantic import Field

from console.wire.model import Message


class Problem(Message):
    """Body of every 4xx and 5xx answer of the API; ``detail`` is for logs, never for screens."""

    code: str
    detail: str = ""
    params: dict[str, str] = Field(default_factory=dict)
    """What the sentence of that code names, such as who has what was asked for."""
