"""One key picture of each camera: what came, why nothing came, and whether it is the one of the probe before."""

from __future__ import annotations

import socket

from console.base.redaction import Secret
from console.media.worker.probe import LIVE, SAME_PICTURE, ProbeAnswer, ProbeOrder, mark_of, probe, probe_all
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.rtsp_clip import clip

_SHORT = {"pictures": 4, "key_every": 2}


def _ask(camera: RtspCamera, mark: str = "", password: str = "") -> ProbeAnswer:
    return probe(ProbeOrder(7, camera.url, "kamera" if password else "", Secret(password), mark), 2.0)


def test_a_camera_that_sends_is_live_and_its_picture_is_marked() -> None:
    with RtspCamera(clip(**_SHORT)) as camera:
        first = _ask(camera)
        assert (first.place, first.code) == (7, LIVE)
        assert first.mark in {mark_of("h264", unit) for unit in clip(**_SHORT)}


def test_a_clip_that_begins_again_is_live_and_a_picture_that_stands_still_is_not() -> None:
    first = mark_of("h264", clip(**_SHORT)[0])
    with RtspCamera(clip(**_SHORT)) as camera:
        assert _ask(camera, first).code == LIVE
        camera.repeats = True
        assert _ask(camera, first).code == SAME_PICTURE
        assert _ask(camera, "yang lain").code == LIVE


def test_what_went_wrong_is_told_by_its_code() -> None:
    with RtspCamera(password="rahasia") as locked:
        assert _ask(locked, password="salah").code == "camera.unauthorized"
    with RtspCamera() as gone:
        gone.status = 404
        assert _ask(gone).code == "camera.not_found"


def test_one_that_refuses_holds_up_no_other() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with RtspCamera(clip(**_SHORT)) as camera:
        urls = [f"rtsp://127.0.0.1:{port}/cam", camera.url, "ini bukan alamat", camera.url]
        orders = [ProbeOrder(place, url, "", Secret("")) for place, url in enumerate(urls)]
        found = {one.place: one.code for one in probe_all(orders, 2, 2.0)}
    assert found == {0: "camera.unreachable", 1: LIVE, 2: "camera.bad_address", 3: LIVE}


def test_a_key_picture_that_cannot_be_decoded_has_no_mark() -> None:
    assert mark_of("h264", b"\x00\x00\x00\x01\x65" + bytes(40)) == ""
