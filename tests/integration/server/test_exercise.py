"""Practice: its flags say so by number and in every document; they and real ones never reach each other's receivers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests

from console.base.ids import new_id
from console.server.handoff.receivers import NewReceiver, add_receiver
from tests.helpers.centre import PASSWORD, RunningCentre
from tests.helpers.eido_schema import eido_faults
from tests.helpers.receiver import TestReceiver, running_receiver
from tests.helpers.waiting import wait_until


@pytest.fixture
def receivers() -> Iterator[tuple[TestReceiver, TestReceiver]]:
    with ExitStack() as opened:
        yield opened.enter_context(running_receiver()), opened.enter_context(running_receiver())


def test_practice_and_real_flags_go_to_their_own_receivers_only(
    centre: RunningCentre, receivers: tuple[TestReceiver, TestReceiver]
) -> None:
    live, practice = receivers
    add_receiver(centre.centre, NewReceiver("polres", live.url))
    add_receiver(centre.centre, NewReceiver("latihan", practice.url, exercise=True))
    operator = centre.client("operator")
    rehearsed, real = new_id(), new_id()
    number = operator.put_flag("kam-001", rehearsed, exercise=True).json()["number"]
    assert number.startswith("LATIHAN-SMG-")
    wait_until(lambda: practice.received, what="the practice")
    assert operator.put_flag("kam-001", real).json()["number"].startswith("SMG-")
    wait_until(lambda: live.received, what="the real one")
    assert [request.event.subject for request in practice.received] == [number]
    assert number not in [request.event.subject for request in live.received]
    document = practice.received[0].event.data
    assert eido_faults(document) == []
    assert document["incidentComponent"]["incidentTypeInternalText"].startswith("LATIHAN")
    cap = operator.get(f"/v1/flags/{rehearsed}/document?format=cap").text
    assert ">Exercise<" in cap
    assert ">LATIHAN " in cap
    assert operator.get(f"/v1/flags/{rehearsed}/document?format=geojson").json()["properties"]["exercise"] is True
    assert operator.get(f"/v1/flags/{real}").json()["exercise"] is False


def test_the_police_inbox_knows_nothing_of_practice(centre: RunningCentre) -> None:
    operator, police = centre.client("operator"), centre.client("police_liaison")
    rehearsed, real = new_id(), new_id()
    with requests.get(f"{police.url}/v1/events", headers=police.headers, stream=True, timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith(b"retry")
        operator.put_flag("kam-001", rehearsed, exercise=True)
        operator.put_flag("kam-001", real)
        told = next(line for line in lines if line.startswith(b"data:"))
    assert str(real).encode() in told
    assert [flag["id"] for flag in police.get("/v1/flags").json()["flags"]] == [str(real)]
    assert police.get(f"/v1/flags/{rehearsed}").json()["code"] == "flag.unknown"
    answer = police.call("POST", f"/v1/flags/{rehearsed}/receipt")
    assert answer.json()["code"] == "flag.unknown"
    assert len(operator.get("/v1/flags").json()["flags"]) == 2


def test_a_sign_in_to_practice_is_confirmed_and_on_record_and_not_renewed_as_such(centre: RunningCentre) -> None:
    client = centre.client("operator")
    body = {"grant": "password", "username": "operator", "password": PASSWORD, "exercise": True}
    answer = client.call("POST", "/v1/auth/token", body).json()
    assert answer["user"]["exercise"] is True
    assert [row["detail"] for row in centre.rows("audit") if row["action"] == "signed_in"][-1] == "console LATIHAN"
    renewed = client.call("POST", "/v1/auth/token", {"grant": "refresh", "refresh_token": answer["refresh_token"]})
    assert renewed.json()["user"]["exercise"] is False
    assert client.call("POST", "/v1/auth/token", body | {"exercise": False}).json()["user"]["exercise"] is False
