"""A ZoneMinder for tests of its adapter: its sign-in and lists as 1.36.33 from Debian was seen to answer."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from tests.helpers.fake_system import NOT_FOUND, Asked, Said

USER, PASSWORD, TOKEN = "ronda", "rahasia-zm", "eyJ0.rahasia-token.x"
_RECORDED = Path(__file__).parents[1] / "data" / "zoneminder-1.36.33-monitors.json"


def recorded_monitor(**changed: Any) -> dict[str, Any]:
    """The recorded entry, with other values in its ``Monitor``."""
    entry: dict[str, Any] = copy.deepcopy(json.loads(_RECORDED.read_text("utf-8"))["monitors"][0])
    entry["Monitor"].update(changed)
    return entry


def group(key: int, name: str, parent: int | None, *monitors: int) -> dict[str, Any]:
    """A group holds its monitors whole; the adapter looks at their ids."""
    within = [recorded_monitor(Id=monitor)["Monitor"] for monitor in monitors]
    return {"Group": {"Id": key, "Name": name, "ParentId": parent}, "Monitor": within}


def refusal(asked: Asked, words: str) -> Said:
    """Its error repeats the address, with the token in it."""
    said = {"name": words, "message": words, "url": f"{asked.path}?token={TOKEN}", "exception": {"code": 401}}
    return Said({"success": False, "data": said}, 401)


class FakeZoneMinder:
    """Attributes are looked at with every request."""

    def __init__(self) -> None:
        self.monitors: list[Any] = [recorded_monitor()]
        self.groups: list[Any] = []
        self.asks_to_sign_in = True
        self.api_enabled = True
        self.sees_groups = True
        self.body: bytes | None = None
        """In place of the list of monitors."""

    def __call__(self, asked: Asked) -> Said:
        if asked.path == "/api/host/login.json" and asked.method == "POST":
            return self._sign_in(asked)
        if self.asks_to_sign_in and asked.query.get("token") != TOKEN:
            return refusal(asked, "Not Authenticated")
        if asked.path == "/api/monitors.json":
            return Said({"monitors": self.monitors} if self.body is None else self.body)
        if asked.path == "/api/groups.json":
            return Said({"groups": self.groups}) if self.sees_groups else refusal(asked, "Insufficient Privileges")
        return NOT_FOUND

    def _sign_in(self, asked: Asked) -> Said:
        if not self.asks_to_sign_in:
            return Said([])
        if asked.form != {"user": USER, "pass": PASSWORD}:
            return refusal(asked, 'Login denied for user "ronda"')
        if not self.api_enabled:
            return refusal(asked, "API disabled for: ronda")
        return Said({"access_token": TOKEN, "access_token_expires": 7200, "version": "1.36.33", "apiversion": "2.0"})
