"""What the console states of a recording at the moment when its file is safe on the disk, signed with the console's key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from console.proof.chain_row import utc_text
from console.proof.statement import EVIDENCE_STATEMENT, SignedStatement
from console.wire.events import EvidenceAnnouncement, EvidenceBody, EvidenceStatement

Sign = Callable[[Mapping[str, Any]], SignedStatement | None]
"""Adds the console's name and the time; None where this console has nothing to sign with."""


@dataclass(frozen=True)
class Witness:
    """Who states it: the person who is signed in, at which machine, and the console's key."""

    sign: Sign
    username: str
    workstation: str

    def announcement(
        self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody, *, after_restart: bool = False
    ) -> EvidenceAnnouncement:
        """With the statement, where it can be signed. ``after_restart``: an earlier run recorded it and died."""
        said = {
            "statement": EVIDENCE_STATEMENT,
            "flag_id": str(flag_id),
            "evidence_id": str(evidence_id),
            "kind": body.kind.value,
            "camera_id": body.camera_id,
            "content_type": body.content_type,
            "size_bytes": body.size_bytes,
            "sha256": body.sha256,
            "start_utc": utc_text(body.start_utc),
            "end_utc": utc_text(body.end_utc),
            "copy_of": body.masked_of or (body.marked.of_sha256 if body.marked else ""),
            "clocks": None if body.clocks is None else body.clocks.model_dump(mode="json"),
            "user": self.username,
            "workstation": self.workstation,
            "after_restart": after_restart,
        }
        signed = self.sign(said)
        statement = None
        if signed is not None:
            statement = EvidenceStatement(
                body=signed.body, signature=signed.signature, certificates=signed.certificates
            )
        return EvidenceAnnouncement(**dict(body), statement=statement)


NOBODY = Witness(lambda _said: None, "", "")
"""Of a console without a key."""
