"""Logins that cameras want inside their address, as words of it: taken out before it is stored, put back for who opens it.

Cheap cameras and some APIs know no other way: ``/user=admin&password=x&channel=1&stream=0.sdp``, ``?usr=admin&pwd=x``.
"""

from __future__ import annotations

import re

from console.base.redaction import Secret
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN

_USER = "{user}"
_PASSWORD = "{password}"  # noqa: S105  where one stood
_PLACE = re.compile(r"\{user\}|\{password\}")
_END = r"(?=_[A-Za-z]+=|[&/?;#]|$)"
_USER_WORD = re.compile(rf"(?<=[/?&;_])(user|username|usr|loginuse)=([^&/?;#]+?){_END}", re.IGNORECASE)
_PASSWORD_WORD = re.compile(rf"(?<=[/?&;_])(password|passwd|pwd|pass|loginpas)=([^&/?;#]+?){_END}", re.IGNORECASE)


def taken_out(url: str) -> tuple[str, Login | None]:
    """``url`` with places for user and password where they stood, and both as they stood; None where there is none."""
    password = _PASSWORD_WORD.search(url)
    if password is None:
        return url, None
    user = _USER_WORD.search(url)
    url = _PASSWORD_WORD.sub(lambda match: f"{match[1]}={_PASSWORD}", url, count=1)
    url = _USER_WORD.sub(lambda match: f"{match[1]}={_USER}", url, count=1)
    # A login without a user would not be kept; one that is not in the address is not put back either.
    return url, Login(user[2] if user else "-", Secret(password[2]))


def put_back(url: str, login: Login) -> tuple[str, Login]:
    """The address as the camera wants it, and the login that goes beside it: none where it stands inside."""
    if _PASSWORD not in url:
        return url, login
    values = {_USER: login.user, _PASSWORD: login.password.reveal()}
    return _PLACE.sub(lambda match: values[match[0]], url), NO_LOGIN
