"""The signed-in person and the access token, renewed ahead of its end and never written anywhere."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

from console.auth.vault import TokenVault
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.base.redaction import Secret
from console.net.failures import is_retryable
from console.wire.auth import TokenAnswer, UserInfo

_log = logger("auth")
RENEW_AHEAD_SHARE = 0.2
"""Of a token's life: with 15 minutes it is renewed 3 minutes before its end."""


class TokenCentre(Protocol):
    """The part of the centre's client that a session needs."""

    @property
    def base_url(self) -> str: ...

    def sign_in(self, username: str, password: Secret, *, exercise: bool = False) -> TokenAnswer: ...

    def renew(self, refresh_token: Secret) -> TokenAnswer: ...

    def sign_out(self) -> None: ...


@dataclass(frozen=True)
class _Tokens:
    access: Secret
    refresh: Secret
    renew_at_s: float
    ends_at_s: float
    user: UserInfo


class Session:
    """Any thread; the network is asked in the calling one, by one thread at a time.

    ``ended`` tells that a person must sign in again (``auth.expired``, ``auth.signed_out``); ``vault_failed`` that the
    token could not be kept, so that the next start asks for the password.
    """

    def __init__(self, centre: TokenCentre, vault: TokenVault, clock: Clock) -> None:
        self.signed_in: Signal[UserInfo] = Signal()
        self.ended: Signal[KnownError] = Signal()
        self.vault_failed: Signal[KnownError] = Signal()
        self._centre = centre
        self._vault = vault
        self._clock = clock
        self._lock = threading.RLock()
        self._tokens: _Tokens | None = None

    @property
    def user(self) -> UserInfo | None:
        tokens = self._tokens
        return tokens.user if tokens else None

    def sign_in(self, username: str, password: Secret, *, exercise: bool = False) -> UserInfo:
        """Raises KnownError: auth.wrong_password, auth.too_many_tries, auth.no_exercise, net.*, centre.*."""
        with self._lock:
            user = self._take(self._centre.sign_in(username, password, exercise=exercise), username)
        if exercise and not user.exercise:
            # A centre of before would take practice for real.
            self.sign_out()
            raise KnownError("auth.no_exercise")
        self.signed_in.emit(user)
        return user

    def resume(self, username: str) -> UserInfo | None:
        """Signs in with the kept token; None when there is none or it is no good any more.

        Raises KnownError keyring.* or net.* (the kept token stays).
        """
        token = self._vault.load(self._account(username))
        if token is None:
            return None
        with self._lock:
            try:
                user = self._take(self._centre.renew(token), username)
            except KnownError as error:
                if error.code != "auth.expired":
                    raise
                self._forget(username)
                return None
        self.signed_in.emit(user)
        return user

    def resume_offline(self, person: UserInfo) -> bool:
        """With the kept token as the person that it was given to, the centre being away; False when there is no token.

        Nothing is asked of the centre yet: the first request renews the token, or ends the session.
        Raises KnownError keyring.*.
        """
        token = self._vault.load(self._account(person.username))
        if token is None:
            return False
        with self._lock:
            now_s = self._clock.monotonic_s()
            self._tokens = _Tokens(Secret(""), token, now_s, now_s, person)
        self.signed_in.emit(person)
        return True

    def access_token(self) -> Secret:
        """A token that is good now. Raises KnownError auth.signed_out, auth.expired, net.*."""
        with self._lock:
            tokens = self._signed_in()
            now_s = self._clock.monotonic_s()
            if now_s < tokens.renew_at_s:
                return tokens.access
            try:
                return self._renewed(tokens)
            except KnownError as error:
                if is_retryable(error) and error.code != "auth.expired" and now_s < tokens.ends_at_s:
                    return tokens.access
                raise

    def renew_after(self, rejected: Secret) -> Secret:
        """Another token than ``rejected``, which may have been replaced meanwhile."""
        with self._lock:
            tokens = self._signed_in()
            return tokens.access if tokens.access != rejected else self._renewed(tokens)

    def sign_out(self) -> None:
        """Forgets everything here whatever the centre says, then tells the centre."""
        with self._lock:
            tokens = self._tokens
            if tokens is None:
                return
            self._forget(tokens.user.username)
            try:
                self._centre.sign_out()
            except KnownError as error:
                _log.info("sign-out did not reach the centre: %s", error.code)
            self._tokens = None
        self.ended.emit(KnownError("auth.signed_out"))

    def revoke(self) -> None:
        """The centre ended this sign-in (push ``session.revoked``)."""
        with self._lock:
            tokens, self._tokens = self._tokens, None
            if tokens is None:
                return
            self._forget(tokens.user.username)
        self.ended.emit(KnownError("auth.expired"))

    def _signed_in(self) -> _Tokens:
        if self._tokens is None:
            raise KnownError("auth.signed_out")
        return self._tokens

    def _renewed(self, tokens: _Tokens) -> Secret:
        try:
            self._take(self._centre.renew(tokens.refresh), tokens.user.username)
        except KnownError as error:
            if error.code == "auth.expired":
                self.revoke()
            raise
        return self._signed_in().access

    def _take(self, answer: TokenAnswer, username: str) -> UserInfo:
        now_s = self._clock.monotonic_s()
        self._tokens = _Tokens(
            Secret(answer.access_token),
            Secret(answer.refresh_token),
            now_s + answer.expires_in_s * (1 - RENEW_AHEAD_SHARE),
            now_s + answer.expires_in_s,
            answer.user,
        )
        if self._vault.problem() is None:
            self._keep(username, self._tokens.refresh)
        return answer.user

    def _keep(self, username: str, token: Secret) -> None:
        try:
            self._vault.save(self._account(username), token)
        except KnownError as error:
            self.vault_failed.emit(error)

    def _forget(self, username: str) -> None:
        if self._vault.problem() is not None:
            return
        try:
            self._vault.forget(self._account(username))
        except KnownError as error:
            self.vault_failed.emit(error)

    def _account(self, username: str) -> str:
        return f"{username}@{self._centre.base_url}"
