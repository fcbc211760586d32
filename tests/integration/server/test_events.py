"""Server-sent events: what comes, to whom, resumed after a cut, and the end of a stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import requests

from console.base.ids import new_id
from console.domain.camera import DirectoryStatus
from console.server.settings import Lifetimes, Limits
from tests.helpers.centre import CentreClient, RunningCentre, TestCamera
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import FAR, NEAR, MakeCentre


@dataclass
class Frame:
    """One event as it came."""

    id: int
    kind: str
    data: str


class Stream:
    """Reads frames; ``ended`` once the centre closed it."""

    def __init__(self, answer: requests.Response) -> None:
        self._lines = answer.iter_lines(chunk_size=1, decode_unicode=True)
        self.comments = 0

    def next(self) -> Frame | None:
        """The next event, None at the end."""
        found: dict[str, str] = {}
        for line in self._lines:
            if line.startswith(":"):
                self.comments += 1
            elif line and not line.startswith("retry"):
                name, _, value = line.partition(": ")
                found[name] = value
            elif found:
                return Frame(int(found["id"]), found["event"], found["data"])
        return None


@contextmanager
def _stream(client: CentreClient, last: int | str | None = None) -> Iterator[Stream]:
    headers = dict(client.headers) | ({} if last is None else {"Last-Event-ID": str(last)})
    with requests.get(f"{client.url}/v1/events", headers=headers, stream=True, timeout=10) as answer:
        assert answer.status_code == 200, answer.text
        assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        yield Stream(answer)


def _seq(centre: RunningCentre) -> int:
    return int(centre.rows("sync_head")[0]["event_seq"])


def _subscribed(centre: RunningCentre, count: int = 1) -> None:
    wait_until(lambda: centre.centre.broker.open_streams == count)


def test_flags_status_and_directory_changes_come_as_they_happen(centre: RunningCentre) -> None:
    client = centre.client("operator")
    with _stream(client, _seq(centre)) as stream:
        flag_id = new_id()
        client.put_flag("kam-001", flag_id)
        first = stream.next()
        assert first is not None
        assert (first.kind, json.loads(first.data)["id"]) == ("flag.updated", str(flag_id))
        centre.set_status("kam-001", DirectoryStatus.OFFLINE)
        second = stream.next()
        assert second is not None
        assert (second.kind, json.loads(second.data)["state"]) == ("camera.status", "offline")
        centre.add_cameras([NEAR, FAR, TestCamera("kam-003", 3)])
        kinds = {frame.kind for frame in (stream.next(), stream.next(), stream.next()) if frame}
        assert kinds == {"camera.status", "directory.changed"}


def test_a_cut_stream_goes_on_where_it_stopped(centre: RunningCentre) -> None:
    client = centre.client("operator")
    start = _seq(centre)
    ids = [new_id() for _ in range(4)]
    for flag_id in ids:
        client.put_flag("kam-001", flag_id)
    with _stream(client, start) as stream:
        got = [stream.next(), stream.next()]
    assert got[1] is not None
    with _stream(client, got[1].id) as stream:
        got += [stream.next(), stream.next()]
    assert [UUID(json.loads(frame.data)["id"]) for frame in got if frame] == ids
    assert [frame.id for frame in got if frame] == list(range(start + 1, start + 5))


def test_number_of_another_life_of_the_centre_gets_a_reset(centre: RunningCentre) -> None:
    client = centre.client("operator")
    for last in (1, 2**40, "nonsense"):
        with _stream(client, last) as stream:
            frame = stream.next()
            assert frame is not None
            assert (frame.kind, frame.id) == ("reset", _seq(centre))


def test_scope_and_role_decide_what_is_told(centre: RunningCentre) -> None:
    start = _seq(centre)
    city = centre.client("operator")
    city.put_flag("kam-002")
    centre.set_status("kam-001", DirectoryStatus.OFFLINE)
    near_flag = new_id()
    city.put_flag("kam-001", near_flag)
    with _stream(centre.client("near_police"), start) as stream:
        frame = stream.next()
        assert frame is not None
        assert json.loads(frame.data)["id"] == str(near_flag)
    with _stream(centre.client("viewer"), start) as stream:
        frame = stream.next()
        assert frame is not None
        assert frame.kind == "camera.status"


def test_many_status_changes_become_one_reset(centre: RunningCentre) -> None:
    many = [TestCamera(f"many-{number}", 100 + number) for number in range(300)]
    with _stream(centre.client("viewer"), _seq(centre)) as stream:
        centre.add_cameras([NEAR, FAR, *many])
        frame = stream.next()
        assert frame is not None
        assert frame.kind == "reset"


def test_signing_out_closes_the_stream(centre: RunningCentre) -> None:
    client = centre.client("operator")
    with _stream(client) as stream:
        _subscribed(centre)
        client.call("POST", "/v1/auth/sign-out")
        frame = stream.next()
        assert frame is not None
        assert frame.kind == "session.revoked"
        assert stream.next() is None


def test_stream_ends_with_its_token_and_is_kept_alive_until_then(make_centre: MakeCentre) -> None:
    centre = make_centre(lifetimes=Lifetimes(access_token_s=2, keep_alive_s=0.1))
    with _stream(centre.client("operator")) as stream:
        assert stream.next() is None
        assert stream.comments > 2
    _subscribed(centre, 0)


def test_client_that_leaves_frees_its_stream(make_centre: MakeCentre) -> None:
    centre = make_centre(lifetimes=Lifetimes(keep_alive_s=60))
    with _stream(centre.client("operator")):
        _subscribed(centre)
    _subscribed(centre, 0)


def test_streams_of_one_session_are_counted(make_centre: MakeCentre) -> None:
    centre = make_centre(limits=Limits(streams_per_session=1))
    client = centre.client("operator")
    with _stream(client):
        _subscribed(centre)
        answer = client.get("/v1/events")
        assert (answer.status_code, answer.json()["code"]) == (429, "events.too_many_streams")


def test_event_of_another_process_arrives_too(make_centre: MakeCentre) -> None:
    centre = make_centre()
    other = RunningCentre(centre.folder, database_url=centre.settings.database_url)
    try:
        with _stream(centre.client("viewer"), _seq(centre)) as stream:
            other.set_status("kam-001", DirectoryStatus.OFFLINE)
            frame = stream.next()
            assert frame is not None
            assert frame.kind == "camera.status"
    finally:
        other.close()
