"""The door of every route: who asks (bearer token or the police page's cookie), and may they."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlalchemy import select

from console.base import request_facts
from console.domain.roles import Permission
from console.server.centre import Centre, centre_of
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.sign_in import ACCESS, principal_of, token_hash
from console.server.tables import SESSIONS, USERS

COOKIE = "ronda_inbox"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_CHALLENGE = {"WWW-Authenticate": "Bearer"}


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def check_origin(request: Request) -> None:
    """A cookie comes along by itself, so what changes something must come from our own page.

    Browsers send ``Origin`` with every such request; none at all is refused too.
    """
    origin = urlsplit(request.headers.get("origin", ""))
    if not origin.netloc or origin.netloc != request.headers.get("host"):
        raise Refusal(403, "auth.foreign_origin")


def current_principal(request: Request) -> Principal:
    """Raises Refusal 401 ``auth.token_missing``, ``auth.token_invalid``, ``auth.token_expired``, ``auth.session_ended``."""
    request_facts.note(camera_id=request.path_params.get("camera_id", ""))
    centre = centre_of(request)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return _by_access_token(centre, token.strip(), address_of(request))
    cookie = request.cookies.get(COOKIE)
    if cookie:
        if request.method not in _SAFE_METHODS:
            check_origin(request)
        return _by_cookie(centre, cookie, address_of(request))
    raise Refusal(401, "auth.token_missing", headers=_CHALLENGE)


def _by_access_token(centre: Centre, token: str, address: str) -> Principal:
    payload = centre.keys.open_signed(ACCESS, token)
    if payload is None:
        raise Refusal(401, "auth.token_invalid", headers=_CHALLENGE)
    expires = datetime.fromtimestamp(int(payload["x"] or 0), UTC)
    return _by_session(centre, SESSIONS.c.id == str(payload["s"]), expires, address)


def _by_cookie(centre: Centre, cookie: str, address: str) -> Principal:
    # Its streams end soon so that a changed role is felt, the session itself lasts for the shift.
    stream_end = centre.clock.now_utc() + timedelta(seconds=centre.settings.lifetimes.event_stream_s)
    return _by_session(centre, SESSIONS.c.token_hash == token_hash(cookie), stream_end, address)


def _by_session(centre: Centre, mine: Any, expires: datetime, address: str) -> Principal:
    now = centre.clock.now_utc()
    statement = (
        select(SESSIONS.c.id.label("session_id"), SESSIONS.c.revoked_utc, SESSIONS.c.expires_utc, USERS)
        .join(USERS, USERS.c.id == SESSIONS.c.user_id)
        .where(mine)
    )
    with centre.database.read() as connection:
        row = connection.execute(statement).first()
    if row is None:
        raise Refusal(401, "auth.token_invalid", headers=_CHALLENGE)
    if row.revoked_utc is not None or row.disabled_utc is not None:
        raise Refusal(401, "auth.session_ended", headers=_CHALLENGE)
    if min(expires, row.expires_utc) <= now:
        raise Refusal(401, "auth.token_expired", headers=_CHALLENGE)
    request_facts.note(user_id=row.id)
    principal = principal_of(row, row.session_id, min(expires, row.expires_utc), address)
    return replace(principal, sees_exercise=True) if centre.settings.exercise else principal


def principal_now(centre: Centre, known: Principal) -> Principal:
    """The same person by the same session, as rights and session stand now. Raises as ``current_principal``."""
    return _by_session(centre, SESSIONS.c.id == known.session_id, known.expires_utc, known.address)


def requires(permission: Permission) -> Callable[[Request], Principal]:
    """A dependency that gives the principal, or refuses with 403 ``auth.forbidden``."""

    def guarded(request: Request) -> Principal:
        principal = current_principal(request)
        if not principal.may(permission):
            raise Refusal(403, "auth.forbidden", permission.value)
        return principal

    return guarded


SignedIn = Annotated[Principal, Depends(current_principal)]
DirectoryReader = Annotated[Principal, Depends(requires(Permission.READ_DIRECTORY))]
VideoViewer = Annotated[Principal, Depends(requires(Permission.VIEW_VIDEO))]
Bookmarker = Annotated[Principal, Depends(requires(Permission.BOOKMARK))]
Flagger = Annotated[Principal, Depends(requires(Permission.FLAG))]
FlagReader = Annotated[Principal, Depends(requires(Permission.READ_FLAGS))]
FlaggedWatcher = Annotated[Principal, Depends(requires(Permission.WATCH_FLAGGED))]
EvidenceReader = Annotated[Principal, Depends(requires(Permission.READ_EVIDENCE))]
Acknowledger = Annotated[Principal, Depends(requires(Permission.ACKNOWLEDGE_FLAGS))]
InboxUser = Annotated[Principal, Depends(requires(Permission.USE_INBOX))]
ReleaseReader = Annotated[Principal, Depends(requires(Permission.READ_RELEASES))]
ReleaseRequester = Annotated[Principal, Depends(requires(Permission.REQUEST_RELEASES))]
ReleaseDecider = Annotated[Principal, Depends(requires(Permission.DECIDE_RELEASES))]
ReleaseChanger = Annotated[Principal, Depends(requires(Permission.CHANGE_RELEASES))]
CameraCloser = Annotated[Principal, Depends(requires(Permission.CLOSE_CAMERAS))]
CameraOpener = Annotated[Principal, Depends(requires(Permission.OPEN_CAMERAS))]
OwnerKeeper = Annotated[Principal, Depends(requires(Permission.MANAGE_OWNERS))]
TermsLifter = Annotated[Principal, Depends(requires(Permission.LIFT_TERMS))]
CameraMasker = Annotated[Principal, Depends(requires(Permission.MASK_CAMERAS))]
CameraMover = Annotated[Principal, Depends(requires(Permission.MOVE_CAMERAS))]
PresetSaver = Annotated[Principal, Depends(requires(Permission.SAVE_PRESETS))]
EvidenceHolder = Annotated[Principal, Depends(requires(Permission.HOLD_EVIDENCE))]
DirectoryImporter = Annotated[Principal, Depends(requires(Permission.IMPORT_DIRECTORY))]
AuditReader = Annotated[Principal, Depends(requires(Permission.READ_AUDIT))]
FlagChanger = Annotated[Principal, Depends(requires(Permission.CHANGE_FLAGS))]
RepairReader = Annotated[Principal, Depends(requires(Permission.READ_REPAIRS))]
RepairOpener = Annotated[Principal, Depends(requires(Permission.OPEN_REPAIRS))]
RepairPictureSeer = Annotated[Principal, Depends(requires(Permission.SEE_REPAIR_PICTURES))]
ReportReader = Annotated[Principal, Depends(requires(Permission.READ_REPORTS))]
WallSenderHere = Annotated[Principal, Depends(requires(Permission.SEND_TO_WALLS))]
WallSteerer = Annotated[Principal, Depends(requires(Permission.STEER_WALLS))]
WallRecordReader = Annotated[Principal, Depends(requires(Permission.READ_WALL_RECORD))]
WallRuleKeeper = Annotated[Principal, Depends(requires(Permission.MANAGE_WALL_RULES))]
WallMachineHere = Annotated[Principal, Depends(requires(Permission.SHOW_WALL))]
SightingTeller = Annotated[Principal, Depends(requires(Permission.TELL_SIGHTINGS))]
HandoverWriter = Annotated[Principal, Depends(requires(Permission.WRITE_HANDOVERS))]
Confirmer = Annotated[Principal, Depends(requires(Permission.CONFIRM))]
SightingReader = Annotated[Principal, Depends(requires(Permission.READ_SIGHTINGS))]
WorkspaceKeeper = Annotated[Principal, Depends(requires(Permission.KEEP_WORKSPACES))]
