"""What a relay opens."""

from __future__ import annotations

from dataclasses import dataclass

from console.base.redaction import Secret


@dataclass(frozen=True)
class LiveSource:
    """A feed that a relay opens; its login never leaves the centre but to the relay's own process."""

    camera_id: str
    url: str
    user: str
    password: Secret
