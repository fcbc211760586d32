"""The farm as a process: says why it can't start, keeps absent cameras away, ends when told and with its parent."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import av
import pytest

from console.base.errors import BugError, KnownError
from console.base.redaction import Secret
from console.farm.process import FarmOptions, FarmProcess
from console.farm.rtsp.faults import Fault
from tests.helpers.farm import FIRST_START_TIMEOUT_S, farm_with_own_media, kept_clips_folder
from tests.helpers.rtsp_viewer import Viewer
from tests.helpers.waiting import wait_until

pytestmark = pytest.mark.timeout(FIRST_START_TIMEOUT_S)

_PARENT = """
import sys
from tests.helpers.farm import farm_with_own_media
farm = farm_with_own_media()
farm.start()
print(farm.pid, farm.rtsp_port, flush=True)
sys.stdin.read()
"""


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _viewer(farm: FarmProcess, camera_id: str) -> Viewer:
    return Viewer(farm.url(camera_id), farm.options.user, farm.options.password)


def test_it_ends_when_stopped_and_gives_the_port_back(farm: FarmProcess) -> None:
    assert farm.is_running()
    other = farm_with_own_media()
    other.start()
    port = other.rtsp_port
    assert _answers(port)
    with pytest.raises(BugError):
        other.start()
    other.stop()
    other.stop()
    assert not other.is_running()
    assert not _answers(port)


def test_a_taken_port_is_named(farm: FarmProcess) -> None:
    options = FarmOptions(clips_folder=kept_clips_folder(), port=farm.rtsp_port)
    with pytest.raises(KnownError) as caught:
        FarmProcess(options).start()
    assert caught.value.code == "farm.port_taken"
    assert caught.value.params == {"port": farm.rtsp_port}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    options = FarmOptions(clips_folder=tmp_path / "file" / "clips")
    with pytest.raises(KnownError) as caught:
        FarmProcess(options).start()
    assert caught.value.code == "farm.clips_unwritable"


def test_no_password_no_farm() -> None:
    with pytest.raises(KnownError) as caught:
        FarmProcess(FarmOptions(clips_folder=kept_clips_folder(), password=Secret(""))).start()
    assert caught.value.code == "farm.no_password"


def test_absent_cameras_are_not_found_until_they_are_well(tmp_path: Path) -> None:
    absent = tmp_path / "offline.txt"
    absent.write_text("rt-13-1003-004-003\nrt-13-1003-004-004\n")
    with FarmProcess(FarmOptions(clips_folder=kept_clips_folder(), absent=absent)) as farm:
        gone = _viewer(farm, "rt-13-1003-004-003")
        wait_until(lambda: gone.ended, what="the refusal")
        assert isinstance(gone.error, av.HTTPNotFoundError)
        assert farm.status()["absent"] == 2
        assert farm.status()["faults"] == {}
        farm.fault("rt-13-1003-004-003", Fault.OK)
        back = _viewer(farm, "rt-13-1003-004-003")
        wait_until(lambda: bool(back.seen), what="a picture")
        back.close()


def test_secrets_are_not_in_the_command_line(farm: FarmProcess) -> None:
    command = Path(f"/proc/{farm.pid}/cmdline").read_bytes()
    assert b"console.farm.rtsp" in command
    assert farm.options.password.reveal().encode() not in command


def test_it_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert parent.stdin
    assert parent.stdout
    farm_pid, port = (int(word) for word in parent.stdout.readline().split())
    assert _answers(port)
    parent.kill()
    parent.wait()
    parent.stdin.close()
    parent.stdout.close()
    wait_until(lambda: not _answers(port), what="the farm's end")
    wait_until(lambda: not _lives(farm_pid), what="the process's end")


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_and_ends_on_a_signal(number: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "console", "farm", "serve", "--port", "0", "--clips", str(kept_clips_folder())],
        env=os.environ | {"RONDA_FARM_PASSWORD": "secret"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    ready = json.loads(process.stdout.readline())
    assert _answers(ready["rtsp_port"])
    assert ready["switchboard_port"] is None
    process.send_signal(number)
    assert process.wait(10) == 0
    process.stdout.close()
