"""The opaque cursor of the directory feed: signed, bound to the reader's scope, and honest about why it no longer works."""

from __future__ import annotations

import json
from dataclasses import dataclass

from console.server.keys import Keys
from console.server.principal import Principal
from console.server.problems import Refusal

_PURPOSE = "directory-cursor"


@dataclass(frozen=True)
class Cursor:
    """``page`` None: everything up to ``seq`` is known. Else: in a snapshot frozen at ``seq``, after that row."""

    epoch: str
    seq: int
    page: str | None = None


def scope_mark(keys: Keys, principal: Principal) -> str:
    text = json.dumps([sorted(principal.scope), sorted(principal.denied)])
    return keys.mark("directory-scope", text)[:16]


def write_cursor(keys: Keys, principal: Principal, cursor: Cursor) -> str:
    payload: dict[str, str | int | None] = {"e": cursor.epoch, "q": cursor.seq, "p": cursor.page}
    return keys.sign(_PURPOSE, payload | {"s": scope_mark(keys, principal)})


def read_cursor(keys: Keys, principal: Principal, text: str, epoch: str, floor: int) -> Cursor:
    """Raises Refusal 400 ``directory.cursor_malformed``, 410 ``epoch_changed``, ``scope_changed``, ``cursor_expired``."""
    payload = keys.open_signed(_PURPOSE, text)
    if payload is None:
        raise Refusal(400, "directory.cursor_malformed")
    if payload["e"] != epoch:
        raise Refusal(410, "directory.epoch_changed")
    if payload["s"] != scope_mark(keys, principal):
        raise Refusal(410, "directory.scope_changed")
    seq = int(payload["q"] or 0)
    if seq < floor:
        raise Refusal(410, "directory.cursor_expired")
    page = payload["p"]
    return Cursor(epoch, seq, None if page is None else str(page))
