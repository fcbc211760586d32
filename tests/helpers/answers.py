"""A police system's signed answers, as its own program would send them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import requests

from console.handoff.cloud_event import CONTENT_TYPE, CloudEvent, new_message_id
from console.handoff.keys import SigningKey
from console.handoff.signing import signed_headers

OFFICER = {"officer_name": "Aiptu Slamet", "officer_number": "78050123"}


@dataclass(frozen=True)
class Answering:
    """Answers in the name of ``receiver``."""

    url: str
    receiver: str
    key: SigningKey

    def body(self, kind: str, flag_id: UUID, message_id: str = "", **data: object) -> bytes:
        return CloudEvent(
            id=message_id or new_message_id(),
            source="urn:polri:polres",
            type=f"id.go.polri.{kind}",
            time=datetime.now(UTC),
            data={"flag_id": str(flag_id), **data},
        ).to_bytes()

    def say(self, kind: str, flag_id: UUID, message_id: str = "", **data: object) -> requests.Response:
        name = message_id or new_message_id()
        return self.send(name, self.body(kind, flag_id, name, **data))

    def send(
        self, message_id: str, body: bytes, late_s: float = 0.0, to: str = "answers", **changed: str
    ) -> requests.Response:
        moment = datetime.now(UTC) - timedelta(seconds=late_s)
        headers = {"Content-Type": CONTENT_TYPE, **signed_headers(message_id, body, [self.key], moment)}
        headers |= {name.replace("_", "-"): value for name, value in changed.items()}
        url = f"{self.url}/v1/handoff/{self.receiver}/{to}"
        return requests.post(url, data=body, headers=headers, timeout=10)
