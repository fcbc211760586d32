"""The story of the room: find, look, flag, and see the police's answer; every link of it real."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import av
import requests
from PySide6.QtCore import Qt

from console.demo import credentials
from console.demo.city_services import CityServices
from console.domain.camera import DirectoryStatus
from console.domain.event import EventKind, EventWay
from console.farm.city.cameras import city_cameras
from console.wire.events import EvidenceKind, EvidenceState, FlagRecord
from tests.helpers.console import ConsoleUnderTest
from tests.helpers.police_page import PolicePage
from tests.helpers.waiting import wait_until

OFFICER, NUMBER = "Aipda Budi Santoso", "78120456"


def test_operator_finds_a_camera_flags_it_and_sees_who_acknowledged(
    city: CityServices, open_console: Callable[..., ConsoleUnderTest], tmp_path: Path
) -> None:
    console = open_console()
    _find_and_show(console, _a_working_camera())
    _frames_advance(console)

    _flag(console, "tawuran")
    wait_until(console.events, 10.0, "the flag in the panel")
    flag_id = console.events()[0].id
    assert console.events()[0].kind is EventKind.FLAG
    with PolicePage(city.centre_url, tmp_path / "browser") as police:
        police.sign_in(credentials.POLICE, city.credentials.police)
        police.flag(flag_id)
        wait_until(lambda: console.events()[0].way is EventWay.DELIVERED, 20.0, "delivered")
        police.acknowledge(flag_id, OFFICER, NUMBER)
        wait_until(lambda: console.events()[0].way is EventWay.ACKNOWLEDGED, 20.0, "acknowledged")

    entry = console.events()[0]
    assert (entry.officer_name, entry.officer_number) == (OFFICER, NUMBER)
    assert entry.acknowledged_utc is not None
    _clip_plays_and_starts_before_the_key(city, console)


def _a_working_camera() -> str:
    """The name of RT 3, RW 4 of a kelurahan whose camera is online: two fifths of the city's are not."""
    online = (camera for camera in city_cameras() if camera.status is DirectoryStatus.ONLINE)
    return next(camera.name for camera in online if camera.name.startswith("RT 3 RW 4 "))


def _find_and_show(console: ConsoleUnderTest, words: str) -> None:
    wait_until(lambda: console.running.site.directory.sync_state.camera_count > 10_000, 60.0, "the directory")
    console.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    console.type(words)
    results = console.window.find_panel.results_model
    wait_until(lambda: [one.camera.name for one in results.entries[:1]] == [words], 10.0, "the camera as first result")
    console.press(Qt.Key.Key_Return)
    camera = results.entries[0].camera.id
    wait_until(lambda: console.running.wall.selected_camera == camera, 10.0, "the camera on the wall")
    console.wait_until_live(1)


def _frames_advance(console: ConsoleUnderTest) -> None:
    first = wait_until(lambda: console.counter_on(0), 20.0, "a readable picture")
    assert first is not None

    def moved_on() -> bool:
        now = console.counter_on(0)
        return now is not None and now[0] == first[0] and now[1] != first[1]

    wait_until(moved_on, 10.0, "another frame of the same clip")


def _flag(console: ConsoleUnderTest, category: str) -> None:
    console.press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    console.press(Qt.Key.Key_F)
    console.dialog()
    console.type(category)
    console.press(Qt.Key.Key_Return)


def _clip_plays_and_starts_before_the_key(city: CityServices, console: ConsoleUnderTest) -> None:
    headers = _police_headers(city)
    flag_id, pressed_utc = console.events()[0].id, console.events()[0].at_utc

    def with_evidence() -> FlagRecord | None:
        answer = requests.get(f"{city.centre_url}/v1/flags/{flag_id}", headers=headers, timeout=10)
        flag = FlagRecord.model_validate_json(answer.content)
        kinds = {one.body.kind for one in flag.evidence if one.state is EvidenceState.COMPLETE}
        return flag if {EvidenceKind.STILL, EvidenceKind.CLIP} <= kinds else None

    flag = wait_until(with_evidence, 30.0, "still and clip at the centre")
    assert flag is not None
    clip = next(one for one in flag.evidence if one.body.kind is EvidenceKind.CLIP)
    assert clip.body.start_utc < pressed_utc
    file = requests.get(f"{city.centre_url}/v1/flags/{flag_id}/evidence/{clip.id}/file", headers=headers, timeout=30)
    with av.open(BytesIO(file.content), "r") as container:
        frames = len(list(container.decode(video=0)))
    seconds = (clip.body.end_utc - clip.body.start_utc).total_seconds()
    assert frames >= 15 * min(seconds, 1.0)


def _police_headers(city: CityServices) -> dict[str, str]:
    body = {"grant": "password", "username": credentials.POLICE, "password": city.credentials.police}
    answer = requests.post(f"{city.centre_url}/v1/auth/token", json=body, timeout=10)
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}
