"""The files of the police page, read once; only these names are served."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from console.domain.flag_change import REASONS
from console.domain.flag_state import FlagParty, FlagState, allowed
from console.domain.release_state import ReleaseParty, ReleaseState
from console.domain.release_state import allowed as release_steps

_STEPS = "steps.json"
_MEDIA_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class InboxFile:
    """One file as it is sent."""

    content: bytes
    media_type: str
    etag: str


@cache
def inbox_files() -> dict[str, InboxFile]:
    found: dict[str, InboxFile] = {}
    for item in (resources.files("console.server") / "inbox").iterdir():
        media_type = _MEDIA_TYPES.get(item.name.rpartition(".")[2])
        if media_type is not None:
            found[item.name] = _file(item.read_bytes(), media_type)
    found[_STEPS] = _file(_steps(), "application/json")
    return found


def _file(content: bytes, media_type: str) -> InboxFile:
    return InboxFile(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:20]}"')


def _steps() -> bytes:
    """What people may do in each state, and why: the page goes by the one table too."""
    table = {state.value: [action.value for action in allowed(state, FlagParty.POLICE)] for state in FlagState}
    reasons = {action.value: [reason.value for reason in chosen] for action, chosen in REASONS.items()}
    parties = (ReleaseParty.REQUESTER, ReleaseParty.OFFICER)
    releases = {
        party.value: {state.value: [one.value for one in release_steps(state, party)] for state in ReleaseState}
        for party in parties
    }
    return json.dumps({"allowed": table, "reasons": reasons, "releases": releases}).encode()
