"""The police gateway's disk is full at each write of its book: a message that it says it has is there, once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from resource import RLIM_INFINITY

import pytest
import requests

from console.gateway.book import Book
from console.handoff.cloud_event import CloudEvent, incident_event, read_event
from console.handoff.eido_writer import write_eido
from console.handoff.incident import Issuer
from console.handoff.keys import new_private_key
from console.handoff.signing import signed_headers
from tests.helpers.full_disk import Asked, asked_on_full_disks, full_disk, limit_files, rows
from tests.helpers.incidents import PLAIN
from tests.helpers.ports import free_port
from tests.helpers.program import Program
from tests.helpers.receiver import Received, Reply, TestReceiver, running_receiver
from tests.helpers.waiting import wait_until

CENTRE_KEY = new_private_key()
_PASSWORD = "gerbang-polisi"
_STORAGE = {(503, "disk.full"), (503, "disk.io")}
_OFFICER = {"kind": "incident.acknowledged", "officer_name": "Aiptu Slamet", "officer_number": "78050123"}


@pytest.fixture
def centre() -> Iterator[TestReceiver]:
    """Takes the answers, as a centre does."""
    with running_receiver() as listening:
        yield listening


@pytest.fixture
def url() -> str:
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture
def gateway(url: str, centre: TestReceiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setenv("RONDA_GATEWAY_PASSWORD", _PASSWORD)
    arguments = [
        *("police-gateway", "serve", "--data-folder", str(tmp_path), "--port", url.rpartition(":")[2]),
        *("--centre", centre.url.removesuffix("/hooks/cctv"), "--receiver", "polres"),
        *("--centre-key", CENTRE_KEY.public().text()),
    ]
    program = Program(arguments, f"{url}/")
    program.start()
    yield program
    program.kill()


def _message() -> CloudEvent:
    kind = "id.go.semarangkota.cctv.incident.flagged"
    return incident_event(
        kind, "urn:ronda:pusat", PLAIN.number, write_eido(PLAIN, Issuer()).to_json(), datetime.now(UTC)
    )


def test_a_full_disk_of_the_gateway_loses_no_message_and_no_answer(
    gateway: Program, url: str, centre: TestReceiver, tmp_path: Path
) -> None:
    database, event = tmp_path / "gateway.sqlite", _message()

    def send() -> requests.Response:
        body = event.to_bytes()
        headers = signed_headers(event.id, body, [CENTRE_KEY], datetime.now(UTC))
        return requests.post(f"{url}/hooks/cctv", data=body, headers=headers, timeout=10)

    def count(table: str) -> list[tuple[object, ...]]:
        return rows(database, f"SELECT count(*) FROM {table}")  # noqa: S608  a table's name

    taken = asked_on_full_disks(gateway.pid, database, send, lambda: count("messages") == count("flags") == [(1,)])
    assert send().status_code == 204
    with full_disk(gateway.pid, 0):
        assert send().status_code in {204, 503}

    def say() -> requests.Response:
        return requests.post(
            f"{url}/flags/{PLAIN.flag_id}/answers",
            data=_OFFICER,
            headers={"Origin": url},
            auth=("polisi", _PASSWORD),
            timeout=10,
            allow_redirects=False,
        )

    is_said = threading.Event()

    def fill_once(_request: Received) -> Reply:
        """What the centre said cannot be written down the first time, so the answer goes again."""
        is_said.wait(10)
        limit_files(gateway.pid, 0 if len(centre.received) == 1 else RLIM_INFINITY)
        return Reply()

    centre.reply = fill_once
    said = asked_on_full_disks(gateway.pid, database, say, lambda: count("answers") == [(1,)])
    is_said.set()
    wait_until(lambda: rows(database, "SELECT state FROM answers") == [("taken",)], what="the answer at the centre")
    _in_words(taken, said)
    gateway.kill()
    gateway.start()
    _is_whole(tmp_path, event)
    assert {read_event(request.body).data["officer_number"] for request in centre.received} == {"78050123"}
    ids = [request.headers["webhook-id"] for request in centre.received]
    assert len(ids) > len(set(ids)) == 1
    assert not [line for line in gateway.log if "Traceback" in line]


def _in_words(*asked: Asked) -> None:
    for one in asked:
        print(f"{len(one.refusals)} times full")  # noqa: T201  shown when the test fails, and with -s
        assert one.refusals
        assert set(one.refusals) <= _STORAGE


def _is_whole(folder: Path, event: CloudEvent) -> None:
    assert rows(folder / "gateway.sqlite", "PRAGMA integrity_check") == [("ok",)]
    book = Book(folder)
    try:
        assert [name for _flag, _kind, name in book.messages()] == [event.id]
        (flag,) = book.flags()
        assert (flag.id, flag.answers) == (PLAIN.flag_id, (("incident.acknowledged", "taken", ""),))
    finally:
        book.close()
