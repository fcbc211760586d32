"""Evidence nobody asked for goes when its time is over, with a row in the audit; legal hold and the police's wish keep it."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import insert

from console.base.ids import new_id
from console.server.evidence_store import evidence_file
from console.server.handoff.tables import HANDOFF_ANSWERS, RECEIVERS
from console.server.housekeeping import tidy
from console.server.settings import Lifetimes
from tests.helpers.centre import CentreClient, RunningCentre, send_evidence
from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import MakeCentre

CONTENT = b"gambar" * 1000
DAY_S = 86_400
REASON = {"reason": "surat polisi akan menyusul"}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def centre(make_centre: MakeCentre, clock: FakeClock) -> RunningCentre:
    """Sign-ins last as long as the tests wait."""
    year_s = 366 * DAY_S
    return make_centre(clock=clock, lifetimes=Lifetimes(access_token_s=year_s, refresh_token_s=year_s))


def _flag_with_evidence(client: CentreClient) -> tuple[UUID, UUID]:
    flag_id = new_id()
    assert client.put_flag("kam-001", flag_id).status_code == 201
    evidence_id = send_evidence(client, flag_id, "kam-001", "still", "image/jpeg", CONTENT)
    wait_until(lambda: client.get(f"/v1/flags/{flag_id}").json()["evidence"][0]["state"] == "complete")
    return flag_id, evidence_id


def _is_here(centre: RunningCentre, evidence_id: UUID) -> bool:
    return evidence_file(centre.centre, str(evidence_id)).exists()


def test_it_goes_after_thirty_days_and_the_flag_says_so(centre: RunningCentre, clock: FakeClock) -> None:
    client, reader = centre.client("operator"), centre.client("supervisor")
    flag_id, evidence_id = _flag_with_evidence(client)
    told = reader.get(f"/v1/flags/{flag_id}/hold").json()
    assert told == {"holds": [], "deleted_after_utc": "2026-12-23T08:00:00Z"}
    clock.advance(30 * DAY_S - 60)
    tidy(centre.centre)
    assert _is_here(centre, evidence_id)

    clock.advance(120)
    tidy(centre.centre)
    assert not _is_here(centre, evidence_id)
    flag = client.get(f"/v1/flags/{flag_id}").json()
    assert (flag["evidence"], flag["evidence_deleted_utc"]) == ([], "2026-12-23T08:01:00Z")
    gone = reader.get(f"/v1/flags/{flag_id}/evidence/{evidence_id}/file")
    assert (gone.status_code, gone.json()["code"]) == (410, "evidence.deleted")
    rows = [row for row in centre.rows("audit") if row["action"] == "evidence_deleted"]
    assert [(row["subject"], row["username"]) for row in rows] == [(str(evidence_id), "Ronda")]
    tidy(centre.centre)
    assert len([row for row in centre.rows("audit") if row["action"] == "evidence_deleted"]) == 1


def test_a_legal_hold_keeps_it_until_it_is_let_go(centre: RunningCentre, clock: FakeClock) -> None:
    flag_id, evidence_id = _flag_with_evidence(centre.client("operator"))
    officer = centre.client("evidence_officer")
    path = f"/v1/flags/{flag_id}/hold"
    assert officer.call("PUT", path, REASON).json()["by"] == "Evidence_Officer"
    assert officer.call("PUT", path, {"reason": "lain lagi"}).json()["reason"] == REASON["reason"]
    clock.advance(200 * DAY_S)
    tidy(centre.centre)
    assert _is_here(centre, evidence_id)
    assert officer.get(path).json()["deleted_after_utc"] is None
    assert officer.get(f"/v1/flags/{flag_id}").json()["hold"]["by"] == "Evidence_Officer"
    (told,) = officer.get("/v1/holds").json()["held"]
    assert (told["flag_id"], told["hold"]["reason"]) == (str(flag_id), REASON["reason"])
    number = told["flag_number"]
    assert [one["id"] for one in officer.get(f"/v1/flags?number={number}").json()["flags"]] == [str(flag_id)]
    assert officer.get("/v1/flags?number=SMG-1").json()["flags"] == []

    assert officer.call("POST", f"{path}/end", {"reason": "perkara dihentikan"}).status_code == 204
    tidy(centre.centre)
    assert not _is_here(centre, evidence_id)
    assert officer.get("/v1/holds").json()["held"] == []
    assert officer.get("/v1/holds?standing=false").json()["held"][0]["hold"]["ended_why"] == "perkara dihentikan"
    assert officer.get(f"/v1/flags/{flag_id}").json()["hold"] is None
    (held,) = officer.get(path).json()["holds"]
    assert (held["ended_by"], held["ended_why"]) == ("Evidence_Officer", "perkara dihentikan")
    # After 200 days without an answer the centre says something of the flag too, whenever its clock comes by.
    acts = [row["action"] for row in centre.rows("audit") if row["subject"] == str(flag_id)]
    assert [act for act in acts if act.startswith("evidence_")][-2:] == ["evidence_held", "evidence_let_go"]


def test_what_the_police_have_asked_for_stays(centre: RunningCentre, clock: FakeClock) -> None:
    flag_id, evidence_id = _flag_with_evidence(centre.client("operator"))
    receiver = {
        "name": "polrestabes",
        "url": "https://polrestabes.invalid/",
        "areas": "[]",
        "categories": "[]",
        "priorities": "[]",
    }
    # Switched off: after 200 days the centre would carry the flag up, and nothing here is to be sent anywhere.
    moments = {"created_utc": clock.now_utc(), "disabled_utc": clock.now_utc()}
    answer = {
        "receiver": "polrestabes",
        "message_id": "msg_1",
        "body_hash": "0" * 64,
        "flag_id": str(flag_id),
        "kind": "evidence.requested",
        "body": "{}",
        "at_utc": clock.now_utc(),
    }

    def ask(connection: object) -> None:
        connection.execute(insert(RECEIVERS).values(**receiver, **moments))  # type: ignore[attr-defined]
        connection.execute(insert(HANDOFF_ANSWERS).values(answer))  # type: ignore[attr-defined]

    centre.centre.database.write(ask)
    clock.advance(200 * DAY_S)
    tidy(centre.centre)
    assert _is_here(centre, evidence_id)


def test_a_file_that_outlived_the_death_of_the_centre_goes_the_next_time(
    centre: RunningCentre, clock: FakeClock
) -> None:
    _flag_id, evidence_id = _flag_with_evidence(centre.client("operator"))
    clock.advance(31 * DAY_S)
    tidy(centre.centre)
    evidence_file(centre.centre, str(evidence_id)).write_bytes(CONTENT)
    clock.advance(3_600)
    tidy(centre.centre)
    assert not _is_here(centre, evidence_id)
