"""The centre's disk is full at each write of a flag's life: refused in words, kept when it says so, whole in the end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
import requests

from console.base.ids import new_id
from console.domain.audit_act import AuditAct
from console.domain.roles import Role
from console.exhibit.examine import examine
from console.exhibit.trust import Authority
from console.handoff.cloud_event import new_message_id
from console.handoff.keys import new_private_key
from console.server.handoff.receivers import NewReceiver, add_receiver
from tests.helpers.answers import OFFICER, Answering
from tests.helpers.centre import PASSWORD, CentreClient, RunningCentre, TestCamera, begin_tus, patch_tus
from tests.helpers.chains import ConsoleLines
from tests.helpers.full_disk import STEP_BYTES, asked_on_full_disks, empty_journal, limit_files, rows
from tests.helpers.ports import free_port
from tests.helpers.program import Program
from tests.helpers.receiver import Received, Reply, TestReceiver, running_receiver
from tests.helpers.releases import ask, confirm, packed, seal_here
from tests.helpers.waiting import wait_until

CAMERA = "kam-001"
STILL, CLIP = b"\xff\xd8 still", b"clip of original packets" * 2000
STORAGE = {(503, "centre.storage"), (503, "")}
"""The second one to a HEAD, whose answers have no body."""
_MOMENT = "2026-11-23T14:14:09Z"


@dataclass
class Room:
    """A centre in a process of its own on its own disk, a receiver of its messages, and the people that work with it."""

    folder: Path
    centre: Program
    url: str
    receiver: TestReceiver
    polres: Answering
    authority: Authority
    people: dict[Role, CentreClient] = field(default_factory=dict)
    refusals: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "centre.sqlite"

    def ask(
        self, what: str, send: Callable[[], requests.Response], kept: str, *values: str, until: object = 1
    ) -> requests.Response:
        """``kept`` counts what is there; another answer than ``until`` means that it is not."""
        asked = asked_on_full_disks(
            self.centre.pid, self.database, send, lambda: rows(self.database, kept, *values) == [(until,)]
        )
        self.refusals[what] = asked.refusals
        return asked.answer

    def sign_in(self, role: Role) -> None:
        grant = {"grant": "password", "username": role.value, "password": PASSWORD}
        count = "SELECT count(*) FROM sessions JOIN users ON users.id = user_id WHERE username = ?"
        answer = self.ask(
            f"sign in {role.value}",
            lambda: requests.post(f"{self.url}/v1/auth/token", json=grant, timeout=10),
            count,
            role.value,
        )
        self.people[role] = CentreClient(self.url, str(answer.json()["access_token"]))


@pytest.fixture
def receiver() -> Iterator[TestReceiver]:
    with running_receiver() as listening:
        yield listening


@pytest.fixture
def room(tmp_path: Path, receiver: TestReceiver) -> Iterator[Room]:
    made = RunningCentre(tmp_path)
    made.add_cameras([TestCamera(CAMERA, 1307)])
    for role in Role:
        made.add_user(role.value, role)
    key = new_private_key()
    add_receiver(made.centre, NewReceiver("polres", receiver.url, answer_key=key.public()))
    made.close()
    port = free_port()
    place = ["--database", made.settings.database_url, "--data-folder", str(tmp_path)]
    url = f"http://127.0.0.1:{port}"
    centre = Program(["centre", "serve", "--port", str(port), *place], f"{url}/v1/health")
    centre.start()
    yield Room(tmp_path, centre, url, receiver, Answering(url, "polres", key), seal_here(tmp_path))
    centre.kill()


def test_a_disk_that_is_full_at_any_write_of_the_centre_loses_nothing_that_was_confirmed(room: Room) -> None:
    for role in (Role.OPERATOR, Role.POLICE_LIAISON, Role.EVIDENCE_OFFICER, Role.PRIVACY_OFFICER):
        room.sign_in(role)
    flag_id = new_id()
    _flag(room, flag_id)
    files = {_evidence(room, flag_id, kind, content): content for kind, content in (("still", STILL), ("clip", CLIP))}
    _police_answer(room, flag_id)
    _console_lines(room)
    release_id = _release(room, flag_id)
    content = _package(room, release_id)
    _recorded_late(room)

    for what, refusals in room.refusals.items():
        print(f"{what}: {len(refusals)} times full")  # noqa: T201  shown when the test fails, and with -s
        assert set(refusals) <= STORAGE, what
        assert refusals, f"{what} wrote nothing"
    room.centre.kill()
    room.centre.start()
    _all_is_whole(room, flag_id, files)
    assert [path.read_bytes() for path in (room.folder / "packages").iterdir()] == [content]
    assert not [line for line in room.centre.log if "Traceback" in line or " bug " in line]


def _flag(room: Room, flag_id: UUID) -> None:
    client = room.people[Role.OPERATOR]
    room.ask("flag", lambda: client.put_flag(CAMERA, flag_id), "SELECT count(*) FROM flags WHERE id = ?", str(flag_id))
    bookmark = {"camera_id": CAMERA, "at_utc": _MOMENT, "created_utc": _MOMENT, "note": "ramai"}
    name = new_id()
    room.ask(
        "bookmark",
        lambda: client.call("PUT", f"/v1/bookmarks/{name}", bookmark),
        "SELECT count(*) FROM bookmarks WHERE id = ?",
        str(name),
    )


def _evidence(room: Room, flag_id: UUID, kind: str, content: bytes) -> UUID:
    client, evidence_id, place = room.people[Role.OPERATOR], new_id(), list[str]()
    body = {
        "kind": kind,
        "camera_id": CAMERA,
        "content_type": "image/jpeg" if kind == "still" else "video/mp4",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "start_utc": _MOMENT,
        "end_utc": _MOMENT,
    }
    room.ask(
        f"announce {kind}",
        lambda: client.call("PUT", f"/v1/flags/{flag_id}/evidence/{evidence_id}", body),
        "SELECT count(*) FROM evidence WHERE id = ?",
        str(evidence_id),
    )

    def upload() -> requests.Response:
        """As a console does: on where it stopped, from the start where the centre knows nothing."""
        head = client.call("HEAD", place[-1], Tus_Resumable="1.0.0") if place else None
        if head is None or head.status_code in {404, 410}:
            head = begin_tus(client, evidence_id, len(content))
            if not head.ok:
                return head
            place.append(head.headers["Location"])
        offset = int(head.headers.get("Upload-Offset", "0"))
        if not head.ok or offset == len(content):
            return head
        return patch_tus(client, place[-1], offset, content[offset:])

    room.ask(f"upload {kind}", upload, "SELECT state FROM evidence WHERE id = ?", str(evidence_id), until="complete")
    police = room.people[Role.POLICE_LIAISON]
    room.ask(
        f"look at {kind}",
        lambda: police.get(f"/v1/flags/{flag_id}/evidence/{evidence_id}/file"),
        "SELECT min(1, count(*)) FROM audit WHERE action = ? AND subject = ?",
        AuditAct.READ_EVIDENCE.value,
        str(evidence_id),
    )
    return evidence_id


def _police_answer(room: Room, flag_id: UUID) -> None:
    wait_until(lambda: not _waiting(room), what="the flag at the receiver")
    taken = {"id": str(new_id()), "action": "acknowledge", **OFFICER}
    room.ask(
        "acknowledge",
        lambda: room.people[Role.POLICE_LIAISON].call("POST", f"/v1/flags/{flag_id}/changes", taken),
        "SELECT count(*) FROM flag_changes WHERE id = ?",
        taken["id"],
    )
    name = new_message_id()
    body = room.polres.body("incident.assigned", flag_id, name, **OFFICER, unit="Unit Patroli 3")
    room.ask(
        "signed answer",
        lambda: room.polres.send(name, body),
        "SELECT count(*) FROM handoff_answers WHERE message_id = ?",
        name,
    )


def _console_lines(room: Room) -> None:
    lines, chain = ConsoleLines(), str(new_id())
    for minute, act in enumerate((AuditAct.CONSOLE_STARTED, AuditAct.FLAG_MADE, AuditAct.CONSOLE_ENDED)):
        lines.act(act, CAMERA, minute)
    room.ask(
        "console lines",
        lambda: room.people[Role.OPERATOR].call("POST", f"/v1/audit/chains/{chain}", {"lines": lines.lines}),
        "SELECT count(*) FROM audit WHERE chain = ?",
        chain,
        until=len(lines.lines),
    )
    ((before,),) = rows(room.database, "SELECT count(*) FROM audit_checkpoints")
    room.ask(
        "checkpoint",
        lambda: room.people[Role.PRIVACY_OFFICER].call("POST", "/v1/audit/checkpoints"),
        "SELECT count(*) - ? FROM audit_checkpoints",
        str(before),
    )


def _release(room: Room, flag_id: UUID) -> str:
    release_id, officer = str(new_id()), room.people[Role.EVIDENCE_OFFICER]
    room.ask(
        "ask for a release",
        lambda: ask(room.people[Role.POLICE_LIAISON], flag_id, UUID(release_id)),
        "SELECT count(*) FROM releases WHERE id = ?",
        release_id,
    )
    room.ask("confirm", lambda: confirm(officer), "SELECT count(*) FROM confirmations")
    approval = {"id": str(new_id()), "action": "approve"}
    room.ask(
        "approve",
        lambda: officer.call("POST", f"/v1/releases/{release_id}/changes", approval),
        "SELECT count(*) FROM release_changes WHERE id = ?",
        approval["id"],
    )
    return release_id


def _package(room: Room, release_id: str) -> bytes:
    police = room.people[Role.POLICE_LIAISON]
    packed(police, release_id)
    link = room.ask(
        "link",
        lambda: police.call("POST", f"/v1/releases/{release_id}/link"),
        "SELECT count(*) FROM release_links WHERE release_id = ?",
        release_id,
    )
    path = str(link.json()["path"])
    state = "SELECT state FROM releases WHERE id = ?"
    return room.ask("fetch", lambda: police.get(path), state, release_id, until="released").content


def _recorded_late(room: Room) -> None:
    """The disk is full when the receiver has taken a message, and what came of it cannot be written down."""
    wait_until(lambda: not _waiting(room), what="an empty outbox")
    tries: list[str] = []

    def fill(request: Received) -> Reply:
        empty_journal(room.database)
        limit_files(room.centre.pid, STEP_BYTES * len(tries))
        tries.append(request.event.id)
        return Reply()

    room.receiver.reply = fill
    assert room.people[Role.OPERATOR].put_flag(CAMERA).status_code == 201
    wait_until(lambda: not _waiting(room), 60.0, "the outcome on the disk")
    limit_files(room.centre.pid)
    assert len(tries) > len(set(tries)), "each was recorded at once"


def _waiting(room: Room) -> list[tuple[object, ...]]:
    return rows(room.database, "SELECT id FROM handoff_outbox WHERE state = 'waiting'")


def _all_is_whole(room: Room, flag_id: UUID, files: dict[UUID, bytes]) -> None:
    assert rows(room.database, "PRAGMA integrity_check") == [("ok",)]
    assert room.people[Role.PRIVACY_OFFICER].get("/v1/audit/verification").json()["holds"] is True
    flag = room.people[Role.OPERATOR].get(f"/v1/flags/{flag_id}").json()
    assert {UUID(one["id"]): one["state"] for one in flag["evidence"]} == dict.fromkeys(files, "complete")
    steps = [step["action"] for step in flag["history"]]
    assert steps == ["send", "deliver", "acknowledge", "assign"]
    kept = {path.name: path.read_bytes() for path in (room.folder / "evidence").rglob("*") if path.is_file()}
    assert kept == {str(one): content for one, content in files.items()}
    assert list((room.folder / "uploads").iterdir()) == []
    (package,) = (room.folder / "packages").iterdir()
    assert examine(package, room.authority, None).proven
    told = rows(room.database, "SELECT id FROM handoff_outbox ORDER BY id")
    arrived = {request.event.id: request.body for request in room.receiver.received}
    assert [(one,) for one in sorted(arrived)] == told
    assert {request.body for request in room.receiver.received} == set(arrived.values()), "another body under an id"
