"""What a broken centre may send: the directory of before stays, what is good comes in, and the rest is counted and told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.citymap.city import build
from console.directory.for_map import MapDirectory
from console.directory.pages import read_progress
from console.directory.queries import DirectoryQueries
from console.directory.record_faults import RecordFaults, read_faults
from console.directory.sync import DirectorySync
from console.domain.camera import CameraId
from console.store.database import Database, Durability
from console.wire.directory import AreaDoc, AreaLine, BeginLine, CameraDoc, CameraLine, EndLine
from tests.helpers.clock import FakeClock
from tests.helpers.directory_model import ModelCentre, area_doc
from tests.helpers.toy_city import KRAPYAK, camera_doc

CITY = "33.74"
DISTRICT = "33.74.13"
GOOD = camera_doc(1, "Simpang Kalibanteng", KRAPYAK)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "directory.sqlite", "directory", Durability.NORMAL)
    yield opened
    opened.close()


@pytest.fixture
def centre() -> ModelCentre:
    made = ModelCentre()
    for code in (CITY, DISTRICT, KRAPYAK):
        made.put_area(code)
    made.put_camera("cam-1", GOOD)
    made.put_camera("cam-2", camera_doc(2, "Pos Ronda", KRAPYAK))
    return made


@pytest.fixture
def sync(database: Database, centre: ModelCentre) -> Callable[[], None]:
    """As the service does it: areas and cameras, then what works."""
    directory = DirectorySync(database, centre, FakeClock(), most_records=50)

    def round_() -> None:
        directory.sync(lambda: None, lambda: False)
        directory.sync_status()

    return round_


def with_line(content: bytes) -> Callable[[list[bytes]], list[bytes]]:
    """One more record in each page, and its end counts it."""

    def spoil(lines: list[bytes]) -> list[bytes]:
        end = json.loads(lines[-1])
        return [*lines[:-1], content, json.dumps(end | {"count": end["count"] + 1}).encode()]

    return spoil


def camera_line(camera_id: str = "cam-3", **values: object) -> bytes:
    doc = camera_doc(3, "Tugu Muda", KRAPYAK).model_dump() | values
    return json.dumps({"t": "camera", "op": "put", "id": camera_id, "rev": 99, "doc": doc}).encode()


def area_line(code: str, parent: str | None) -> bytes:
    return (
        AreaLine(op="put", id=code, rev=99, doc=area_doc(code).model_copy(update={"parent": parent}))
        .model_dump_json()
        .encode()
    )


@pytest.mark.parametrize(
    ("content", "kind", "name", "field"),
    [
        (camera_line(number="seribu"), "camera", "cam-3", "number"),
        (camera_line(number=None), "camera", "cam-3", "number"),
        (camera_line(number=2**80), "camera", "cam-3", "number"),
        (camera_line(number=-4), "camera", "cam-3", "number"),
        (camera_line(name={"nama": "Tugu"}), "camera", "cam-3", "name"),
        (camera_line(name="x" * 1_000_000), "camera", "cam-3", "name"),
        (camera_line(owner="x" * 1_000_000), "camera", "cam-3", "owner"),
        (camera_line(area_code="Krapyak"), "camera", "cam-3", "area_code"),
        (camera_line(latitude="selatan"), "camera", "cam-3", "latitude"),
        (camera_line("c" * 1000), "camera", "c" * 200, "id"),
        (b'{"t":"camera","op":"put","id":"cam-3","rev":1e99,"doc":null}', "camera", "cam-3", "rev"),
        (b'{"t":"camera","op":"put","id":"cam-3","rev":3,"doc":null}', "camera", "cam-3", "doc"),
        (b'{"t":"camera","op":"steal","id":"cam-3","rev":3}', "camera", "cam-3", "op"),
        (area_line(CITY, None).replace(b"33.74", b"rt-7"), "area", "rt-7", "id"),
        (
            b'{"t":"area","op":"put","id":"33.75","rev":3,"doc":{"parent":null,"level":"planet","name":"x"}}',
            "area",
            "33.75",
            "level",
        ),
        (b'{"t":"camera","op":"put","id":"cam-3","rev":9,"doc":{"name":"\xff\xfe"}}', "line", "", "json"),
        (b'{"t":"camera","op":"put","id":"cam-3","rev":', "line", "", "json"),
        (b"[" * 100_000, "line", "", "json"),
        (b"null", "line", "", ""),
    ],
)
def test_a_record_that_makes_no_sense_is_counted_and_the_others_come_in(
    database: Database, centre: ModelCentre, sync: Callable[[], None], content: bytes, kind: str, name: str, field: str
) -> None:
    centre.spoil = with_line(content)

    sync()

    faults = read_faults(database)
    assert faults is not None
    assert (faults.count, faults.total, faults.kind) == (1, 6, kind)
    assert faults.id == name or kind == "line"
    assert faults.field == field or not field
    assert DirectoryQueries(database).counts() == (2, 2)


def test_what_was_known_of_a_camera_stays_while_nobody_can_read_it(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    sync()
    centre.begin_new_life("epoch-2")
    bad = camera_line("cam-2", number="dua")
    centre.spoil = lambda lines: [bad if b'"cam-2"' in line else line for line in lines]

    sync()

    entry = DirectoryQueries(database).camera(CameraId("cam-2"))
    assert entry is not None
    assert entry.camera.name == "Pos Ronda"
    assert read_faults(database) == RecordFaults(1, 5, "camera", "cam-2", "number")


def test_a_record_that_is_mended_is_told_no_more(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    bad = camera_line("cam-2", number="dua")
    centre.spoil = lambda lines: [bad if b'"cam-2"' in line else line for line in lines]
    sync()
    assert read_faults(database) == RecordFaults(1, 5, "camera", "cam-2", "number")
    centre.spoil = lambda lines: lines
    centre.put_camera("cam-2", camera_doc(2, "Pos Ronda", KRAPYAK))

    sync()

    assert read_faults(database) is None
    assert DirectoryQueries(database).counts() == (2, 2)


def test_an_area_without_its_parent_hangs_under_the_nearest_one(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    centre.delete(DISTRICT)
    sync()
    queries = DirectoryQueries(database)
    assert [area.code for area in queries.children(CITY)] == [KRAPYAK]

    centre.put_area(DISTRICT)
    sync()

    assert [area.code for area in queries.children(CITY)] == [DISTRICT]
    assert [area.code for area in queries.children(DISTRICT)] == [KRAPYAK]


def test_a_camera_in_an_area_that_is_not_there_is_found_and_told(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    centre.put_camera("cam-9", camera_doc(9, "Pompa", "33.74.09"))
    sync()

    assert [entry.camera.id for entry in DirectoryQueries(database).search("pompa")] == ["cam-9"]
    assert read_faults(database) == RecordFaults(1, 6, "camera", "cam-9", "area")

    centre.put_area("33.74.09")
    sync()

    assert read_faults(database) is None


def test_areas_that_lie_in_each_other_are_put_where_their_codes_say(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    cycle = {DISTRICT: KRAPYAK, KRAPYAK: KRAPYAK}

    def spoil(lines: list[bytes]) -> list[bytes]:
        return [
            next(
                (area_line(code, parent) for code, parent in cycle.items() if b'"id":"%s"' % code.encode() in line),
                line,
            )
            for line in lines
        ]

    centre.spoil = spoil

    sync()

    queries = DirectoryQueries(database)
    assert [area.code for area in queries.children(CITY)] == [DISTRICT]
    assert [area.code for area in queries.children(DISTRICT)] == [KRAPYAK]
    assert read_faults(database) == RecordFaults(2, 5, "area", DISTRICT, "parent")


def test_of_two_records_with_one_id_the_newer_one_counts_and_two_of_one_number_are_told(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    older, newer, other = (camera_line("cam-3", name=name) for name in ("Lama", "Baru", "Lain"))
    older = older.replace(b'"rev": 99', b'"rev": 98')

    def spoil(lines: list[bytes]) -> list[bytes]:
        for content in (newer, older, other):
            lines = with_line(content)(lines)
        return lines

    centre.spoil = spoil

    sync()

    entry = DirectoryQueries(database).camera(CameraId("cam-3"))
    assert entry is not None
    assert entry.camera.name == "Baru"
    assert read_faults(database) == RecordFaults(1, 6, "camera", "cam-3", "id")


def test_nought_degrees_are_no_place_and_the_camera_stays(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    centre.put_camera("cam-3", camera_doc(3, "Tugu", KRAPYAK).model_copy(update={"latitude": 0.0, "longitude": 0.0}))
    centre.put_camera(
        "cam-4", camera_doc(4, "Pasar", KRAPYAK).model_copy(update={"latitude": -6.98, "longitude": 110.4})
    )
    centre.put_camera(
        "cam-5", camera_doc(5, "Kali", KRAPYAK).model_copy(update={"latitude": 1e300, "longitude": 110.4})
    )

    sync()

    city = build(MapDirectory(database).cameras(), MapDirectory(database).areas())
    assert list(city.points.ids) == ["cam-4"]
    assert DirectoryQueries(database).counts() == (5, 5)


def test_many_cameras_of_one_number_all_come_in(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    for number in range(30):
        centre.put_camera(f"nol-{number}", camera_doc(0, f"Nol {number}", KRAPYAK))

    sync()

    assert DirectoryQueries(database).counts() == (32, 32)
    assert len(DirectoryQueries(database).search("nol")) == 30


def test_a_page_that_is_cut_off_leaves_everything(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    sync()
    centre.put_camera("cam-3", camera_doc(3, "Tugu", KRAPYAK))
    centre.delete("cam-1")
    centre.spoil = lambda lines: lines[:-2]

    with pytest.raises(KnownError, match=r"directory\.incomplete"):
        sync()

    assert DirectoryQueries(database).counts() == (2, 2)
    assert [entry.camera.id for entry in DirectoryQueries(database).search("simpang")] == ["cam-1"]


def test_a_page_that_comes_twice_does_no_harm(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    centre.limit = 2
    kept: list[list[bytes]] = []

    def spoil(lines: list[bytes]) -> list[bytes]:
        kept.append(lines)
        return kept[0] if len(kept) == 2 else lines

    centre.spoil = spoil

    with pytest.raises(KnownError, match=r"directory\.incomplete"):
        sync()
    sync()

    assert DirectoryQueries(database).counts() == (2, 2)
    assert read_faults(database) is None


def test_a_page_that_leads_to_itself_ends_the_round(centre: ModelCentre, sync: Callable[[], None]) -> None:
    centre.limit = 2
    first: list[list[bytes]] = []

    def spoil(lines: list[bytes]) -> list[bytes]:
        first.append(lines)
        return first[0]

    centre.spoil = spoil

    with pytest.raises(KnownError, match=r"directory\.incomplete"):
        sync()

    assert len(first) == 2


def test_a_cursor_of_another_city_begins_anew_and_the_directory_stays_usable_until_the_end(
    database: Database, sync: Callable[[], None]
) -> None:
    sync()
    other = ModelCentre(epoch="bandung")
    other.put_area("32.73")
    other.put_camera("bdg-1", camera_doc(7, "Gedung Sate", "32.73"))
    directory = DirectorySync(database, other, FakeClock())

    directory.sync(lambda: None, lambda: False)

    assert [area.code for area in DirectoryQueries(database).children(None)] == ["32.73"]
    assert DirectoryQueries(database).search("simpang") == []
    assert read_progress(database).epoch == "bandung"


def test_a_delta_of_another_life_is_not_mixed_in(
    database: Database, centre: ModelCentre, sync: Callable[[], None]
) -> None:
    sync()
    centre.put_camera("cam-3", camera_doc(3, "Tugu", KRAPYAK))
    spoilt = [1]

    def spoil(lines: list[bytes]) -> list[bytes]:
        return [lines[0].replace(b"epoch-1", b"epoch-9"), *lines[1:]] if spoilt and spoilt.pop() else lines

    centre.spoil = spoil

    sync()

    assert read_progress(database).generation == 2
    assert DirectoryQueries(database).counts() == (3, 3)


class Endless(ModelCentre):
    """Camera after camera, in one page or in ever more."""

    one_page = True

    def directory_changes(
        self,
        cursor: str = "",  # noqa: ARG002  the port's
        limit: int = 0,  # noqa: ARG002  the port's
    ) -> Iterator[BeginLine | AreaLine | CameraLine | EndLine]:
        yield BeginLine(epoch="endless", mode="snapshot", seq_from=0, seq_to=1)
        first = self.sent = getattr(self, "sent", 0)
        while self.one_page or self.sent < first + 20:
            self.sent += 1
            yield CameraLine(op="put", id=f"x-{self.sent}", rev=1, doc=camera_doc(self.sent, "X", KRAPYAK))
        yield EndLine(cursor=f"c{self.sent}", more=True, count=20)


@pytest.mark.parametrize("one_page", [True, False])
@pytest.mark.parametrize("had_one", [True, False])
def test_a_centre_without_end_is_stopped_and_its_cameras_are_taken_out_again(
    database: Database, sync: Callable[[], None], one_page: bool, had_one: bool
) -> None:
    if had_one:
        sync()
    endless = Endless(epoch="endless")
    endless.one_page = one_page
    directory = DirectorySync(database, endless, FakeClock(), most_records=50)

    with pytest.raises(KnownError) as caught:
        directory.sync(lambda: None, lambda: False)

    assert (caught.value.code, caught.value.params["most"]) == ("directory.too_large", 50)
    assert endless.sent <= 52 + 20
    assert DirectoryQueries(database).counts() == ((2, 2) if had_one else (0, 0))
    assert [entry.camera.id for entry in DirectoryQueries(database).search("simpang")] == (["cam-1"] if had_one else [])
    assert read_progress(database).cursor == ""
    assert database.rows("SELECT * FROM newcomer") == []


def test_docs_are_the_wire_s() -> None:
    """The lines above are made by hand: they must be of the wire's shape but for what is wrong with them."""
    assert CameraDoc.model_validate(json.loads(camera_line())["doc"]).name == "Tugu Muda"
    assert AreaDoc.model_validate(json.loads(area_line(CITY, None))["doc"]).parent is None
