"""The police page: its files, and its session in a cookie that no script can read."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from console.base.redaction import Secret
from console.domain.roles import Permission, Role, may
from console.server.centre import centre_of
from console.server.guard import COOKIE, InboxUser, address_of, check_origin
from console.server.inbox_files import inbox_files
from console.server.problems import Refusal
from console.server.sign_in import check_password, open_inbox_session, principal_of, sign_out
from console.wire.auth import PasswordGrant, UserInfo

router = APIRouter()

_CSP = (
    # ``blob:`` is what the page itself made: the pieces of a live picture.
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self' blob:; connect-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)


@router.get("/", response_class=RedirectResponse)
def get_root() -> Response:
    return RedirectResponse("/inbox")


@router.get("/inbox", response_class=Response)
def get_inbox(request: Request) -> Response:
    return get_inbox_file(request, "index.html")


@router.get("/inbox/{name}", response_class=Response)
def get_inbox_file(request: Request, name: str) -> Response:
    file = inbox_files().get(name)
    if file is None:
        raise Refusal(404, "request.unknown_path")
    headers = {"ETag": file.etag, "Cache-Control": "no-cache", "Content-Security-Policy": _CSP}
    if file.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(file.content, media_type=file.media_type, headers=headers)


@router.post("/v1/inbox/session")
def post_session(request: Request, response: Response, grant: PasswordGrant) -> UserInfo:
    """Sign-in of the page; only for the police and for evidence officers."""
    check_origin(request)
    centre = centre_of(request)
    row = check_password(centre, grant.username, Secret(grant.password), address_of(request))
    if not may(Role(row.role), Permission.USE_INBOX):
        raise Refusal(403, "auth.forbidden", Permission.USE_INBOX.value)
    token = open_inbox_session(centre, row, address_of(request))
    response.set_cookie(
        COOKIE,
        token.reveal(),
        max_age=centre.settings.lifetimes.inbox_session_s,
        path="/v1",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return principal_of(row, "", centre.clock.now_utc(), "").info()


@router.get("/v1/inbox/session")
def get_session(principal: InboxUser) -> UserInfo:
    return principal.info()


@router.delete("/v1/inbox/session", status_code=204)
def delete_session(request: Request, response: Response, principal: InboxUser) -> None:
    sign_out(centre_of(request), principal)
    response.delete_cookie(COOKIE, path="/v1", httponly=True, samesite="strict")
