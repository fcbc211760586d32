"""Hand-over notes to test with: bodies, and records as the centre would tell them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from console.base.ids import new_id
from console.domain.handover import HandoverPart, HandoverState
from console.wire.handovers import (
    CameraFact,
    CauseFact,
    ClosureFact,
    FlagFact,
    HandoverBody,
    HandoverFacts,
    HandoverNow,
    HandoverRecord,
    HandoverSummary,
    HoldFact,
    RemarkRecord,
    ScreenFact,
    SignatureRecord,
    WatchedLine,
)
from tests.helpers.screen_fakes import START_UTC

GATE = CameraFact(id="kam-1201", number=1201, name="Pintu Air Kali Semarang")
CROSSING = CameraFact(id="kam-1204", number=1204, name="Simpang Lima")


def full_facts(at_utc: datetime = START_UTC) -> HandoverFacts:
    """One of everything."""
    before = at_utc - timedelta(minutes=40)
    return HandoverFacts(
        at_utc=at_utc,
        flags=(
            FlagFact(flag_id=new_id(), number="SMG-20261123-0042", stage="delivered", camera=CROSSING, at_utc=before),
        ),
        causes=(CauseFact(id=new_id(), kind="recorder", label="NVR-7", down=3, cameras=4, since_utc=before),),
        screens=(
            ScreenFact(
                wall="utama",
                wall_title="Dinding utama",
                screen=1,
                screen_title="Kiri",
                layout="4x4",
                cameras=14,
                claimed_by="Siti",
                claim_reason="banjir rob",
                claimed_until_utc=at_utc + timedelta(hours=2),
            ),
        ),
        closures=(ClosureFact(camera=GATE, reason="menghadap jendela", by="Siti", at_utc=before),),
        holds=(HoldFact(flag_id=new_id(), number="SMG-20261120-0007", reason="sidang"),),
    )


def note_body(text: str = "Aman.", **more: object) -> HandoverBody:
    told: dict[str, object] = {
        "shift": "siang",
        "from_utc": START_UTC - timedelta(hours=6),
        "until_utc": START_UTC + timedelta(hours=2),
        "facts": HandoverFacts(at_utc=START_UTC),
        "text": text,
    }
    return HandoverBody.model_validate(told | more)


def full_body() -> HandoverBody:
    watched = (WatchedLine(cameras=(GATE,), why="air naik sejak pukul 19"),)
    return note_body("Hujan sejak sore. Genangan di Kemijen.", facts=full_facts(), watched=watched)


def signature(part: HandoverPart, by: str, **more: object) -> SignatureRecord:
    told: dict[str, object] = {
        "part": part,
        "by": by,
        "role": "operator",
        "at_utc": START_UTC,
        "standing": "not_signed",
    }
    return SignatureRecord.model_validate(told | more)


def note_record(
    body: HandoverBody | None = None,
    *,
    note_id: UUID | None = None,
    author: str = "Siti",
    author_id: str = "u-siti",
    signatures: tuple[SignatureRecord, ...] = (),
    remarks: tuple[RemarkRecord, ...] = (),
    now: HandoverNow | None = None,
    is_late: bool = False,
    number: str = "SMG-ST-20261123-01",
) -> HandoverRecord:
    whole = body or note_body()
    parts = {one.part for one in signatures}
    state = HandoverState.WRITTEN
    if HandoverPart.GIVES in parts:
        state = HandoverState.DONE if HandoverPart.TAKES in parts else HandoverState.SIGNED
    summary = HandoverSummary(
        id=note_id or new_id(),
        number=number,
        author_id=author_id,
        author=author,
        role="operator",
        shift=whole.shift,
        from_utc=whole.from_utc,
        until_utc=whole.until_utc,
        received_utc=START_UTC,
        state=state,
        is_late=is_late,
        signatures=signatures,
        flags=len(whole.facts.flags),
        causes=len(whole.facts.causes),
        remarks=len(remarks),
    )
    return HandoverRecord(
        summary=summary, body=whole, sha256="a" * 64, remarks=remarks, now=now or HandoverNow(at_utc=START_UTC)
    )
