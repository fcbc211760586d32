"""``/v1/handoff``: signed answers of receivers, whose signature is their sign-in; and how a flag's messages stand."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from sqlalchemy import select

from console.handoff.answer import AnswerReceipt
from console.server import flags
from console.server.centre import centre_of
from console.server.guard import FlagReader
from console.server.handoff.answers import take_answer
from console.server.handoff.tables import HANDOFF_OUTBOX
from console.wire.events import FlagMessage, FlagMessages

router = APIRouter()


async def raw_body(request: Request) -> bytes:
    return await request.body()


@router.post("/v1/handoff/{receiver}/answers")
def post_answer(request: Request, receiver: str, body: Annotated[bytes, Depends(raw_body)]) -> AnswerReceipt:
    return take_answer(centre_of(request), receiver, request.headers, body)


@router.get("/v1/flags/{flag_id}/messages")
def get_messages(request: Request, flag_id: UUID, principal: FlagReader) -> FlagMessages:
    with centre_of(request).database.read() as connection:
        flags.visible_flag(connection, principal, flag_id)
        mine = select(HANDOFF_OUTBOX).where(HANDOFF_OUTBOX.c.flag_id == str(flag_id))
        rows = connection.execute(mine.order_by(HANDOFF_OUTBOX.c.receiver, HANDOFF_OUTBOX.c.seq)).all()
    found = [FlagMessage.model_validate(row, from_attributes=True) for row in rows]
    return FlagMessages(messages=tuple(found))
