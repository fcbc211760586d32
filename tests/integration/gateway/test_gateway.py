"""The police gateway: takes signed flags once, shows them to who has the password, and its answers reach the centre."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import requests

from console.base.ids import new_id
from console.domain.roles import Role
from console.gateway.key_file import gateway_key
from console.handoff.cloud_event import CloudEvent, incident_event
from console.handoff.eido_writer import write_eido
from console.handoff.incident import Issuer
from console.handoff.keys import new_private_key
from console.handoff.signing import signed_headers
from console.server.handoff.receivers import NewReceiver, add_receiver
from tests.helpers.centre import RunningCentre, TestCamera
from tests.helpers.clock import FakeClock
from tests.helpers.gateway import RunningGateway, running_gateway
from tests.helpers.incidents import PLAIN
from tests.helpers.ports import free_port
from tests.helpers.receiver import Reply, running_receiver
from tests.helpers.waiting import wait_until

CENTRE_KEY = new_private_key()
NOBODY = "http://127.0.0.1:9/v1/handoff/polres/answers"
OFFICER = {"officer_name": "Aiptu Slamet", "officer_number": "78050123"}


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[RunningGateway]:
    with running_gateway(tmp_path / "gateway", NOBODY, (CENTRE_KEY.public(),)) as running:
        yield running


def message(number: str = PLAIN.number, note: str = PLAIN.note, time: datetime | None = None) -> CloudEvent:
    document = write_eido(replace(PLAIN, number=number, note=note), Issuer()).to_json()
    kind = "id.go.semarangkota.cctv.incident.flagged"
    return incident_event(kind, "urn:ronda:pusat", number, document, time or datetime.now(UTC))


def post(gateway: RunningGateway, event: CloudEvent, **changed: str) -> requests.Response:
    body = event.to_bytes()
    headers = signed_headers(event.id, body, [CENTRE_KEY], datetime.now(UTC))
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    return requests.post(f"{gateway.url}/hooks/cctv", data=body, headers=headers, timeout=10)


def test_a_message_counts_once_however_often_it_comes(gateway: RunningGateway) -> None:
    event = message()
    assert [post(gateway, event).status_code for _ in range(3)] == [204, 204, 204]
    assert [name for _flag, _kind, name in gateway.book.messages()] == [event.id]
    assert [flag.number for flag in gateway.book.flags()] == [PLAIN.number]


def test_an_older_message_that_comes_late_does_not_undo_a_newer_one(gateway: RunningGateway) -> None:
    now = datetime.now(UTC)
    post(gateway, message(note="kedua", time=now))
    post(gateway, message(note="pertama", time=now - timedelta(seconds=9)))
    (flag,) = gateway.book.flags()
    assert flag.document.notes_component is not None
    assert flag.document.notes_component[0].notes_action_comments == "kedua"


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"webhook_signature": "v1a,AAAA"}, 401, "handoff.signature_wrong"),
        ({"webhook_signature": ""}, 401, "handoff.signature_missing"),
        ({"webhook_id": "msg_another"}, 401, "handoff.signature_wrong"),
    ],
)
def test_what_is_not_signed_by_the_centre_is_not_kept(
    gateway: RunningGateway, changed: dict[str, str], status: int, code: str
) -> None:
    answer = post(gateway, message(), **changed)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert gateway.book.flags() == []


def test_a_signed_message_without_a_flag_in_it_is_refused(gateway: RunningGateway) -> None:
    answer = post(gateway, message().model_copy(update={"data": {"eidoVersion": "1.0"}}))
    assert (answer.status_code, answer.json()["code"]) == (422, "handoff.message_malformed")


def test_a_body_that_is_too_large_is_refused(gateway: RunningGateway) -> None:
    assert requests.post(f"{gateway.url}/hooks/cctv", data=b"x" * 300_000, timeout=10).status_code == 413


def test_whoever_guesses_the_password_waits_whatever_name_goes_with_it(tmp_path: Path) -> None:
    clock = FakeClock()
    with running_gateway(tmp_path / "gateway", NOBODY, (CENTRE_KEY.public(),), clock=clock) as gateway:
        # What a browser asks first, without a password, is no try.
        assert {requests.get(gateway.url, timeout=10).status_code for _ in range(9)} == {401}
        tries = [requests.get(gateway.url, auth=(name, "salah"), timeout=10).status_code for name in "abcdef"]
        assert tries == [401, 401, 401, 401, 401, 429]
        told = gateway.page()
        assert (told.status_code, told.headers["Retry-After"]) == (429, "2")
        assert "Terlalu banyak kata sandi salah. Tunggu 2 detik." in told.text
        assert "Wait 2 seconds." in gateway.page(language="en").text
        assert post(gateway, message(time=clock.now_utc())).status_code != 429, "the centre's messages have no password"
        clock.advance(2.1)
        assert gateway.page().status_code == 200
        assert gateway.page("salah").status_code == 401, "the right one has cleared the count"


@pytest.mark.parametrize("password", ["", "salah-sekali", "gerbang-polisi "])
def test_the_page_asks_for_the_password(gateway: RunningGateway, password: str) -> None:
    post(gateway, message())
    answer = gateway.page(password)
    assert answer.status_code == 401
    assert PLAIN.number not in answer.text


@pytest.mark.parametrize(
    ("language", "words", "priority"),
    [("id", "Laporan dari ruang pantau", "P1-DARURAT"), ("en-GB", "Flags from the", "P1 Emergency")],
)
def test_the_page_lists_flags_in_the_language_of_the_browser(
    gateway: RunningGateway, language: str, words: str, priority: str
) -> None:
    post(gateway, message(note="<script>alert(1)</script>"))
    answer = gateway.page(language=language)
    assert words in answer.text
    assert priority in answer.text
    assert PLAIN.number in answer.text
    assert "<script" not in answer.text
    assert re.search(r"(Diterima|Arrived) \d\d-\d\d-\d{4} \d\d:\d\d:\d\d WIB", answer.text)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_another_page_cannot_say_anything_in_the_officers_name(gateway: RunningGateway) -> None:
    post(gateway, message())
    said = gateway.say(PLAIN.flag_id, "incident.acknowledged", origin="https://jahat.example", **OFFICER)
    assert said.status_code == 403
    assert gateway.book.flags()[0].answers == ()


@pytest.mark.parametrize(("flag_id", "kind"), [(new_id(), "incident.enroute"), (PLAIN.flag_id, "incident.flagged")])
def test_what_cannot_be_said_is_unknown(gateway: RunningGateway, flag_id: UUID, kind: str) -> None:
    post(gateway, message())
    assert gateway.say(flag_id, kind).status_code == 404


def test_an_answer_waits_for_a_centre_that_is_away_and_a_refused_one_is_told(tmp_path: Path) -> None:
    replies = [Reply(503), Reply(200), Reply(409)]
    with (
        running_receiver(lambda _request: replies.pop(0)) as centre,
        running_gateway(tmp_path, centre.url, (CENTRE_KEY.public(),)) as gateway,
    ):
        post(gateway, message())
        assert gateway.say(PLAIN.flag_id, "incident.acknowledged", **OFFICER).status_code == 303
        assert gateway.say(PLAIN.flag_id, "incident.onscene").status_code == 303
        wait_until(lambda: not replies, what="three tries")
        wait_until(lambda: gateway.book.flags()[0].answers[1][1] == "refused", what="the refusal")
        assert gateway.book.flags()[0].answers[0][:2] == ("incident.acknowledged", "taken")
        assert "ditolak pusat (409)" in gateway.page().text
        first, second, _third = centre.received
        assert (first.body, first.headers["webhook-id"]) == (second.body, second.headers["webhook-id"])
        assert json.loads(first.body)["data"]["officer_number"] == "78050123"


def test_from_the_centre_to_the_gateway_and_back(tmp_path: Path) -> None:
    folder, port = tmp_path / "gateway", free_port()
    centre = RunningCentre(tmp_path)
    centre.add_cameras([TestCamera("kam-001", 1)])
    centre.add_user("operator", Role.OPERATOR)
    answer_key = gateway_key(folder).public()
    url = f"http://127.0.0.1:{port}/hooks/cctv"
    given = add_receiver(centre.centre, NewReceiver("polres", url, answer_key=answer_key))
    centre.start()
    with ExitStack() as ends:
        ends.callback(centre.close)
        answers_url = f"{centre.url}/v1/handoff/polres/answers"
        gateway = ends.enter_context(running_gateway(folder, answers_url, (given.public,), port))
        operator, flag_id = centre.client("operator"), new_id()
        operator.put_flag("kam-001", flag_id, note="Sekitar 15 orang")
        wait_until(gateway.book.flags, what="the flag at the gateway")
        assert "Sekitar 15 orang" in gateway.page().text
        gateway.say(flag_id, "incident.acknowledged", **OFFICER)
        wait_until(lambda: operator.get(f"/v1/flags/{flag_id}").json()["stage"] == "acknowledged", what="the answer")
        record = operator.get(f"/v1/flags/{flag_id}").json()
        assert record["acknowledgement"]["officer_name"] == "Aiptu Slamet"
        wait_until(lambda: "DITERIMA POLISI" in gateway.page().text, what="the news of it")
