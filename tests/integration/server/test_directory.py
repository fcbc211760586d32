"""The directory feed over HTTP: snapshot, delta, tombstones, cursors, and what a narrow scope sees."""

from __future__ import annotations

import dataclasses
import gzip
from typing import Any

import requests

from console.domain.camera import DirectoryStatus
from console.domain.roles import Role
from console.server.housekeeping import tidy
from console.wire.directory import DIRECTORY_LINE, AreaLine, BeginLine, CameraLine, EndLine, StatusSnapshot
from tests.helpers.centre import AREAS, OTHER_VILLAGE, CentreClient, RunningCentre, TestCamera
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import FAR, NEAR, MakeCentre


class Mirror:
    """Applies pages as a console does."""

    def __init__(self, client: CentreClient, limit: int = 5000) -> None:
        self.client = client
        self.limit = limit
        self.areas: dict[str, AreaLine] = {}
        self.cameras: dict[str, CameraLine] = {}
        self.cursor = ""
        self.pages: list[list[Any]] = []

    def sync(self) -> None:
        more = True
        while more:
            answer = self.client.get(f"/v1/directory/changes?limit={self.limit}&since={self.cursor}")
            assert answer.status_code == 200, answer.text
            lines = [DIRECTORY_LINE.validate_json(line) for line in answer.text.splitlines()]
            assert isinstance(lines[0], BeginLine)
            end = lines[-1]
            assert isinstance(end, EndLine)
            assert end.count == len(lines) - 2
            self.pages.append(lines)
            for line in lines:
                self._apply(line)
            self.cursor, more = end.cursor, end.more

    def _apply(self, line: Any) -> None:
        target: dict[str, Any] = self.areas if isinstance(line, AreaLine) else self.cameras
        if not isinstance(line, (AreaLine, CameraLine)):
            return
        known = target.get(line.id)
        if known is not None and known.rev >= line.rev:
            return
        if line.op == "put":
            target[line.id] = line
        else:
            target.pop(line.id, None)


def _moved(camera: TestCamera, **changes: Any) -> TestCamera:
    return dataclasses.replace(camera, **changes)


def test_snapshot_then_delta(centre: RunningCentre) -> None:
    mirror = Mirror(centre.client("operator"))
    mirror.sync()
    assert list(mirror.areas) == sorted(AREAS)
    assert set(mirror.cameras) == {"kam-001", "kam-002"}
    centre.add_cameras([_moved(NEAR, name="Pos Baru"), FAR])
    mirror.sync()
    begin = mirror.pages[-1][0]
    assert (begin.mode, len(mirror.pages[-1])) == ("delta", 3)
    doc = mirror.cameras["kam-001"].doc
    assert doc is not None
    assert doc.name == "Pos Baru"


def test_small_pages_give_the_same_and_parents_first(centre: RunningCentre) -> None:
    whole, small = Mirror(centre.client("operator")), Mirror(centre.client("operator"), limit=1)
    whole.sync()
    small.sync()
    assert (small.areas, small.cameras) == (whole.areas, whole.cameras)
    assert len(small.pages) > len(AREAS)
    codes = [line.id for page in small.pages for line in page if isinstance(line, AreaLine)]
    assert codes == sorted(codes)


def test_what_changes_while_a_snapshot_is_paged_is_in_the_first_delta(centre: RunningCentre) -> None:
    client = centre.client("operator")
    first = client.get("/v1/directory/changes?limit=8").text.splitlines()
    end = DIRECTORY_LINE.validate_json(first[-1])
    assert isinstance(end, EndLine)
    assert end.more
    mirror = Mirror(client)
    for line in first:
        mirror._apply(DIRECTORY_LINE.validate_json(line))
    assert set(mirror.cameras) == {"kam-001"}
    centre.add_cameras([FAR], full=True)
    mirror.cursor = end.cursor
    mirror.sync()
    mirror.sync()
    assert set(mirror.cameras) == {"kam-002"}


def test_removed_camera_comes_as_a_tombstone_and_may_come_back(centre: RunningCentre) -> None:
    mirror = Mirror(centre.client("operator"))
    mirror.sync()
    centre.add_cameras([NEAR], full=True)
    mirror.sync()
    assert set(mirror.cameras) == {"kam-001"}
    centre.add_cameras([NEAR, FAR])
    mirror.sync()
    assert set(mirror.cameras) == {"kam-001", "kam-002"}


def test_paged_delta_arrives_at_the_same_directory(centre: RunningCentre) -> None:
    mirror = Mirror(centre.client("operator"), limit=2)
    mirror.sync()
    many = [TestCamera(f"new-{number}", 100 + number) for number in range(7)]
    centre.add_cameras([NEAR, *many], full=True)
    mirror.sync()
    whole = Mirror(centre.client("operator"))
    whole.sync()
    assert (mirror.areas, mirror.cameras) == (whole.areas, whole.cameras)


def test_nothing_changed_is_an_empty_delta(centre: RunningCentre) -> None:
    mirror = Mirror(centre.client("operator"))
    mirror.sync()
    centre.add_cameras([NEAR, FAR])
    mirror.sync()
    assert len(mirror.pages[-1]) == 2


def test_narrow_scope_sees_its_cameras_and_the_way_to_them(centre: RunningCentre) -> None:
    mirror = Mirror(centre.client("near_operator"))
    mirror.sync()
    assert set(mirror.cameras) == {"kam-001"}
    assert set(mirror.areas) == {code for code in AREAS if not code.startswith("33.74.03")}


def test_camera_that_moves_out_of_the_scope_is_taken_away(centre: RunningCentre) -> None:
    mirror = Mirror(centre.client("near_operator"))
    mirror.sync()
    centre.add_cameras([_moved(NEAR, area_code=OTHER_VILLAGE), FAR])
    mirror.sync()
    assert mirror.cameras == {}
    centre.add_cameras([NEAR, _moved(FAR, name="Unseen")])
    mirror.sync()
    assert set(mirror.cameras) == {"kam-001"}
    assert "kam-002" not in str(mirror.pages)


def test_cursor_of_another_scope_or_hand_is_refused(centre: RunningCentre) -> None:
    mirror = Mirror(centre.client("operator"))
    mirror.sync()
    narrow = centre.client("near_operator").get(f"/v1/directory/changes?since={mirror.cursor}")
    assert (narrow.status_code, narrow.json()["code"]) == (410, "directory.scope_changed")
    forged = mirror.client.get(f"/v1/directory/changes?since={mirror.cursor[:-2]}xx")
    assert (forged.status_code, forged.json()["code"]) == (400, "directory.cursor_malformed")


def test_cursor_older_than_the_kept_tombstones_asks_for_a_snapshot(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    mirror = Mirror(centre.client("operator"))
    mirror.sync()
    centre.add_cameras([NEAR], full=True)
    clock.advance(31 * 86_400)
    tidy(centre.centre)
    answer = centre.client("operator").get(f"/v1/directory/changes?since={mirror.cursor}")
    assert (answer.status_code, answer.json()["code"]) == (410, "directory.cursor_expired")
    fresh = Mirror(centre.client("operator"))
    fresh.sync()
    fresh.sync()
    assert set(fresh.cameras) == {"kam-001"}


def test_limit_is_bounded(centre: RunningCentre) -> None:
    client = centre.client("operator")
    for limit in ("0", "5001", "x"):
        assert client.get(f"/v1/directory/changes?limit={limit}").status_code == 422


def test_pages_are_compressed_for_who_takes_it(centre: RunningCentre) -> None:
    client = centre.client("operator")
    url = f"{centre.url}/v1/directory/changes"
    with requests.get(url, headers=client.headers, stream=True, timeout=5) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        packed = answer.raw.read()
    plain = client.get("/v1/directory/changes", Accept_Encoding="identity")
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed).splitlines()[:-1] == plain.content.splitlines()[:-1]


def test_no_page_holds_addresses_or_passwords(centre: RunningCentre) -> None:
    text = centre.client("operator").get("/v1/directory/changes").text
    assert "rtsp" not in text
    assert "rahasia" not in text


def test_head_answers_304_until_something_changes(centre: RunningCentre) -> None:
    client = centre.client("operator")
    head = client.get("/v1/directory/head")
    etag = head.headers["ETag"]
    assert etag == f'"{head.json()["epoch"]}-{head.json()["seq"]}"'
    assert client.get("/v1/directory/head", If_None_Match=etag).status_code == 304
    centre.set_status("kam-001", DirectoryStatus.OFFLINE)
    assert client.get("/v1/directory/head", If_None_Match=etag).status_code == 304
    centre.add_cameras([_moved(NEAR, name="Pos Baru"), FAR])
    assert client.get("/v1/directory/head", If_None_Match=etag).status_code == 200


def test_status_tells_cameras_in_scope_and_its_event_number(centre: RunningCentre) -> None:
    centre.set_status("kam-001", DirectoryStatus.OFFLINE)
    answer = StatusSnapshot.model_validate_json(centre.client("near_operator").get("/v1/status").content)
    assert {key: value.state for key, value in answer.cameras.items()} == {"kam-001": DirectoryStatus.OFFLINE}
    assert answer.seq == max(row["seq"] for row in centre.rows("event_log"))


def test_denied_area_inside_the_scope_stays_shut(centre: RunningCentre) -> None:
    centre.add_user("careful", Role.OPERATOR, ["33.74"], ["33.74.03"])
    mirror = Mirror(centre.client("careful"))
    mirror.sync()
    assert set(mirror.cameras) == {"kam-001"}
