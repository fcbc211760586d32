"""Evidence on its way to the police: flagged, asked for, agreed, packed, fetched, checked, put away and destroyed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import NoReturn

import av
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import Connection, select

from console.base.ids import new_id
from console.domain.roles import Role
from console.exhibit.examine import examine
from console.server.authority.sealing import SEALING_NAME
from console.server.housekeeping import tidy
from console.server.numbering import Event
from console.server.release import packing
from console.server.release.history import ReleaseActor
from console.server.release.packing import Packing
from console.server.release.requests import add_release
from console.server.settings import Lifetimes
from console.server.tables import FLAGS
from console.wire.releases import ReleaseBody
from tests.helpers.authority import openssl
from tests.helpers.centre import CentreClient, RunningCentre, send_evidence
from tests.helpers.clock import FakeClock
from tests.helpers.exhibits import tiny_png
from tests.helpers.logfail import ExpectLog
from tests.helpers.recordings import recorded
from tests.helpers.releases import (
    REQUEST,
    approve,
    ask,
    asked,
    confirm,
    fetched,
    flag_with_evidence,
    packed,
    seal_here,
    state_of,
    step,
    told,
)
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import MakeCentre


def _packed(centre: RunningCentre) -> tuple[CentreClient, CentreClient, str]:
    police, officer = centre.client("police_liaison"), centre.client("evidence_officer")
    release_id = asked(police, flag_with_evidence(centre.client("operator")))
    assert approve(officer, release_id).status_code == 200
    packed(police, release_id)
    return police, officer, release_id


def test_the_whole_story(centre: RunningCentre, tmp_path: Path) -> None:
    police, officer = centre.client("police_liaison"), centre.client("evidence_officer")
    flag_id = flag_with_evidence(centre.client("operator"))
    taken = {"officer_name": "Aiptu Slamet", "officer_number": "78050123"}
    assert police.call("POST", f"/v1/flags/{flag_id}/acknowledgement", taken).status_code == 200
    release_id = asked(police, flag_id)
    assert approve(officer, release_id).status_code == 200
    packed(police, release_id)
    content = fetched(police, release_id)
    record = police.get(f"/v1/releases/{release_id}").json()
    assert (record["state"], record["package_bytes"]) == ("released", len(content))
    assert record["package_sha256"] == hashlib.sha256(content).hexdigest()

    package = tmp_path / "package.zip"
    package.write_bytes(content)
    verdict = examine(package, seal_here(tmp_path), None)
    assert (verdict.proven, verdict.number, verdict.files) == (True, record["number"], 2)
    done = [row.entry.action for row in verdict.custody]
    assert done[:4] == ["hashed", "hashed", "requested", "approved"]
    assert done[-1] == "sealed"

    assert told(step(police, release_id, "receive", sha256="0" * 64)) == (409, "release.wrong_hash")
    received = step(police, release_id, "receive", sha256=record["package_sha256"].upper())
    assert received.json()["state"] == "received"
    actions = [one["action"] for one in received.json()["history"]]
    assert actions == ["request", "approve", "pack", "release", "receive"]


def test_every_step_is_in_the_audit_too(centre: RunningCentre) -> None:
    police, _officer, release_id = _packed(centre)
    fetched(police, release_id)
    number = police.get(f"/v1/releases/{release_id}").json()["number"]
    rows = [row for row in centre.rows("audit") if row["action"] == "release_changed"]
    assert [(row["username"], row["detail"]) for row in rows] == [
        ("police_liaison", f"{number} request"),
        ("evidence_officer", f"{number} approve"),
        ("Ronda", f"{number} pack"),
        ("police_liaison", f"{number} release"),
    ]


def test_evidence_that_was_asked_for_is_kept_and_a_hold_of_its_flag_keeps_the_package(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    year_s = 366 * 86_400
    lives = Lifetimes(access_token_s=year_s, refresh_token_s=year_s, keep_alive_s=0.2, release_retention_s=1000)
    centre = make_centre(clock=clock, lifetimes=lives)
    _police, officer, release_id = _packed(centre)
    flag_id = officer.get(f"/v1/releases/{release_id}").json()["flag_id"]
    assert officer.call("PUT", f"/v1/flags/{flag_id}/hold", {"reason": "sidang"}).status_code == 200
    assert step(officer, release_id, "retain").status_code == 200
    clock.advance(31 * 86_400)
    minute = {"minute_number": "BAP/7/2026", "witness": "Siti Aminah", "note": "masa simpan habis"}
    assert told(step(officer, release_id, "destroy", **minute)) == (409, "release.legal_hold")
    assert officer.call("POST", f"/v1/flags/{flag_id}/hold/end", {"reason": "putusan"}).status_code == 204
    tidy(centre.centre)
    assert {row["state"] for row in centre.rows("evidence")} == {"complete"}
    assert confirm(officer).status_code == 204
    assert step(officer, release_id, "destroy", **minute).status_code == 200
    tidy(centre.centre)
    assert {row["state"] for row in centre.rows("evidence")} == {"deleted"}


def test_the_package_holds_the_originals_and_the_papers_about_them(centre: RunningCentre) -> None:
    police, _officer, release_id = _packed(centre)
    with zipfile.ZipFile(io.BytesIO(fetched(police, release_id))) as package:
        names = {name.partition("/data/")[2] for name in package.namelist() if "/data/" in name}
        assert {name for name in names if not name.startswith("original/")} == {
            "custody/custody.jsonl",
            "metadata/c2pa.json",
            "metadata/gaps.json",
            "metadata/incident.cap.xml",
            "metadata/incident.eido.json",
            "metadata/request.json",
            "metadata/signed.json",
            "metadata/time.json",
            "metadata/working.json",
            "report/berita_acara.pdf",
        }
        originals = {package.read(name) for name in package.namelist() if "/data/original/1/" in name}
        assert originals == {b"\xff\xd8 still", b"clip of original packets" * 100}
        assert {one.compress_type for one in package.infolist()} == {zipfile.ZIP_STORED}
        (inside,) = [name for name in package.namelist() if name.endswith("berita_acara.pdf")]
        minute = police.get(f"/v1/releases/{release_id}/minute?of=handover")
        assert minute.headers["Content-Type"] == "application/pdf"
        assert minute.content == package.read(inside)


def test_a_real_recording_has_a_working_copy_and_sidecar_and_one_that_was_cut_off_says_why_not(
    centre: RunningCentre, tmp_path: Path
) -> None:
    recorded(tmp_path / "clip.mp4")
    clip = (tmp_path / "clip.mp4").read_bytes()
    operator, flag_id = centre.client("operator"), new_id()
    assert operator.put_flag("kam-001", flag_id).status_code == 201
    send_evidence(operator, flag_id, "kam-001", "still", "image/png", tiny_png())
    send_evidence(operator, flag_id, "kam-001", "clip", "video/mp4", clip)
    send_evidence(operator, flag_id, "kam-001", "clip", "video/mp4", clip[:-100])
    police, officer = centre.client("police_liaison"), centre.client("evidence_officer")
    release_id = asked(police, flag_id)
    assert approve(officer, release_id).status_code == 200
    packed(police, release_id)
    package = tmp_path / "package.zip"
    package.write_bytes(fetched(police, release_id))
    verdict = examine(package, seal_here(tmp_path), None)
    assert (verdict.proven, verdict.files) == (True, 3)
    (copy,) = [one for one in verdict.copies if one.name]
    assert (copy.same, len(verdict.copies)) == (True, 2)
    assert copy.exported is not None
    camera = centre.rows("cameras")[0]
    assert copy.exported.source == f"{camera['number']} {camera['name']}"
    assert copy.original in copy.exported.statement
    assert [row.entry.reason for row in verdict.custody if row.entry.action == "remuxed"] == [copy.original]
    flag_number = operator.get(f"/v1/flags/{flag_id}").json()["number"]
    described = {one.name: one.claimed for one in verdict.sidecars}
    assert len(described) == 2
    for claimed in described.values():
        assert claimed is not None
        assert (claimed.facts["camera"], claimed.facts["flag"]) == (copy.exported.source, flag_number)
    assert {claimed.actions for claimed in described.values() if claimed} == {
        ("c2pa.created",),
        ("c2pa.opened", "c2pa.repackaged"),
    }
    with zipfile.ZipFile(package) as inside:
        (name,) = [one for one in inside.namelist() if one.endswith(copy.name)]
        told = json.loads(inside.read(next(one for one in inside.namelist() if one.endswith("working.json"))))
        content = inside.read(name)
    assert sorted(str(one.get("reason")) for one in told.values()) == ["None", "damaged"]
    with av.open(io.BytesIO(content), "r") as shown:
        assert len(list(shown.decode(video=0))) == 60
        assert shown.metadata["creation_time"][:19] == copy.exported.start_utc.isoformat()[:19]


def test_a_link_is_good_once_for_minutes_and_for_who_asked(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    centre.add_user("other_police", Role.POLICE_LIAISON)
    police, officer, release_id = _packed(centre)
    other = centre.client("other_police")
    assert told(other.call("POST", f"/v1/releases/{release_id}/link")) == (403, "release.not_yours")
    path = police.call("POST", f"/v1/releases/{release_id}/link").json()["path"]
    assert told(other.get(path)) == (410, "release.link_expired")
    assert officer.get(path).status_code == 403
    assert CentreClient(centre.url, "").get(path).status_code == 401
    assert police.get(path).status_code == 200
    assert told(police.get(path)) == (410, "release.link_expired")
    late = police.call("POST", f"/v1/releases/{release_id}/link").json()["path"]
    clock.advance(301)
    assert told(police.get(late)) == (410, "release.link_expired")
    assert told(police.get(f"/v1/releases/{release_id}/package?ticket=guess")) == (410, "release.link_expired")
    fetched(police, release_id)
    downloads = [row for row in centre.rows("release_changes") if row["action"] == "release"]
    assert [row["address"] for row in downloads] == ["127.0.0.1"] * 2
    kept = str(centre.rows("release_links"))
    assert path.partition("ticket=")[2] not in kept


class _KilledError(BaseException):
    """What a kill in the middle of packing looks like from inside."""


@pytest.mark.parametrize("half", ["pack", "bundle"])
def test_a_centre_that_is_killed_while_packing_packs_again(
    centre: RunningCentre, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch, half: str
) -> None:
    (centre.settings.data_folder / SEALING_NAME).unlink()
    expect_log("ronda.centre.release", "WARNING", "sealing.none")
    police, officer = centre.client("police_liaison"), centre.client("evidence_officer")
    release_id = asked(police, flag_with_evidence(centre.client("operator")))
    assert approve(officer, release_id).status_code == 200
    wait_until(lambda: police.get(f"/v1/releases/{release_id}").json()["fault"] == "sealing.none")
    centre.stop()
    seal_here(centre.settings.data_folder)

    def killed(*_arguments: object) -> NoReturn:
        folder = centre.settings.package_folder / "work" / ".half.part"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "half").write_bytes(b"half")
        raise _KilledError

    with monkeypatch.context() as patch:
        patch.setattr(packing, half, killed)
        with pytest.raises(_KilledError):
            Packing(centre.centre).look()
    centre.centre.database.close()
    centre.start()
    packed(centre.client("police_liaison"), release_id)
    assert not (centre.settings.package_folder / "work").exists()
    record = centre.client("police_liaison").get(f"/v1/releases/{release_id}").json()
    assert record["fault"] == ""


def test_an_original_that_changed_since_is_not_packed_and_the_release_says_so(
    centre: RunningCentre, expect_log: ExpectLog
) -> None:
    expect_log("ronda.centre.release", "WARNING", "exhibit.changed")
    police, officer = centre.client("police_liaison"), centre.client("evidence_officer")
    release_id = asked(police, flag_with_evidence(centre.client("operator")))
    original = next(path for path in centre.settings.evidence_folder.rglob("*") if path.is_file())
    original.write_bytes(original.read_bytes()[:-1] + b"x")
    assert approve(officer, release_id).status_code == 200
    wait_until(lambda: police.get(f"/v1/releases/{release_id}").json()["fault"] == "exhibit.changed")
    assert state_of(police, release_id) == "approved"
    assert told(police.call("POST", f"/v1/releases/{release_id}/link")) == (404, "release.not_here")
    assert step(police, release_id, "withdraw").json()["state"] == "withdrawn"


def test_a_package_is_destroyed_only_after_its_time_without_hold_and_with_its_minute(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock, lifetimes=Lifetimes(keep_alive_s=0.2, release_retention_s=1000))
    police, officer, release_id = _packed(centre)
    (package,) = centre.settings.package_folder.glob("*.zip")
    minute = {"minute_number": "BAP/7/2026", "witness": "Siti Aminah", "note": "masa simpan habis"}
    assert told(step(officer, release_id, "destroy", **minute)) == (409, "release.out_of_order")
    assert step(officer, release_id, "retain").json()["state"] == "retained"
    assert told(police.call("POST", f"/v1/releases/{release_id}/link")) == (404, "release.not_here")
    assert told(step(officer, release_id, "destroy", **minute)) == (409, "release.retention_runs")
    clock.advance(850)
    officer = centre.client("evidence_officer")
    clock.advance(150)
    release = officer.get(f"/v1/releases/{release_id}").json()
    hold = f"/v1/flags/{release['flag_id']}/hold"
    assert centre.client("supervisor").call("PUT", hold, {"reason": "sidang berjalan"}).status_code == 200
    assert officer.get(f"/v1/releases/{release_id}").json()["hold"]["reason"] == "sidang berjalan"
    assert told(step(officer, release_id, "destroy", **minute)) == (409, "release.legal_hold")
    assert officer.call("POST", f"{hold}/end", {"reason": "putusan tetap"}).status_code == 204
    assert officer.get(f"/v1/releases/{release_id}").json()["hold"] is None
    assert told(step(officer, release_id, "destroy", **(minute | {"witness": ""}))) == (422, "release.minute_missing")
    assert told(step(officer, release_id, "destroy", **minute)) == (403, "release.confirm_again")
    assert package.is_file()
    assert confirm(officer).status_code == 204
    assert step(officer, release_id, "destroy", **minute).json()["state"] == "destroyed"
    assert not package.exists()
    paper = officer.get(f"/v1/releases/{release_id}/minute?of=destruction")
    assert paper.content.startswith(b"%PDF-")


def test_what_is_practice_is_no_release_for_the_police_on_duty(centre: RunningCentre) -> None:
    operator, flag_id = centre.client("operator"), new_id()
    assert operator.put_flag("kam-001", flag_id, exercise=True).status_code == 201
    police = centre.client("police_liaison")
    assert told(ask(police, flag_id)) == (404, "flag.unknown")
    body = ReleaseBody.model_validate(REQUEST)

    def by_a_system(connection: Connection) -> tuple[str, list[Event]]:
        flag = connection.execute(select(FLAGS).where(FLAGS.c.id == str(flag_id))).one()
        now = centre.centre.clock.now_utc()
        record, events = add_release(connection, flag, ReleaseActor("latihan", "receiver"), new_id(), body, now)
        return str(record.id), events

    release_id = centre.centre.write(by_a_system)
    assert told(police.get(f"/v1/releases/{release_id}")) == (404, "release.unknown")
    assert police.get("/v1/releases").json()["releases"] == []
    seen = centre.client("evidence_officer").get(f"/v1/releases/{release_id}").json()
    assert seen["exercise"]
    assert seen["number"].startswith("LATIHAN-")


def test_before_there_is_something_to_sign_for_there_is_no_minute(centre: RunningCentre) -> None:
    police = centre.client("police_liaison")
    release_id = asked(police, flag_with_evidence(centre.client("operator")))
    for kind in ("handover", "destruction"):
        assert told(police.get(f"/v1/releases/{release_id}/minute?of={kind}")) == (404, "release.not_here")


def test_a_flag_is_carried_by_hand_in_a_zip_that_openssl_believes(centre: RunningCentre, tmp_path: Path) -> None:
    operator, flag_id = centre.client("operator"), new_id()
    assert operator.put_flag("kam-001", flag_id).status_code == 201
    answer = operator.get(f"/v1/flags/{flag_id}/document?format=drop")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        packed.extractall(tmp_path)
        (folder,) = {tmp_path / name.partition("/")[0] for name in packed.namelist()}
    listed = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert len(listed) == 5
    for line in listed:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    (root,) = seal_here(tmp_path).roots
    authority = tmp_path / "ca.pem"
    authority.write_bytes(root.public_bytes(Encoding.PEM))
    asked = ("cms", "-verify", "-binary", "-inform", "DER", "-in", folder / "SHA256SUMS.p7s", "-content")
    code, said = openssl(*asked, folder / "SHA256SUMS", "-CAfile", authority, "-purpose", "any")
    assert code == 0, said
    forged = tmp_path / "forged"
    forged.write_text("x")
    assert openssl(*asked, forged, "-CAfile", authority, "-purpose", "any")[0] != 0


def test_a_centre_without_a_key_signs_nothing(centre: RunningCentre) -> None:
    (centre.settings.data_folder / SEALING_NAME).unlink()
    operator, flag_id = centre.client("operator"), new_id()
    assert operator.put_flag("kam-001", flag_id).status_code == 201
    assert told(operator.get(f"/v1/flags/{flag_id}/document?format=drop")) == (409, "sealing.none")


def test_a_flag_is_one_page_whatever_was_written(centre: RunningCentre) -> None:
    operator, flag_id = centre.client("operator"), new_id()
    note = "Sekitar 15 orang, “bersajam” – 群衆 " * 50
    assert operator.put_flag("kam-001", flag_id, note=note[:2000]).status_code == 201
    answer = operator.get(f"/v1/flags/{flag_id}/document?format=pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.count(b"/Type /Page\n") == 1
