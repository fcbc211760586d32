"""The database's own faults and its shape: refused clearly, told as 503, never lost in silence."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest
import requests
from sqlalchemy import Connection, insert, text

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.server import schema
from console.server.database import Database, database_url
from console.server.migrations.versions import v0014_owners, v0020_status_spells
from console.server.release.tables import RELEASE_CHANGES
from console.server.spells.tables import OPEN_UNIX_S
from tests.helpers.centre import RunningCentre
from tests.helpers.logfail import ExpectLog
from tests.helpers.older_database import undo_0014, undo_0020, without_sources
from tests.helpers.releases import asked, flag_with_evidence
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import MakeCentre


def test_migrations_make_exactly_the_tables_of_the_code(centre: RunningCentre) -> None:
    with centre.centre.database.read() as connection:
        assert schema.drift(connection) == []


def test_preparing_again_changes_nothing(centre: RunningCentre) -> None:
    before = centre.rows("sync_head")
    schema.prepare(centre.centre.database, SystemClock().now_utc())
    assert centre.rows("sync_head") == before


def test_texts_of_owners_from_before_are_owners(make_centre: MakeCentre) -> None:
    centre = make_centre()
    centre.stop()

    def to_before(connection: Connection) -> None:
        undo_0014(connection)
        rows = (("kam-001", " pt  x "), ("kam-002", "PT X"))
        for camera, owner in rows:
            connection.execute(text("UPDATE cameras SET owner = :owner WHERE id = :id"), {"owner": owner, "id": camera})
        version = {"version": v0014_owners.down_revision}
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), version)

    centre.centre.database.write(to_before)
    centre.centre.database.close()
    centre.start()

    assert [(row["id"], row["name"], row["kind"]) for row in centre.rows("owners")] == [("pt-x", "pt x", "other")]
    assert {(row["owner_id"], row["owner"]) for row in centre.rows("cameras")} == {("pt-x", "pt x")}


def test_what_was_believed_before_there_were_spells_is_where_they_begin(make_centre: MakeCentre) -> None:
    centre = make_centre()
    centre.stop()

    def to_before(connection: Connection) -> None:
        undo_0020(connection)
        connection.execute(text("UPDATE camera_status SET state = 'offline' WHERE camera_id = 'kam-002'"))
        version = {"version": v0020_status_spells.down_revision}
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), version)

    centre.centre.database.write(to_before)
    centre.centre.database.close()
    centre.start()

    told = {row["camera_id"]: (row["state"], row["to_unix_s"]) for row in centre.rows("camera_spells")}
    assert told == {"kam-001": ("online", OPEN_UNIX_S), "kam-002": ("offline", OPEN_UNIX_S)}


def test_flags_from_before_the_table_of_states_keep_how_they_stand(make_centre: MakeCentre) -> None:
    centre = make_centre()
    sent, taken = new_id(), new_id()
    for flag_id in (sent, taken):
        centre.client("operator").put_flag("kam-001", flag_id)
    officer = {"officer_name": "Aiptu Slamet", "officer_number": "78050123"}
    centre.client("police_liaison").call("POST", f"/v1/flags/{taken}/acknowledgement", officer)
    centre.stop()

    def to_0002(connection: Connection) -> None:
        undo_0014(connection)
        without_sources(connection)
        connection.execute(text("ALTER TABLE cameras DROP COLUMN privacy_class"))
        connection.execute(text("ALTER TABLE evidence DROP COLUMN deleted_utc"))
        connection.execute(text("ALTER TABLE flags DROP COLUMN exercise"))
        for index in ("ix_audit_subject", "uq_audit_line"):
            connection.execute(text(f"DROP INDEX {index}"))
        for column in ("chain", "seq", "hash", "line"):
            connection.execute(text(f"ALTER TABLE audit DROP COLUMN {column}"))
        for table in (
            "release_links",
            "release_changes",
            "releases",
            "confirmations",
            "legal_holds",
            "camera_closures",
            "camera_masks",
            "audit_checkpoints",
            "handoff_answers",
            "handoff_outbox",
            "receiver_keys",
            "receivers",
            "flag_changes",
        ):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE categories DROP COLUMN eido_type"))
        connection.execute(text("DROP INDEX ix_flags_waiting_utc"))
        for column in ("priority", "waiting_utc", "level"):
            connection.execute(text(f"ALTER TABLE flags DROP COLUMN {column}"))
        connection.execute(text("UPDATE flags SET state = 'received' WHERE state = 'sent'"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))

    centre.centre.database.write(to_0002)
    centre.centre.database.close()
    centre.start()
    flags = {flag["id"]: flag for flag in centre.client("operator").get("/v1/flags").json()["flags"]}
    assert (flags[str(sent)]["state"], flags[str(sent)]["stage"]) == ("received", "sent")
    assert (flags[str(taken)]["state"], flags[str(taken)]["stage"]) == ("acknowledged", "acknowledged")
    assert {(row["priority"], row["waiting_utc"], row["level"]) for row in centre.rows("flags")} == {(1, None, 0)}


def test_holds_of_releases_from_before_are_holds_of_their_flags_with_who_when_and_why(make_centre: MakeCentre) -> None:
    centre = make_centre()
    flag_id = flag_with_evidence(centre.client("operator"))
    releases = [asked(centre.client("police_liaison"), flag_id) for _ in range(2)]
    centre.stop()

    def to_0010(connection: Connection) -> None:
        undo_0014(connection)
        without_sources(connection)
        connection.execute(text("DROP TABLE camera_masks"))
        connection.execute(text("ALTER TABLE releases ADD COLUMN legal_hold BOOLEAN NOT NULL DEFAULT FALSE"))
        steps = (
            (releases[0], "hold", "sidang", "08:00"),
            (releases[0], "hold", "sidang lagi", "08:10"),
            (releases[0], "lift_hold", "putusan", "09:00"),
            (releases[1], "hold", "banding", "08:30"),
        )
        for seq, (release_id, action, note, time) in enumerate(steps, start=10):
            values = {
                "id": str(new_id()),
                "release_id": release_id,
                "seq": seq,
                "body_hash": "",
                "action": action,
                "actor": "Bu Ratna",
                "role": "evidence_officer",
                "address": "",
                "from_state": "requested",
                "to_state": "requested",
                "at_utc": datetime.fromisoformat(f"2026-11-23T{time}:00+00:00"),
                "note": note,
                "minute_number": "",
                "witness": "",
            }
            connection.execute(insert(RELEASE_CHANGES).values(values))
        connection.execute(text("UPDATE alembic_version SET version_num = '0010'"))

    centre.centre.database.write(to_0010)
    centre.centre.database.close()
    centre.start()
    officer = centre.client("evidence_officer")
    path = f"/v1/flags/{flag_id}/hold"
    told = [(one["reason"], one["ended_why"], one["at_utc"]) for one in officer.get(path).json()["holds"]]
    assert told == [("sidang", "putusan", "2026-11-23T08:00:00Z"), ("banding", "", "2026-11-23T08:30:00Z")]
    for release_id in releases:
        release = officer.get(f"/v1/releases/{release_id}").json()
        assert (release["hold"]["by"], release["hold"]["reason"]) == ("Bu Ratna", "banding")
    assert len(centre.rows("release_changes")) == 6
    assert officer.call("POST", f"{path}/end", {"reason": "inkrah"}).status_code == 204
    assert officer.get(f"/v1/releases/{releases[1]}").json()["hold"] is None


def test_database_of_a_newer_version_is_refused_by_name(centre: RunningCentre) -> None:
    database = centre.centre.database
    database.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(KnownError) as caught:
        schema.prepare(database, SystemClock().now_utc())
    assert (caught.value.code, caught.value.params["found"]) == ("centre.database_newer", "9999")


def test_broken_table_answers_503_to_be_tried_again(centre: RunningCentre, expect_log: ExpectLog) -> None:
    client = centre.client("operator")
    centre.centre.database.write(lambda connection: connection.execute(text("DROP TABLE bookmarks")))
    moment = "2026-11-23T14:14:09Z"
    body = {"camera_id": "kam-001", "at_utc": moment, "created_utc": moment, "note": "kata-kata rahasia"}
    expect_log("ronda.centre", "ERROR", "database fault")
    answer = client.call("PUT", "/v1/bookmarks/019ab000-0000-7000-8000-000000000001", body)
    assert (answer.status_code, answer.json()["code"]) == (503, "centre.storage")
    assert answer.headers["Retry-After"] == "2"
    assert "rahasia" not in answer.text


def test_our_own_bug_answers_500_and_the_centre_goes_on(
    centre: RunningCentre, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = centre.client("operator")
    expect_log("ronda.centre", "ERROR", "bug while answering GET /v1/status")
    monkeypatch.setattr("console.server.routes.directory.event_bounds", lambda _connection: 1 // 0)
    answer = client.get("/v1/status")
    assert (answer.status_code, answer.json()) == (500, {"code": "centre.internal", "detail": ""})
    assert client.get("/v1/directory/head").status_code == 200


def test_writers_wait_for_each_other(centre: RunningCentre) -> None:
    client = centre.client("operator")
    holding, go = threading.Event(), threading.Event()

    def hold(_connection: object) -> None:
        holding.set()
        go.wait(10)

    holder = threading.Thread(target=lambda: centre.centre.database.write(hold))
    answers: list[requests.Response] = []
    writer = threading.Thread(target=lambda: answers.append(client.put_flag("kam-001")))
    holder.start()
    assert holding.wait(10)
    writer.start()
    assert client.get("/v1/directory/head").status_code == 200
    assert answers == []
    go.set()
    for thread in (holder, writer):
        thread.join(10)
    assert wait_until(lambda: [answer.status_code for answer in answers]) == [201]


def test_read_only_disk_is_told_and_reading_goes_on(tmp_path: Path, expect_log: ExpectLog) -> None:
    path = tmp_path / "c.sqlite"
    first = Database(f"sqlite:///{path}")
    schema.prepare(first, SystemClock().now_utc())
    first.close()
    expect_log("ronda.centre", "ERROR", "SQLITE_READONLY")
    database = Database(f"sqlite:///{path}")
    try:
        with database.read() as connection:
            connection.execute(text("PRAGMA query_only = ON"))
        with pytest.raises(KnownError) as caught:
            database.write(lambda connection: connection.execute(text("UPDATE sync_head SET seq = 1")))
        assert caught.value.code == "centre.storage"
    finally:
        database.close()


def test_full_disk_is_told(tmp_path: Path, expect_log: ExpectLog) -> None:
    database = Database(f"sqlite:///{tmp_path / 'c.sqlite'}")
    schema.prepare(database, SystemClock().now_utc())
    expect_log("ronda.centre", "ERROR", "SQLITE_FULL")
    try:
        with database.read() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        insert = text("INSERT INTO categories VALUES (:code, :name, :name, 1, '')")
        with pytest.raises(KnownError) as caught:
            database.write(lambda connection: connection.execute(insert, {"code": "x", "name": "y" * 200_000}))
        assert (caught.value.code, caught.value.params["reason"]) == ("centre.storage", "SQLITE_FULL")
    finally:
        database.close()


def test_only_the_two_engines_are_taken() -> None:
    for url in ("mysql://x/y", "nonsense", "oracle://x"):
        with pytest.raises(KnownError) as caught:
            database_url(url)
        assert caught.value.code == "centre.database_url"
    assert database_url("postgres://u@h/db").drivername == "postgresql+psycopg"
