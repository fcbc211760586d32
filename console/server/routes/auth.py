"""``/v1/auth``: a console signs in, renews its tokens and signs out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Request

from console.base.redaction import Secret
from console.server.centre import centre_of
from console.server.guard import SignedIn, address_of
from console.server.sign_in import check_password, open_console_session, renew, sign_out
from console.wire.auth import PasswordGrant, RefreshGrant, TokenAnswer

router = APIRouter()

Grant = Annotated[PasswordGrant | RefreshGrant, Body(discriminator="grant")]


@router.post("/v1/auth/token")
def post_token(request: Request, grant: Grant) -> TokenAnswer:
    centre, address = centre_of(request), address_of(request)
    if isinstance(grant, RefreshGrant):
        return renew(centre, grant.refresh_token, address)
    user = check_password(centre, grant.username, Secret(grant.password), address)
    return open_console_session(centre, user, address, exercise=grant.exercise)


@router.post("/v1/auth/sign-out", status_code=204)
def post_sign_out(request: Request, principal: SignedIn) -> None:
    sign_out(centre_of(request), principal)
