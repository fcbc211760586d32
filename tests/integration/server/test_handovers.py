"""``/v1/handovers`` on both databases: written once, signed by two, read in its areas alone, and what has changed since."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
import requests
from sqlalchemy import Connection

from console.base.ids import new_id
from console.domain.camera import DirectoryStatus
from console.domain.cause import CauseKind, CauseLine, CauseNews
from console.domain.roles import Role
from console.server.causes.store import write_news
from console.server.housekeeping import tidy
from console.server.numbering import Event
from tests.helpers.centre import PASSWORD, CentreClient, RunningCentre
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.releases import confirm
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

_FROM, _UNTIL = START_UTC - timedelta(hours=7), START_UTC + timedelta(hours=1)
_NEAR_CAMERA = {"id": NEAR.id, "number": NEAR.number, "name": NEAR.name}
_FAR_CAMERA = {"id": FAR.id, "number": FAR.number, "name": FAR.name}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def centre(make_centre: MakeCentre, clock: FakeClock) -> RunningCentre:
    return make_centre(clock=clock)


def _body(**changes: object) -> dict[str, object]:
    body: dict[str, object] = {
        "shift": "siang",
        "from_utc": _FROM.isoformat(),
        "until_utc": _UNTIL.isoformat(),
        "facts": {"at_utc": START_UTC.isoformat()},
        "text": "Aman.",
    }
    return body | changes


def _put(client: CentreClient, note: UUID | None = None, **changes: object) -> requests.Response:
    return client.call("PUT", f"/v1/handovers/{note or new_id()}", _body(**changes))


def _sign(client: CentreClient, note: UUID, part: str, sha256: str) -> requests.Response:
    return client.call("POST", f"/v1/handovers/{note}/signatures", {"part": part, "sha256": sha256})


def _code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_two_people_sign_and_the_audit_has_the_hash(centre: RunningCentre) -> None:
    author, next_one = centre.client("operator"), centre.client("supervisor")
    note = new_id()
    made = _put(author, note)
    assert made.status_code == 201
    assert _put(author, note).status_code == 200
    assert _code(_put(author, note, text="Lain.")) == (409, "id_conflict")
    assert _code(_put(next_one, note)) == (409, "id_conflict")
    digest = made.json()["sha256"]
    assert _code(_sign(next_one, note, "takes", digest)) == (409, "handover.not_signed")
    assert _code(_sign(next_one, note, "gives", digest)) == (403, "handover.not_yours")
    assert _code(_sign(author, note, "takes", digest)) == (403, "handover.own_note")
    assert _code(_sign(author, note, "gives", digest)) == (403, "handover.confirm_again")
    assert confirm(author, "salah").status_code == 401
    assert confirm(author).status_code == 204
    assert _code(_sign(author, note, "gives", "0" * 64)) == (409, "handover.other_text")
    signed = _sign(author, note, "gives", digest)
    assert signed.json()["summary"]["state"] == "signed"
    assert confirm(next_one).status_code == 204
    done = _sign(next_one, note, "takes", digest).json()
    assert done["summary"]["state"] == "done"
    assert [(one["by"], one["standing"]) for one in done["summary"]["signatures"]] == [
        ("Operator", "not_signed"),
        ("Supervisor", "not_signed"),
    ]
    # Said again, after an answer that got lost, without a second password.
    assert _sign(next_one, note, "takes", digest).status_code == 200
    centre.add_user("siti", Role.OPERATOR)
    late = centre.client("siti")
    assert confirm(late).status_code == 204
    assert _code(_sign(late, note, "takes", digest)) == (409, "handover.taken")
    acts = [json.loads(row["line"]) for row in centre.rows("audit") if row["subject"] == str(note)]
    assert len(acts) == 3
    assert digest in str(acts[0])
    assert PASSWORD not in str(acts)


def test_what_is_added_is_added_and_nothing_else_changes(centre: RunningCentre) -> None:
    author, other = centre.client("operator"), centre.client("supervisor")
    note, remark = new_id(), new_id()
    digest = _put(author, note).json()["sha256"]
    path = f"/v1/handovers/{note}/remarks/{remark}"
    asked = {"kind": "question", "text": " Pintu air yang mana? "}
    assert other.call("PUT", path, asked).status_code == 200
    assert other.call("PUT", path, asked).status_code == 200
    assert _code(other.call("PUT", path, {"kind": "question", "text": "Lain?"})) == (409, "id_conflict")
    more = f"/v1/handovers/{note}/remarks/{new_id()}"
    assert _code(other.call("PUT", more, {"kind": "correction", "text": "Bukan"})) == (403, "handover.not_yours")
    assert _code(other.call("PUT", more, {"text": "  "})) == (422, "handover.empty")
    assert _code(other.call("PUT", more, {"text": "a" * 1001})) == (422, "handover.too_long")
    assert author.call("PUT", more, {"kind": "correction", "text": "Pintu air Kali Semarang"}).status_code == 200
    read = other.get(f"/v1/handovers/{note}").json()
    assert [(one["kind"], one["text"], one["by"]) for one in read["remarks"]] == [
        ("question", "Pintu air yang mana?", "Supervisor"),
        ("correction", "Pintu air Kali Semarang", "Operator"),
    ]
    assert (read["sha256"], read["body"]["text"]) == (digest, "Aman.")


def test_bad_notes_are_refused_by_name(centre: RunningCentre) -> None:
    author, near = centre.client("operator"), centre.client("near_operator")
    assert _code(_put(author, text=" ")) == (422, "handover.empty")
    assert _code(_put(author, text="a" * 4001)) == (422, "handover.too_long")
    assert _code(_put(author, until_utc=_FROM.isoformat())) == (422, "handover.times_bad")
    assert _code(_put(author, until_utc=(_FROM + timedelta(hours=25)).isoformat())) == (422, "handover.times_bad")
    assert _code(_put(author, watched=[{"cameras": [], "why": "ramai"}])) == (422, "handover.line_empty")
    unknown = [{"cameras": [{"id": "tiada", "number": 9, "name": "Tiada"}], "why": "ramai"}]
    assert _code(_put(author, watched=unknown)) == (404, "camera.unknown")
    assert _code(_put(near, watched=[{"cameras": [_FAR_CAMERA], "why": "ramai"}])) == (403, "scope.denied")
    assert _code(_put(near, areas=["33.74"])) == (403, "scope.denied")
    flag = {"flag_id": str(new_id()), "number": "SMG-9", "stage": "sent", "camera": _NEAR_CAMERA}
    facts = {"at_utc": START_UTC.isoformat(), "flags": [flag | {"at_utc": START_UTC.isoformat()}]}
    refused = _put(author, facts=facts)
    assert _code(refused) == (422, "handover.flag_unknown")
    assert refused.json()["params"] == {"number": "SMG-9"}
    # Of another area it is as unknown as one that there never was.
    far_flag = new_id()
    assert centre.client("operator").put_flag(FAR.id, far_flag).status_code == 201
    facts["flags"] = [flag | {"flag_id": str(far_flag), "at_utc": START_UTC.isoformat()}]
    assert _code(_put(near, facts=facts)) == (422, "handover.flag_unknown")
    assert centre.rows("handovers") == []


def test_a_note_of_other_areas_does_not_exist(centre: RunningCentre) -> None:
    city, near = centre.client("operator"), centre.client("near_operator")
    whole, part, theirs = new_id(), new_id(), new_id()
    digest = _put(city, whole).json()["sha256"]
    assert _put(city, part, areas=["33.74.02"]).status_code == 201
    assert _put(near, theirs).status_code == 201
    listed = {one["id"] for one in near.get("/v1/handovers").json()["handovers"]}
    assert listed == {str(part), str(theirs)}
    assert len(city.get("/v1/handovers").json()["handovers"]) == 3
    assert near.get(f"/v1/handovers/{part}").status_code == 200
    for method, path, body in (
        ("GET", "", None),
        ("POST", "/signatures", {"part": "takes", "sha256": digest}),
        ("PUT", f"/remarks/{new_id()}", {"text": "halo"}),
        ("GET", "/file?as=pdf", None),
    ):
        assert _code(near.call(method, f"/v1/handovers/{whole}{path}", body)) == (404, "handover.unknown"), path
    assert _code(near.get(f"/v1/handovers?before={whole}")) == (404, "handover.unknown")


def test_supervisors_find_what_nobody_took_in_time(centre: RunningCentre, clock: FakeClock) -> None:
    author, boss = centre.client("operator"), centre.client("supervisor")
    note = new_id()
    digest = _put(author, note).json()["sha256"]
    assert _put(author, new_id(), until_utc=(_UNTIL + timedelta(hours=2)).isoformat()).status_code == 201
    assert boss.get("/v1/handovers?late=true").json()["handovers"] == []
    clock.advance(timedelta(hours=1, minutes=31).total_seconds())
    author, boss = centre.client("operator"), centre.client("supervisor")
    (late,) = boss.get("/v1/handovers?late=true").json()["handovers"]
    assert (late["id"], late["is_late"], late["state"]) == (str(note), True, "written")
    for client, part in ((author, "gives"), (boss, "takes")):
        assert confirm(client).status_code == 204
        assert _sign(client, note, part, digest).status_code == 200
    assert boss.get("/v1/handovers?late=true").json()["handovers"] == []
    assert len(boss.get("/v1/handovers?open=true").json()["handovers"]) == 1


def test_the_list_is_searched_and_paged(centre: RunningCentre, clock: FakeClock) -> None:
    author, boss = centre.client("operator"), centre.client("supervisor")
    notes = [new_id() for _ in range(3)]
    for note in notes:
        assert _put(author, note).status_code == 201
        clock.advance(60)
    assert _put(boss, new_id(), shift="malam").status_code == 201
    found = boss.get("/v1/handovers?q=siang&limit=2").json()
    assert ([one["id"] for one in found["handovers"]], found["more"]) == ([str(notes[2]), str(notes[1])], True)
    rest = boss.get(f"/v1/handovers?q=siang+oper&limit=2&before={notes[1]}").json()
    assert ([one["id"] for one in rest["handovers"]], rest["more"]) == ([str(notes[0])], False)
    assert [one["number"] for one in rest["handovers"]] == ["SMG-ST-20261123-01"]
    begin = (START_UTC + timedelta(seconds=30)).isoformat().replace("+00:00", "Z")
    end = (START_UTC + timedelta(seconds=90)).isoformat().replace("+00:00", "Z")
    then = boss.get(f"/v1/handovers?from={begin}&to={end}").json()["handovers"]
    assert [one["id"] for one in then] == [str(notes[1])]


def test_the_reader_is_told_what_has_changed_since(centre: RunningCentre) -> None:
    author, reader = centre.client("operator"), centre.client("supervisor")
    flag_id, note = new_id(), new_id()
    number = author.put_flag(NEAR.id, flag_id).json()["number"]
    for camera in (NEAR, FAR):
        centre.set_status(camera.id, DirectoryStatus.OFFLINE)
    line = CauseLine(new_id(), (CauseKind.UPLINK, "rt-03"), START_UTC, START_UTC, {NEAR.id, FAR.id})

    def write(connection: Connection) -> tuple[None, list[Event]]:
        write_news(connection, CauseNews(opened=[line]), lambda group: group[1])
        return None, []

    centre.centre.write(write)
    why = {"reason": "menghadap jendela"}
    assert reader.call("PUT", f"/v1/closures/{FAR.id}", why).status_code == 200
    assert reader.call("PUT", f"/v1/flags/{flag_id}/hold", why).status_code == 200
    at = START_UTC.isoformat()
    cause = {"id": str(line.id), "kind": "uplink", "label": "RT 3", "down": 2, "cameras": 2, "since_utc": at}
    facts = {
        "at_utc": at,
        "flags": [{"flag_id": str(flag_id), "number": number, "stage": "sent", "camera": _NEAR_CAMERA, "at_utc": at}],
        "causes": [cause],
        "closures": [{"camera": _FAR_CAMERA, "reason": "jendela", "by": "Supervisor", "at_utc": at}],
        "holds": [{"flag_id": str(flag_id), "number": number, "reason": "sidang"}],
    }
    then = _put(author, note, facts=facts, watched=[{"cameras": [_NEAR_CAMERA], "why": "air naik"}]).json()["now"]
    assert [(one["stage"]) for one in then["flags"]] == ["sent"]
    assert [(one["down"], one["closed_utc"]) for one in then["causes"]] == [(2, None)]
    assert (then["closed_cameras"], then["held_flags"]) == ([FAR.id], [str(flag_id)])
    centre.set_status(FAR.id, DirectoryStatus.ONLINE)
    officer = {"officer_name": "Slamet", "officer_number": "78050123"}
    police = centre.client("police_liaison")
    assert police.call("POST", f"/v1/flags/{flag_id}/acknowledgement", officer).status_code == 200
    assert reader.call("POST", f"/v1/closures/{FAR.id}/end", why).status_code == 200
    assert reader.call("POST", f"/v1/flags/{flag_id}/hold/end", why).status_code == 204
    now = reader.get(f"/v1/handovers/{note}").json()["now"]
    assert [one["stage"] for one in now["flags"]] == ["acknowledged"]
    assert [one["down"] for one in now["causes"]] == [1]
    assert (now["closed_cameras"], now["held_flags"]) == ([], [])
    taken = reader.get(f"/v1/handovers/{note}/file?as=csv")
    assert taken.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert all(word in taken.content.decode() for word in (number, "air naik", "RT 3", FAR.name))
    paper = reader.get(f"/v1/handovers/{note}/file?as=pdf")
    assert paper.content.startswith(b"%PDF-")
    assert [row["action"] for row in centre.rows("audit")].count("document_taken") == 2


def test_old_notes_are_forgotten_whole(centre: RunningCentre, clock: FakeClock) -> None:
    note = new_id()
    author = centre.client("operator")
    digest = _put(author, note).json()["sha256"]
    assert author.call("PUT", f"/v1/handovers/{note}/remarks/{new_id()}", {"text": "halo"}).status_code == 200
    assert confirm(author).status_code == 204
    assert _sign(author, note, "gives", digest).status_code == 200
    tidy(centre.centre)
    assert len(centre.rows("handovers")) == 1
    clock.advance(timedelta(days=731).total_seconds())
    tidy(centre.centre)
    assert [centre.rows(name) for name in ("handovers", "handover_signatures", "handover_remarks")] == [[], [], []]
