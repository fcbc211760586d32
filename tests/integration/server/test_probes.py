"""The centre probes what nobody watches: results become the status, doubts come first, a child that dies takes nobody along."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.roles import Role
from console.server.privacy_tables import CLOSURES
from console.server.sightings.notes import SightingNotes
from console.server.sightings.probe_process import BatchLimits, ProbeResult, ProbeSource, probe_batch
from console.server.sightings.prober import ProbeMeans, Prober
from tests.helpers.centre import RunningCentre, TestCamera
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.rtsp_clip import clip
from tests.helpers.waiting import wait_until

LIVE, DEAD = ProbeResult("live", "m"), ProbeResult("camera.timeout")


class _Cameras:
    """Answers for the child process."""

    def __init__(self) -> None:
        self.answers: dict[str, ProbeResult] = {}
        self.asked: list[list[str]] = []
        self.deadly = ""

    def run(
        self, sources: Sequence[ProbeSource], _limits: BatchLimits, _should_stop: Callable[[], bool]
    ) -> dict[str, ProbeResult]:
        ids = sorted(one.camera_id for one in sources)
        self.asked.append(ids)
        if self.deadly in ids:
            return {}
        return {one: self.answers.get(one, LIVE) for one in ids}


class _Room:
    """A centre that is not serving, with a prober that is looked after by hand."""

    def __init__(self, folder: Path, **means: object) -> None:
        self.clock = FakeClock()
        self.running = RunningCentre(folder, clock=self.clock)
        self.running.add_cameras([TestCamera(f"kam-{n}", n, status="") for n in range(1, 6)])
        self.centre = replace(
            self.running.centre, settings=replace(self.running.centre.settings, probe_round_s=6 * 3_600.0)
        )
        self.cameras = _Cameras()
        self.prober = Prober(
            self.centre,
            ProbeMeans(**({"run": self.cameras.run, "is_busy": lambda: False} | means)),  # type: ignore[arg-type]
        )

    def after(self, seconds: float) -> None:
        """Time passes, a batch may begin, and what came of it is noted."""
        self.clock.advance(seconds)
        self.prober.look()
        batch = self.prober._batch
        if batch is not None and batch.thread is not None:
            batch.thread.join()
        self.prober.look()

    def states(self) -> dict[str, str]:
        return {row["camera_id"]: row["state"] for row in self.running.rows("camera_status")}

    def close(self) -> None:
        self.prober.stop()
        self.running.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[_Room]:
    made = _Room(tmp_path)
    yield made
    made.close()


def test_a_round_finds_out_how_every_camera_is(room: _Room) -> None:
    room.cameras.answers = {"kam-2": DEAD, "kam-3": ProbeResult("same-picture", "m")}
    for _ in range(10):
        room.after(61)
    assert room.states() == {
        "kam-1": "online",
        "kam-2": "offline",
        "kam-3": "stale",
        "kam-4": "online",
        "kam-5": "online",
    }
    asked = [one for batch in room.cameras.asked for one in batch]
    assert sorted(asked) == [f"kam-{n}" for n in range(1, 6)]


def test_a_centre_that_gets_no_picture_at_all_is_not_believed(room: _Room) -> None:
    room.cameras.answers = {f"kam-{n}": DEAD for n in range(1, 6)}
    for _ in range(10):
        room.after(61)
    assert room.states() == {}
    assert {row["sees"] for row in room.running.rows("camera_sightings")} == {False}


def test_a_restart_asks_none_again_that_was_asked_in_this_round(room: _Room) -> None:
    for _ in range(10):
        room.after(61)
    room.prober.stop()
    room.prober = Prober(room.centre, ProbeMeans(room.cameras.run, lambda: False))
    room.cameras.asked.clear()
    for _ in range(10):
        room.after(61)
    assert room.cameras.asked == []


def test_a_camera_with_another_address_is_asked_at_once(room: _Room) -> None:
    for _ in range(10):
        room.after(61)
    room.cameras.asked.clear()
    room.running.add_cameras([TestCamera("kam-4", 4, status="", sub_url="rtsp://127.0.0.1:9/baru")])
    room.after(301)
    assert "kam-4" in room.cameras.asked[0]


def test_while_the_machine_is_busy_nobody_is_asked(tmp_path: Path) -> None:
    busy = _Room(tmp_path, is_busy=lambda: True)
    for _ in range(10):
        busy.after(61)
    assert busy.cameras.asked == []
    busy.close()


def test_a_camera_that_kills_the_child_is_found_and_takes_no_other_along(room: _Room, expect_log: ExpectLog) -> None:
    room.cameras.deadly = "kam-3"
    expect_log("ronda.centre.probes", "WARNING", "died")
    room.after(61)
    room.clock.advance(600)
    for _ in range(20):
        room.after(61)
    assert room.states() == {f"kam-{n}": "offline" if n == 3 else "online" for n in range(1, 6)}
    rows = {row["camera_id"]: row["reason"] for row in room.running.rows("camera_sightings")}
    assert rows["kam-3"] == "camera.not_video"


def test_a_camera_that_was_closed_or_left_since_the_cameras_were_read_is_not_asked_and_not_blamed(room: _Room) -> None:
    room.after(61)
    room.prober._load_at_s = float("inf")
    asked = {one for batch in room.cameras.asked for one in batch}
    closed, *others = sorted({f"kam-{n}" for n in range(1, 6)} - asked)
    now = room.clock.now_utc()
    row = {"id": str(new_id()), "camera_id": closed, "closed_utc": now, "closed_by": "-", "reason": "jendela"}
    room.running.centre.database.write(lambda connection: connection.execute(insert(CLOSURES).values(row)))
    for _ in range(10):
        room.after(61)
    asked = {one for batch in room.cameras.asked for one in batch}
    assert closed not in asked
    assert asked >= set(others)
    assert closed not in room.states()


def test_what_people_watch_is_not_asked_and_what_one_of_them_doubts_is(room: _Room) -> None:
    for _ in range(10):
        room.after(61)
    room.cameras.asked.clear()
    room.running.centre = room.centre
    room.running.start()
    room.running.add_user("operator", Role.OPERATOR)
    client = room.running.client("operator")
    live = {"camera_id": "kam-1", "sight": "live", "for_s": 1, "picture_age_s": 0.1}
    dead = {"camera_id": "kam-2", "sight": "no-connection", "for_s": 60, "reason": "camera.timeout"}
    room.clock.advance(400)
    assert client.call("PUT", "/v1/sightings", {"sightings": [live, dead]}).json()["taken"] == 2
    SightingNotes(room.centre).write()
    room.cameras.answers = {"kam-2": DEAD}
    room.after(61)
    room.after(61)
    # The other one is asked for the centre's own sake: it has had no picture for long.
    assert room.cameras.asked == [["kam-1", "kam-2"]]
    assert room.states()["kam-2"] == "offline"


def test_the_child_asks_real_cameras_and_no_password_is_on_its_command_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    command_lines: list[bytes] = []

    def looking() -> bool:
        for child in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
            for pid in child.read_text().split():
                with suppress(OSError):
                    command_lines.append(Path(f"/proc/{pid}/cmdline").read_bytes())
        return False

    with RtspCamera(clip(pictures=4, key_every=2), password="rahasia-kamera") as camera:
        sources = [
            ProbeSource("hidup", camera.url, "kamera", Secret("rahasia-kamera"), ""),
            ProbeSource("salah", camera.url, "kamera", Secret("bukan-rahasia"), ""),
            ProbeSource("mati", f"rtsp://127.0.0.1:{nobody}/cam", "", Secret(""), ""),
        ]
        found = probe_batch(sources, BatchLimits(), looking)
    assert {key: one.code for key, one in found.items()} == {
        "hidup": "live",
        "salah": "camera.unauthorized",
        "mati": "camera.unreachable",
    }
    assert any(b"console.media.worker.probe" in line for line in command_lines)
    assert not any(b"rahasia" in line for line in command_lines)


def test_a_camera_that_hangs_is_told_as_timed_out_and_the_child_is_gone() -> None:
    with RtspCamera(sdp_codec="VP8") as hanging, RtspCamera(clip(pictures=4, key_every=2)) as camera:
        sources = [
            ProbeSource("macet", hanging.url, "", Secret(""), ""),
            ProbeSource("hidup", camera.url, "", Secret(""), ""),
        ]
        found = probe_batch(sources, BatchLimits(deadline_s=3.0))
        assert {key: one.code for key, one in found.items()} == {"macet": "camera.timeout", "hidup": "live"}
        wait_until(lambda: hanging.viewers == 0, what="the child gone")


def test_stopping_ends_a_batch_at_once() -> None:
    with RtspCamera(sdp_codec="VP8") as hanging:
        sources = [ProbeSource("macet", hanging.url, "", Secret(""), "")]
        assert probe_batch(sources, BatchLimits(deadline_s=60.0), lambda: hanging.viewers > 0) == {}
