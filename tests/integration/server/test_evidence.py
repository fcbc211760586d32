"""Evidence: announced, uploaded by tus with cuts, hashed by the centre, read by ranges and recorded."""

from __future__ import annotations

import hashlib
import io
import json
import socket
from uuid import UUID

import pytest
import requests
from sqlalchemy import select, update
from tusclient.client import TusClient

from console.base.ids import new_id
from console.server.settings import Limits
from console.server.tables import EVIDENCE
from tests.helpers.centre import CentreClient, RunningCentre, begin_tus, patch_tus, send_evidence
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import MakeCentre

CONTENT = bytes(range(256)) * 4096


def _flag(client: CentreClient) -> UUID:
    flag_id = new_id()
    assert client.put_flag("kam-001", flag_id).status_code == 201
    return flag_id


def _announce(client: CentreClient, flag_id: UUID, evidence_id: UUID, **changes: object) -> requests.Response:
    body: dict[str, object] = {
        "kind": "clip",
        "camera_id": "kam-001",
        "content_type": "video/mp4",
        "size_bytes": len(CONTENT),
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "start_utc": "2026-11-23T14:13:49Z",
        "end_utc": "2026-11-23T14:14:09Z",
    }
    return client.call("PUT", f"/v1/flags/{flag_id}/evidence/{evidence_id}", body | changes)


def _state(client: CentreClient, flag_id: UUID) -> str:
    return str(client.get(f"/v1/flags/{flag_id}").json()["evidence"][0]["state"])


def _offset(client: CentreClient, location: str) -> int:
    return int(client.call("HEAD", location, Tus_Resumable="1.0.0").headers["Upload-Offset"])


def test_announcing_is_idempotent_and_bounded(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    codes = [_announce(client, flag_id, evidence_id).status_code for _ in range(2)]
    assert codes == [201, 200]
    assert _announce(client, flag_id, evidence_id, size_bytes=1).json()["code"] == "id_conflict"
    assert _announce(client, flag_id, new_id(), size_bytes=2**40).json()["code"] == "evidence.too_large"
    assert _announce(client, flag_id, new_id(), content_type="text/html").json()["code"] == "evidence.unknown_type"
    assert _announce(client, new_id(), new_id()).json()["code"] == "flag.unknown"


FOOTAGE = {
    "feed": "main",
    "asked": {"start_utc": "2026-11-23T14:13:09Z", "end_utc": "2026-11-23T14:14:09Z"},
    "pictures": [{"start_utc": "2026-11-23T14:13:49Z", "end_utc": "2026-11-23T14:14:09Z"}],
    "gaps": [
        {"start_utc": "2026-11-23T14:13:09Z", "end_utc": "2026-11-23T14:13:49Z", "reason": "one_of_next_year"},
    ],
}


def test_what_a_clip_shows_and_what_is_missing_in_it_is_kept(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    codes = [_announce(client, flag_id, evidence_id, footage=FOOTAGE).status_code for _ in range(2)]

    (kept,) = client.get(f"/v1/flags/{flag_id}").json()["evidence"]
    assert (codes, kept["body"]["footage"]) == ([201, 200], FOOTAGE)
    assert _announce(client, flag_id, evidence_id).json()["code"] == "id_conflict"


def test_a_replay_is_no_conflict_for_what_the_centre_did_not_know_when_it_came(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    _announce(client, flag_id, evidence_id)
    database = centre.centre.database
    with database.engine.begin() as connection:
        row = connection.execute(select(EVIDENCE)).one()
        kept = {name: value for name, value in json.loads(row.body).items() if name != "footage"}
        older = hashlib.sha256(json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
        connection.execute(update(EVIDENCE).values(body=json.dumps(kept), body_hash=older))

    assert _announce(client, flag_id, evidence_id, footage=FOOTAGE).status_code == 200
    assert _announce(client, flag_id, evidence_id, footage=FOOTAGE, size_bytes=1).json()["code"] == "id_conflict"


def test_tus_client_uploads_in_pieces_and_resumes(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    _announce(client, flag_id, evidence_id)
    metadata = {"evidence_id": str(evidence_id), "filename": "clip.mp4", "filetype": "video/mp4"}
    tus = TusClient(f"{centre.url}/v1/uploads", headers=client.headers)
    # A stream of ours: given a path, tuspy leaves the file open after every piece.
    file = io.BytesIO(CONTENT)
    first = tus.uploader(file_stream=file, chunk_size=300_000, metadata=metadata)
    first.upload(stop_at=300_000)
    assert _state(client, flag_id) == "announced"
    resumed = tus.uploader(file_stream=file, chunk_size=300_000, url=first.url)
    assert resumed.offset == 300_000
    resumed.upload()
    assert _state(client, flag_id) == "complete"
    got = centre.client("police_liaison").get(f"/v1/flags/{flag_id}/evidence/{evidence_id}/file")
    assert (got.content, got.headers["Content-Type"]) == (CONTENT, "video/mp4")


def test_connection_cut_in_the_middle_keeps_what_came(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    _announce(client, flag_id, evidence_id)
    location = begin_tus(client, evidence_id, len(CONTENT)).headers["Location"]
    host, port = centre.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as raw:
        head = f"PATCH {location} HTTP/1.1\r\nHost: {host}\r\nAuthorization: {client.headers['Authorization']}\r\n"
        head += "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
        raw.sendall(f"{head}Content-Length: {len(CONTENT)}\r\n\r\n".encode() + CONTENT[:700_000])
    wait_until(lambda: _offset(client, location) > 0)
    arrived = wait_until(lambda: _offset(client, location))
    wait_until(lambda: patch_tus(client, location, arrived, CONTENT[arrived:]).status_code == 204)
    assert _state(client, flag_id) == "complete"


def test_other_bytes_than_announced_are_rejected_and_may_be_sent_again(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    _announce(client, flag_id, evidence_id)
    location = begin_tus(client, evidence_id, len(CONTENT)).headers["Location"]
    answer = patch_tus(client, location, 0, b"x" * len(CONTENT))
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.wrong_digest")
    assert _state(client, flag_id) == "rejected"
    location = begin_tus(client, evidence_id, len(CONTENT)).headers["Location"]
    assert patch_tus(client, location, 0, CONTENT).status_code == 204
    assert _state(client, flag_id) == "complete"
    assert begin_tus(client, evidence_id, len(CONTENT)).json()["code"] == "evidence.already_complete"


@pytest.mark.parametrize(("content", "state"), [(CONTENT, "complete"), (b"x" * len(CONTENT), "rejected")])
def test_what_came_whole_before_a_kill_is_checked_when_its_offset_is_asked_for(
    centre: RunningCentre, content: bytes, state: str
) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    _announce(client, flag_id, evidence_id)
    location = begin_tus(client, evidence_id, len(CONTENT)).headers["Location"]
    upload = centre.settings.upload_folder / location.rpartition("/")[2]
    # As a kill leaves it between the last byte and the check.
    upload.write_bytes(content)
    answer = client.call("HEAD", location, Tus_Resumable="1.0.0")
    if state == "complete":
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (200, str(len(CONTENT)))
    else:
        assert answer.status_code == 422
    assert _state(client, flag_id) == state
    assert client.call("HEAD", location, Tus_Resumable="1.0.0").status_code == 404
    assert not upload.exists()


def test_upload_that_breaks_the_rules_is_refused(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    _announce(client, flag_id, evidence_id)
    assert begin_tus(client, evidence_id, 5).json()["code"] == "upload.wrong_length"
    assert begin_tus(client, new_id(), 5).json()["code"] == "evidence.unknown"
    location = begin_tus(client, evidence_id, len(CONTENT)).headers["Location"]
    assert patch_tus(client, location, 7, b"x").json()["code"] == "upload.wrong_offset"
    assert patch_tus(client, location, 0, CONTENT + b"x").json()["code"] == "upload.too_long"
    assert client.call("HEAD", location).status_code == 412
    unknown = client.call("HEAD", f"/v1/uploads/{new_id()}", Tus_Resumable="1.0.0")
    assert unknown.status_code == 404


def test_a_new_try_replaces_the_old_one(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    _announce(client, flag_id, evidence_id)
    old = begin_tus(client, evidence_id, len(CONTENT)).headers["Location"]
    patch_tus(client, old, 0, CONTENT[:100])
    begin_tus(client, evidence_id, len(CONTENT))
    assert patch_tus(client, old, 100, CONTENT[100:]).status_code == 404
    assert len(list(centre.settings.upload_folder.iterdir())) == 1


def test_nobody_without_a_token_writes_a_byte(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id, evidence_id = _flag(client), new_id()
    _announce(client, flag_id, evidence_id)
    location = begin_tus(client, evidence_id, len(CONTENT)).headers["Location"]
    for stranger in (CentreClient(centre.url, ""), centre.client("viewer")):
        assert patch_tus(stranger, location, 0, CONTENT).status_code in {401, 403}
    assert _offset(client, location) == 0


def test_every_reading_is_recorded_and_ranges_work(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id = _flag(client)
    evidence_id = send_evidence(client, flag_id, "kam-001", "clip", "video/mp4", CONTENT)
    path = f"/v1/flags/{flag_id}/evidence/{evidence_id}/file"
    part = centre.client("police_liaison").get(path, Range="bytes=100-199")
    assert (part.status_code, part.content) == (206, CONTENT[100:200])
    assert part.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(path).status_code == 403
    rows = [row for row in centre.rows("audit") if row["action"] == "read_evidence"]
    assert [(row["username"], row["subject"]) for row in rows] == [("police_liaison", str(evidence_id))]
    assert "bytes=100-199" in rows[0]["detail"]


def test_file_of_another_flag_or_not_yet_here_is_not_given(centre: RunningCentre) -> None:
    client, police = centre.client("operator"), centre.client("police_liaison")
    flag_id, other, evidence_id = _flag(client), _flag(client), new_id()
    _announce(client, flag_id, evidence_id)
    assert police.get(f"/v1/flags/{flag_id}/evidence/{evidence_id}/file").json()["code"] == "evidence.not_here"
    complete = send_evidence(client, flag_id, "kam-001", "clip", "video/mp4", CONTENT)
    assert police.get(f"/v1/flags/{other}/evidence/{complete}/file").json()["code"] == "evidence.unknown"


@pytest.mark.parametrize("mode", ["length", "chunked"])
def test_request_bodies_are_bounded(make_centre: MakeCentre, mode: str) -> None:
    centre = make_centre(limits=Limits(body_bytes=2_000))
    big = b'{"grant":"password","username":"' + b"x" * 5_000
    data = big if mode == "length" else iter([big])
    answer = requests.post(
        f"{centre.url}/v1/auth/token", data=data, headers={"Content-Type": "application/json"}, timeout=5
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "request.too_large")
