"""Sign-in, renewal and sign-out."""

from __future__ import annotations

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.net.calls import JSON_BODY, Calls
from console.net.transport import Call
from console.wire.auth import PasswordGrant, RefreshGrant, TokenAnswer


class SignInCalls(Calls):
    """``/v1/auth``."""

    def sign_in(self, username: str, password: Secret, *, exercise: bool = False) -> TokenAnswer:
        """Raises ``auth.wrong_password`` or ``auth.too_many_tries`` (``retry_after_s``)."""
        grant = PasswordGrant(username=username, password=password.reveal(), exercise=exercise)
        return self._token(grant, "auth.wrong_password")

    def renew(self, refresh_token: Secret) -> TokenAnswer:
        """Raises ``auth.expired`` when the centre will not take the token any more."""
        return self._token(RefreshGrant(refresh_token=refresh_token.reveal()), "auth.expired")

    def sign_out(self) -> None:
        """Ends this sign-in at the centre, with its refresh token."""
        self.transport.ask(Call("POST", "/v1/auth/sign-out"))

    def _token(self, grant: PasswordGrant | RefreshGrant, code_when_refused: str) -> TokenAnswer:
        body = grant.model_dump_json().encode()
        try:
            answer = self.transport.ask(Call("POST", "/v1/auth/token", body, JSON_BODY, signed_in=False))
        except KnownError as error:
            if error.params.get("status") in (400, 401):
                raise KnownError(code_when_refused) from None
            raise
        return self.read(TokenAnswer, answer.content)
