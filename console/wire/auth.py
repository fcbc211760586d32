"""Sign-in: ``POST /v1/auth/token`` with a password or a refresh token, answered by a pair of tokens."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from console.domain.roles import Role
from console.wire.model import Message


class PasswordGrant(Message):
    """Sign-in by name and password."""

    grant: Literal["password"] = "password"
    username: str = Field(min_length=1, max_length=200)
    password: str = Field(min_length=1, max_length=1000, repr=False)
    exercise: bool = False
    """What is flagged from now on is practice."""


class RefreshGrant(Message):
    """Renewal; a refresh token works once and its use gives the next (rotation)."""

    grant: Literal["refresh"] = "refresh"
    refresh_token: str = Field(min_length=1, max_length=1000, repr=False)


class UserInfo(Message):
    """The signed-in person with role and area scopes (prefixes; deny beats allow)."""

    id: str
    username: str
    display_name: str
    role: Role
    scope: tuple[str, ...]
    denied: tuple[str, ...] = ()
    exercise: bool = False
    """The centre knows that this is practice: it was asked for, or the whole centre is one for practice."""


class TokenAnswer(Message):
    """Tokens are opaque to the console."""

    access_token: str = Field(repr=False)
    refresh_token: str = Field(repr=False)
    expires_in_s: int
    """Life of the access token from the moment of the answer."""
    user: UserInfo
