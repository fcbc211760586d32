"""A flag nobody answers is carried up, taken by the police's own system, and its evidence stands without Ronda."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID

import requests
from PySide6.QtCore import Qt

from console.demo import credentials
from console.demo.child import output_of
from console.demo.city_services import CityServices
from console.domain.event import EventWay
from console.exhibit.examine import examine
from console.exhibit.trust import read_authority
from console.gateway.key_file import gateway_key
from console.handoff.keys import read_public_key
from tests.helpers.centre import CentreClient
from tests.helpers.console import ConsoleUnderTest
from tests.helpers.gateway import running_gateway
from tests.helpers.police_page import PolicePage
from tests.helpers.ports import free_port
from tests.helpers.releases import asked, confirm, fetched, packed, step
from tests.helpers.waiting import wait_until

OFFICER = {"officer_name": "Aiptu Slamet", "officer_number": "78050123"}
CAMERA = "traffic-001"
FIRST_LEVEL_S = 90.0
"""A flag of priority 1 goes one level up after 30 s."""


def test_from_the_key_to_a_package_that_a_court_can_check(
    city: CityServices, open_console: Callable[..., ConsoleUnderTest], tmp_path: Path
) -> None:
    port = free_port()
    key = _receiver(city, tmp_path / "gateway", port)
    console = open_console(CAMERA)
    console.wait_until_live(1)
    answers = f"{city.centre_url}/v1/handoff/polres/answers"
    with running_gateway(tmp_path / "gateway", answers, (read_public_key(key),), port) as gateway:
        flag_id = _flagged(console)
        wait_until(lambda: [flag for flag in gateway.book.flags() if flag.id == flag_id], 30.0, "at the gateway")
        with PolicePage(city.centre_url, tmp_path / "browser") as police:
            police.sign_in(credentials.POLICE, city.credentials.police)
            police.flag(flag_id)
        wait_until(lambda: console.events()[0].level > 0, FIRST_LEVEL_S, "carried up unanswered")
        assert gateway.say(flag_id, "incident.acknowledged", **OFFICER).status_code == 303
        wait_until(lambda: console.events()[0].way is EventWay.ACKNOWLEDGED, 30.0, "the signed answer on the console")
    assert console.events()[0].officer_name == OFFICER["officer_name"]
    wait_until(lambda: _all_evidence(console), 90.0, "still, clip before and clip after at the centre")

    package = _released(city, flag_id)
    folder = tmp_path / "pengadilan"
    with zipfile.ZipFile(BytesIO(package)) as packed_up:
        packed_up.extractall(folder)
    authority = folder / "ca.pem"
    authority.write_bytes((city.authority_folder / "ca.pem").read_bytes())
    (inside,) = [path for path in folder.iterdir() if path.is_dir()]
    _holds_without_ronda(inside)
    assert len(list((inside / "data" / "original").rglob("*.mp4"))) == 2
    verdict = examine(inside, read_authority(authority), None)
    assert verdict.proven
    assert [(copy.same, copy.error) for copy in verdict.copies] == [(True, "")] * 2
    assert [one.claimed is not None for one in verdict.sidecars] == [True] * 3, "a still and two copies"


def _receiver(city: CityServices, folder: Path, port: int) -> str:
    """The police's system is made known to the centre; gives the key that it knows the centre by."""
    own = gateway_key(folder).public().text()
    url = f"http://127.0.0.1:{port}/hooks/cctv"
    added = ["centre", "receiver", "add", "polres", "--url", url, "--answer-key", own]
    return output_of("receiver", added, city.centre_environment).split()[1]


def _flagged(console: ConsoleUnderTest) -> UUID:
    console.press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    console.press(Qt.Key.Key_F)
    console.dialog()
    console.type("tawuran")
    console.press(Qt.Key.Key_Return)
    wait_until(console.events, 10.0, "the flag in the panel")
    return console.events()[0].id


def _all_evidence(console: ConsoleUnderTest) -> bool:
    entry = console.events()[0]
    return entry.evidence_complete == entry.evidence_total > 0


def _client(city: CityServices, name: str) -> CentreClient:
    body = {"grant": "password", "username": name, "password": city.credentials.password(name).reveal()}
    answer = requests.post(f"{city.centre_url}/v1/auth/token", json=body, timeout=10)
    return CentreClient(city.centre_url, answer.json()["access_token"])


def _released(city: CityServices, flag_id: UUID) -> bytes:
    """Asked for by the police, agreed by a second person with the password again, packed and fetched."""
    police, officer = _client(city, credentials.POLICE), _client(city, credentials.EVIDENCE)
    release_id = asked(police, flag_id)
    assert step(officer, release_id, "approve").json()["code"] == "release.confirm_again"
    assert confirm(officer, city.credentials.evidence).status_code == 204
    assert step(officer, release_id, "approve").status_code == 200
    packed(police, release_id)
    return fetched(police, release_id)


def _holds_without_ronda(package: Path) -> None:
    """With the commands of the instructions in the package, and nothing of Ronda at hand."""
    bare = {"PATH": os.defpath, "LC_ALL": "C"}

    def done(*command: str) -> str:
        told = subprocess.run(command, cwd=package, env=bare, capture_output=True, text=True, timeout=60, check=False)
        assert told.returncode == 0, told.stdout + told.stderr
        return told.stdout + told.stderr

    for name in ("segel-sha256.txt", "tagmanifest-sha256.txt", "manifest-sha256.txt"):
        assert "FAILED" not in done("sha256sum", "--check", "--strict", name)
    words = (package / "VERIFIKASI" / "BACA-SAYA.txt").read_text("utf-8")
    (command,) = [line.strip() for line in words.splitlines() if line.strip().startswith("openssl cms -verify")]
    assert "CMS Verification successful" in done(*command.split())
    assert "UTUH" in done(sys.executable, "-I", "VERIFIKASI/verify.py")
