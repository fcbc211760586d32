"""Taking a source's cameras in: what fails, is empty or lacks many never empties the directory, and nothing secret shows."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import RowMapping

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.audit import COMMAND_LINE
from console.server.intake.importing import ImportWish, import_files
from console.server.keys import Login
from console.server.sources.difference import Difference, difference
from console.server.sources.store import add_source, remove_source, source_named
from console.server.sources.taking import approve_removals, dry_run, run_source
from tests.helpers.centre import VILLAGE, RunningCentre, TestCamera
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.toy_source import TOY_PASSWORD, ToySource, install_toy, new_toy, toy_camera

_DAY_S = 86_400.0


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> ToySource:
    return install_toy(monkeypatch)


@pytest.fixture
def city(tmp_path: Path, clock: FakeClock, toy: ToySource) -> Iterator[RunningCentre]:
    """A centre that serves nobody, with one camera of a file and twenty of the toy source."""
    city = RunningCentre(tmp_path, clock=clock)
    city.add_cameras([TestCamera("kam-001", 1)])
    add_source(city.centre, new_toy(login=Login("admin", Secret(TOY_PASSWORD))))
    run_source(city.centre, "toy")
    assert toy.logins[-1].password.reveal() == TOY_PASSWORD
    yield city
    city.close()


def _alive(city: RunningCentre) -> dict[str, RowMapping]:
    return {row["id"]: row for row in city.rows("cameras") if row["deleted_utc"] is None}


def _head(city: RunningCentre) -> int:
    return int(city.rows("sync_head")[0]["seq"])


def test_cameras_come_in_with_the_defaults_numbers_and_sealed_logins(city: RunningCentre) -> None:
    rows = _alive(city)
    first = rows["toy.1"]
    assert (first["number"], first["area_code"], first["owner"], first["kind"]) == (500, VILLAGE, "Dishub", "traffic")
    assert (first["source_id"], rows["kam-001"]["source_id"]) == ("toy", None)
    assert (first["main_url"], first["ptz_protocol"]) == ("rtsp://10.0.0.1/main", "onvif")
    assert (first["ptz_url"], first["ptz_token"]) == ("http://10.0.0.1/onvif/ptz", "profil-1")
    keys = city.centre.keys
    assert [keys.unseal(first[name]).user for name in ("main_login", "ptz_login")] == ["kamera", "putar"]
    assert sorted(row["number"] for row in rows.values()) == [1, *range(500, 520)]
    assert {row["state"] for row in city.rows("camera_status")} == {"online"}
    source = source_named(city.centre, "toy")
    assert (source.outcome, source.cameras, source.counts["added"], source.failures) == ("ok", 20, 20, 0)


def test_no_password_is_anywhere_in_the_database(city: RunningCentre) -> None:
    with pytest.raises(KnownError):
        run_source(city.centre, "none")
    everything = repr([dict(row) for table in ("cameras", "sources", "event_log", "audit") for row in city.rows(table)])
    assert TOY_PASSWORD not in everything


def test_the_same_again_changes_nothing_and_numbers_are_kept(city: RunningCentre, toy: ToySource) -> None:
    before, rows = _head(city), _alive(city)
    toy.cameras.reverse()
    assert run_source(city.centre, "toy").difference.unchanged == 20
    assert (_head(city), _alive(city)) == (before, rows)


def test_only_what_differs_is_written_and_named_by_field(city: RunningCentre, toy: ToySource) -> None:
    before = _head(city)
    toy.change("3", name="Simpang Lima", main_url="rtsp://kamera:sandi-baru@10.0.0.3/main")
    toy.change("4", status=DirectoryStatus.OFFLINE)
    report = run_source(city.centre, "toy")
    assert [(one.id, one.fields) for one in report.difference.changed] == [("toy.3", ("name", "login"))]
    assert _head(city) == before + 1
    assert {row["camera_id"] for row in city.rows("camera_status") if row["state"] == "offline"} == {"toy.4"}


def test_dry_run_tells_the_difference_and_writes_nothing(city: RunningCentre, toy: ToySource) -> None:
    tables = ("cameras", "sources", "sync_head", "camera_status", "event_log", "audit")
    before = [city.rows(table) for table in tables]
    toy.change("3", name="Simpang Lima")
    toy.change("5", latitude=95.0)
    toy.cameras = [*toy.cameras[1:], toy_camera(77)]
    found, notes = dry_run(city.centre, "toy")
    assert [one.id for one in found.added] == ["toy.77"]
    assert [one.id for one in found.changed] == ["toy.3"]
    assert [one.id for one in found.missing] == ["toy.1"]
    assert notes == ("import.bad_coordinate 5",)
    assert [city.rows(table) for table in tables] == before
    assert TOY_PASSWORD not in repr(found)
    assert "10.0.0." not in repr((found.added, found.changed, found.missing, notes))


def test_bad_rows_are_told_by_place_and_their_cameras_stay_as_they_are(city: RunningCentre, toy: ToySource) -> None:
    wrong: list[dict[str, object]] = [
        {"latitude": math.nan},
        {"name": ""},
        {"main_url": f"ftp://u:{TOY_PASSWORD}@10.0.0.2/a"},
        {"name": f"rtsp://u:{TOY_PASSWORD}@10.0.0.2/a"},
        {"area_code": "33.99"},
        {"area_code": TOY_PASSWORD},
        {"number": 1},
        {"number": -1},
    ]
    before = _alive(city)
    for place, values in enumerate(wrong, start=2):
        toy.change(str(place), **values)
    toy.change("1", name="Simpang Lima")
    report = run_source(city.centre, "toy")
    assert report.notes == (
        "import.bad_coordinate 2",
        "import.missing 3 name",
        "import.bad_url 4 main_url",
        "import.bad_text 5 name",
        "import.unknown_area 6 33.99",
        "import.bad_area_code 7",
        "import.repeated_number 8 1",
        "import.bad_number 9",
    )
    after = _alive(city)
    assert [key for key, row in after.items() if row != before[key]] == ["toy.1"]
    assert report.difference.unchanged == 11


def test_a_source_that_fails_leaves_everything_and_is_asked_less_often(
    city: RunningCentre, toy: ToySource, clock: FakeClock
) -> None:
    before = city.rows("cameras")
    waits = []
    toy.fault = KnownError("source.unreachable", host="zm")
    for _ in range(6):
        with pytest.raises(KnownError):
            run_source(city.centre, "toy")
        source = source_named(city.centre, "toy")
        waits.append((source.due_utc - clock.now_utc()).total_seconds())
    assert city.rows("cameras") == before
    assert (source.outcome, source.params, source.failures) == ("source.unreachable", {"host": "zm"}, 6)
    assert waits[0] <= 60
    assert waits[-1] >= 450
    toy.fault = None
    run_source(city.centre, "toy")
    assert source_named(city.centre, "toy").failures == 0


def test_an_adapter_with_a_bug_shows_where_and_nothing_of_what_it_read(
    city: RunningCentre, toy: ToySource, expect_log: ExpectLog
) -> None:
    before = city.rows("cameras")
    toy.fault = ValueError(f"rtsp://u:{TOY_PASSWORD}@10.0.0.1")
    expect_log("ronda.centre.sources", "ERROR", "bug while reading source toy: ValueError toy_source.py")
    with pytest.raises(KnownError) as caught:
        run_source(city.centre, "toy")
    assert (caught.value.code, caught.value.__cause__) == ("source.bug", None)
    assert TOY_PASSWORD not in str(caught.value)
    assert city.rows("cameras") == before


def test_an_empty_answer_takes_nothing_away_until_a_person_says_so(city: RunningCentre, toy: ToySource) -> None:
    toy.cameras = []
    for _ in range(3):
        assert run_source(city.centre, "toy").outcome == "source.empty"
    source = source_named(city.centre, "toy")
    assert (source.cameras, source.failures, len(source.pending_removals)) == (20, 3, 20)
    with pytest.raises(KnownError) as caught:
        approve_removals(city.centre, "toy", COMMAND_LINE, count=7)
    assert caught.value.code == "source.removals_changed"
    assert approve_removals(city.centre, "toy", COMMAND_LINE, count=20) == 20
    assert set(_alive(city)) == {"kam-001"}
    told = [row["detail"] for row in city.rows("audit") if row["action"] == "source_changed"]
    assert told == ["added: toy", "removal of 20 cameras approved"]


def test_many_missing_wait_for_a_person_while_others_are_taken_in(city: RunningCentre, toy: ToySource) -> None:
    toy.cameras = [*toy.cameras[4:], toy_camera(99)]
    assert run_source(city.centre, "toy").outcome == "source.many_missing"
    assert len(_alive(city)) == 22
    assert source_named(city.centre, "toy").pending_removals == ("toy.1", "toy.2", "toy.3", "toy.4")
    toy.cameras.append(toy_camera(2))
    run_source(city.centre, "toy")
    assert approve_removals(city.centre, "toy", COMMAND_LINE) == 3
    assert "toy.2" in _alive(city)
    assert run_source(city.centre, "toy").outcome == "ok"
    with pytest.raises(KnownError) as caught:
        approve_removals(city.centre, "toy", COMMAND_LINE)
    assert caught.value.code == "source.nothing_waits"


def test_a_few_missing_go_by_themselves_but_not_a_few_at_each_read(
    city: RunningCentre, toy: ToySource, clock: FakeClock
) -> None:
    toy.cameras = toy.cameras[2:]
    assert run_source(city.centre, "toy").removed == 2
    toy.cameras = toy.cameras[1:]
    report = run_source(city.centre, "toy")
    assert (report.outcome, report.removed) == ("source.many_missing", 0)
    clock.advance(_DAY_S + 1)
    assert run_source(city.centre, "toy").removed == 1


def test_a_removed_camera_comes_back_with_its_number(city: RunningCentre, toy: ToySource) -> None:
    gone = toy.cameras.pop(4)
    run_source(city.centre, "toy")
    removed = next(row for row in city.rows("cameras") if row["id"] == "toy.5")
    assert (removed["main_login"], removed["ptz_login"]) == (None, None)
    toy.cameras += [toy_camera(98), gone]
    run_source(city.centre, "toy")
    rows = _alive(city)
    assert (rows["toy.5"]["number"], rows["toy.98"]["number"]) == (504, 520)


def test_rows_without_a_key_and_missing_cameras_may_be_the_same(city: RunningCentre, toy: ToySource) -> None:
    toy.change("6", key=" ")
    report = run_source(city.centre, "toy")
    assert (report.outcome, report.notes) == ("source.no_key", ("source.no_key 6",))
    assert len(_alive(city)) == 21


def test_what_could_not_be_read_or_used_stays_as_it_is(city: RunningCentre, toy: ToySource) -> None:
    toy.cameras += [toy_camera(number) for number in range(21, 31)]
    for number in range(21, 31):
        toy.change(str(number), key=f"10.1.2.3_VS_{number}")
    run_source(city.centre, "toy")
    before = _alive(city)
    toy.cameras, toy.unread, toy.unusable = toy.cameras[2:20], ("10.1.2.3_",), ("1",)
    report = run_source(city.centre, "toy")
    assert (report.outcome, [one.id for one in report.difference.missing]) == ("ok", ["toy.2"])
    assert _alive(city) == {key: row for key, row in before.items() if key != "toy.2"}


def test_a_camera_that_could_not_be_told_apart_may_be_the_missing_one(city: RunningCentre, toy: ToySource) -> None:
    toy.cameras, toy.notes = toy.cameras[1:], ("source.bad_entry camera 1",)
    assert run_source(city.centre, "toy").outcome == "source.no_key"
    assert "toy.1" in _alive(city)


def test_a_key_told_twice_counts_once(city: RunningCentre, toy: ToySource) -> None:
    toy.change("7", key="6")
    assert run_source(city.centre, "toy").notes == ("import.repeated_id 7 toy.6 (6)",)


def test_files_and_sources_leave_each_others_cameras_alone(city: RunningCentre) -> None:
    assert city.add_cameras([TestCamera("kam-002", 2)], full=True).removed == 1
    assert set(_alive(city)) == {"kam-002", *(f"toy.{number}" for number in range(1, 21))}
    run_source(city.centre, "toy")
    assert "kam-002" in _alive(city)
    for camera, reason in (
        (TestCamera("toy.1", 900), "import.of_source"),
        (TestCamera("kam-9", 500), "import.repeated_number"),
    ):
        with pytest.raises(KnownError) as caught:
            city.add_cameras([camera], full=True)
        assert reason in str(caught.value.params["rows"])


def test_a_source_is_read_once_at_a_time(city: RunningCentre, toy: ToySource, clock: FakeClock) -> None:
    faults: list[str] = []

    def again() -> None:
        assert source_named(city.centre, "toy").is_read_now
        try:
            run_source(city.centre, "toy")
        except KnownError as error:
            faults.append(error.code)

    toy.during = again
    run_source(city.centre, "toy")
    assert faults == ["source.busy"]
    assert not source_named(city.centre, "toy").is_read_now

    def overtaken() -> None:
        toy.during = lambda: None
        clock.advance(timedelta(minutes=16).total_seconds())
        toy.change("1", name="yang baru")
        run_source(city.centre, "toy")

    toy.during = overtaken
    with pytest.raises(KnownError) as caught:
        run_source(city.centre, "toy")
    assert caught.value.code == "source.busy"
    assert source_named(city.centre, "toy").outcome == "ok"


def test_what_changed_in_the_directory_while_a_source_was_compared_counts(
    city: RunningCentre, toy: ToySource, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def and_then_a_file_comes(*values: Any) -> Difference:
        found = difference(*values)
        if not compared:
            compared.append(1)
            city.add_cameras([TestCamera("kam-520", 520)])
        return found

    monkeypatch.setattr("console.server.sources.taking.difference", and_then_a_file_comes)
    toy.cameras.append(toy_camera(21))
    run_source(city.centre, "toy")
    numbers = {key: row["number"] for key, row in _alive(city).items()}
    assert (numbers["kam-520"], numbers["toy.21"]) == (520, 521)


def test_a_read_that_the_end_of_the_centre_broke_off_is_due_at_once(city: RunningCentre, toy: ToySource) -> None:
    before = source_named(city.centre, "toy")
    toy.change("1", name="lain")
    with pytest.raises(KnownError) as caught:
        run_source(city.centre, "toy", should_stop=lambda: True)
    assert caught.value.code == "source.stopped"
    assert source_named(city.centre, "toy") == before
    assert _alive(city)["toy.1"]["name"] == "Simpang 1"


def test_removing_a_source_keeps_its_cameras_and_adding_it_again_finds_them(city: RunningCentre) -> None:
    before = _alive(city)
    assert remove_source(city.centre, "toy") == 20
    assert {key: row["number"] for key, row in _alive(city).items()} == {
        key: row["number"] for key, row in before.items()
    }
    add_source(city.centre, new_toy())
    assert len(run_source(city.centre, "toy").difference.changed) == 20
    assert _alive(city)["toy.9"]["number"] == before["toy.9"]["number"]
    assert remove_source(city.centre, "toy", with_cameras=True) == 20
    assert set(_alive(city)) == {"kam-001"}


def test_what_a_source_cannot_tell_stays_as_a_person_wrote_it(city: RunningCentre) -> None:
    remove_source(city.centre, "toy")
    header = (
        "id,name,area_code,latitude,longitude,main_url,sub_url,owner,kind,number,privacy_class,uplink_id,uplink_feeds,"
        "switch_id,power_id"
    )
    row = f"toy.1,Pos,{VILLAGE},-6.9,110.4,rtsp://10.0.0.1/main,,RT,traffic,500,sensitif,rt-03,4,sw-2,SMG-07"
    path = city.folder / "mine.csv"
    path.write_text(f"{header}\n{row}\n")
    import_files(city.centre, ImportWish(path))
    add_source(city.centre, new_toy())
    run_source(city.centre, "toy")
    kept = _alive(city)["toy.1"]
    assert (kept["privacy_class"], kept["uplink_id"], kept["uplink_feeds"]) == ("sensitive", "rt-03", 4)
    assert (kept["switch_id"], kept["power_id"]) == ("sw-2", "SMG-07")
    assert kept["source_id"] == "toy"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"id": "Balai Kota"}, "source.name_bad", None),
        ({"id": "toy"}, "source.exists", None),
        ({"kind": "other"}, "source.kind_unknown", None),
        ({"every_s": 1}, "source.setting", "every"),
        ({"settings": {"wrong": True}}, "source.setting", "wrong"),
    ],
)
def test_a_wrong_source_is_refused_when_it_is_added(
    city: RunningCentre, changes: dict[str, object], code: str, field: str | None
) -> None:
    with pytest.raises(KnownError) as caught:
        add_source(city.centre, new_toy(**({"source_id": changes.pop("id", "lain")} | changes)))  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.params.get("field")) == (code, field)


def test_notes_of_an_adapter_that_look_like_an_address_are_not_kept(city: RunningCentre, toy: ToySource) -> None:
    toy.notes = ("source.no_address camera 12", f"bad rtsp://u:{TOY_PASSWORD}@h")
    run_source(city.centre, "toy")
    assert json.loads(city.rows("sources")[0]["notes"]) == ["source.no_address camera 12"]
