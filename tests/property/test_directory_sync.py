"""However the centre's pages come, a console's directory ends as the centre's: in any order, twice, cut off, with restarts."""

from __future__ import annotations

import random
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.directory.counts import recount
from console.directory.queries import DirectoryQueries
from console.directory.record_faults import read_faults
from console.directory.sync import DirectorySync
from console.domain.camera import DirectoryStatus
from console.store.database import Database, Durability
from console.wire.directory import AreaLine, CameraLine
from console.wire.push import CameraStatusPush
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.directory_model import ModelCentre
from tests.helpers.toy_city import camera_doc

_CITY, _DISTRICT = "33.74", "33.74.13"
_VILLAGES = ("33.74.13.1001", "33.74.13.1002")
_AREAS = (_CITY, _DISTRICT, *_VILLAGES, f"{_VILLAGES[0]}/RW001", f"{_VILLAGES[0]}/RW001/RT001")
_CAMERAS = tuple(f"cam-{number}" for number in range(8))
_NAMES = ("Simpang Lima", "Pos Ronda", "Tugu Muda")
_STEPS = ("put_camera", "put_area", "delete", "status", "life", "sync", "sync", "cut", "twice", "restart")


@dataclass
class World:
    """A centre, the console that follows it, and chance."""

    path: Path
    chance: random.Random
    centre: ModelCentre = field(default_factory=ModelCentre)
    cut: int = 0
    twice: int = 0
    kept: list[list[bytes]] = field(default_factory=list)
    lives: int = 1

    def __post_init__(self) -> None:
        self.centre.limit = 3
        self.centre.spoil = self.on_its_way
        self.open()
        for code in _AREAS:
            self.centre.put_area(code)

    def open(self) -> None:
        self.database = Database(self.path, "directory", Durability.NORMAL)
        self.sync = DirectorySync(self.database, self.centre, FakeClock())

    def on_its_way(self, lines: list[bytes]) -> list[bytes]:
        """Records in another order, sometimes each twice, sometimes without the end, sometimes the page of before."""
        records = lines[1:-1]
        self.chance.shuffle(records)
        page = [lines[0], *records, lines[-1]]
        if self.chance.random() < 0.2:
            doubled = lines[-1].replace(b'"count":%d' % len(records), b'"count":%d' % (2 * len(records)))
            page = [lines[0], *records, *records, doubled]
        self.kept.append(page)
        if self.cut:
            self.cut -= 1
            return page[: self.chance.randrange(len(page))]
        # In place of a first page nobody could tell it from one.
        if self.twice and len(self.kept) > 1 and self.centre.asked:
            self.twice -= 1
            return self.kept[-2]
        # While the page is on its way the centre goes on.
        if self.chance.random() < 0.3:
            self.put_camera()
        return page

    def put_camera(self) -> None:
        doc = camera_doc(self.chance.randrange(5), self.chance.choice(_NAMES), self.chance.choice(_AREAS))
        state = self.chance.choice((DirectoryStatus.ONLINE, DirectoryStatus.OFFLINE, None))
        self.centre.put_camera(self.chance.choice(_CAMERAS), doc, state)

    def put_area(self) -> None:
        code = self.chance.choice(_AREAS)
        self.centre.put_area(code, f"Baru {self.centre.seq} {code}")

    def delete(self) -> None:
        self.centre.delete(self.chance.choice((*_CAMERAS, *_AREAS[1:])))

    def status(self) -> None:
        """Told by a push, as long as it is one of a camera that is there."""
        name = self.chance.choice(_CAMERAS)
        if name in self.centre.states:
            self.centre.seq += 1
            self.centre.states[name] = self.chance.choice((DirectoryStatus.ONLINE, DirectoryStatus.OFFLINE))
            push = CameraStatusPush(camera_id=name, state=self.centre.states[name], since_utc=START_UTC)
            self.sync.apply_status([(str(self.centre.seq), push)])

    def life(self) -> None:
        self.lives += 1
        self.centre.begin_new_life(f"epoch-{self.lives}")

    def round(self) -> None:
        with suppress(KnownError):
            self.sync.sync(lambda: None, lambda: self.chance.random() < 0.2)

    def close(self) -> None:
        self.database.close()

    def restart(self) -> None:
        self.database.close()
        self.open()

    def do(self, step: str) -> None:
        if step == "cut":
            self.cut = self.chance.randrange(1, 3)
        elif step == "twice":
            self.twice = 1
        elif step == "sync":
            self.round()
        else:
            getattr(self, step)()


def settle(world: World) -> None:
    """The network is well again and the centre at rest."""
    world.cut = world.twice = 0
    world.centre.spoil = lambda lines: lines
    world.sync.sync(lambda: None, lambda: False)
    assert_counted(world.database)
    world.sync.sync_status()
    assert_counted(world.database)


def assert_counted(database: Database) -> None:
    """Step by step it comes to what counting anew comes to."""
    before = counts_of(database)
    with database.transaction() as write:
        recount(write)
    assert before == counts_of(database)


def counts_of(database: Database) -> dict[str, tuple[int, int]]:
    rows = database.rows("SELECT code, cameras, online FROM area_count")
    return {row["code"]: (row["cameras"], row["online"]) for row in rows}


def check(world: World) -> None:
    database, centre = world.database, world.centre
    docs = {one: line.doc for one, line in centre.records.items() if isinstance(line, CameraLine) and line.doc}
    cameras = database.rows("SELECT * FROM camera")
    assert {row["id"]: (row["number"], row["name"], row["area_code"]) for row in cameras} == {
        one: (doc.number, doc.name, doc.area_code) for one, doc in docs.items()
    }
    areas = {one: line.doc.name for one, line in centre.records.items() if isinstance(line, AreaLine) and line.doc}
    assert {row["code"]: row["name"] for row in database.rows("SELECT code, name FROM area")} == areas
    states = {row["camera_id"]: row["state"] for row in database.rows("SELECT camera_id, state FROM camera_status")}
    assert states == {one: state.value for one, state in centre.states.items()}
    assert database.rows("SELECT * FROM newcomer") == []
    faults = read_faults(database)
    strays = sum(doc.area_code not in areas for doc in docs.values())
    assert (faults.count if faults else 0) == strays
    check_search(world, {one: (doc.name, doc.area_code) for one, doc in docs.items()}, areas)


def check_search(world: World, cameras: dict[str, tuple[str, str]], areas: dict[str, str]) -> None:
    queries = DirectoryQueries(world.database)
    for name in _NAMES:
        assert {entry.camera.id for entry in queries.search(name)} == {
            one for one, (own, _) in cameras.items() if own == name
        }
    shown = queries.children(None)
    for area in shown:
        shown += queries.children(area.code)
    assert sorted(area.code for area in shown) == sorted(areas)


@settings(max_examples=60)
@given(steps=st.lists(st.sampled_from(_STEPS), min_size=4, max_size=16), seed=st.integers(0, 2**32))
def test_the_directory_ends_as_the_centre_s(steps: list[str], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "directory.sqlite", random.Random(seed))
        with closing(world):
            for step in steps:
                world.do(step)
            settle(world)
            check(world)
