"""A whole situation room on fakes: main window, wall and every port, for tests of the screens."""

from __future__ import annotations

from collections.abc import Sequence

from console.base.errors import KnownError
from console.domain.camera import CameraId, DirectoryStatus
from console.domain.directory_entry import DirectoryEntry
from console.domain.layout import layout_by_name
from console.domain.roles import Role
from console.domain.shift import USUAL_SHIFTS, ShiftPlan
from console.i18n.language import Language
from console.qt.background import Background
from console.qt.resources import load_translator
from console.ui.notices import Notices
from console.ui.on_duty import OnDuty
from console.ui.stage import Services, Stage
from console.ui.windows.main_window import MainWindow
from console.wall.planning import tile_surface
from console.wall.wall import Wall
from console.widgets.theme.theme import Theme
from tests.helpers.clock import FakeClock
from tests.helpers.fake_audit_reading import FakeAuditReading
from tests.helpers.fake_causes import FakeCauses
from tests.helpers.fake_city import FakeCity
from tests.helpers.fake_city_health import FakeCityHealth
from tests.helpers.fake_closures import FakeClosures
from tests.helpers.fake_flags import FakeFlags
from tests.helpers.fake_handovers import FakeHandovers
from tests.helpers.fake_health import FakeHealth
from tests.helpers.fake_holds import FakeHolds
from tests.helpers.fake_log import FakeLog
from tests.helpers.fake_masks import FakeMasks
from tests.helpers.fake_moving import FakeMoving
from tests.helpers.fake_nearby import FakeNearby
from tests.helpers.fake_own_cameras import FakeOwnCameras
from tests.helpers.fake_people import FakePerson
from tests.helpers.fake_releases import FakeReleases
from tests.helpers.fake_repairs import FakeRepairs
from tests.helpers.fake_room import FakeRoomDesk
from tests.helpers.fake_seen import FakeSeen
from tests.helpers.fake_snapshots import FakeSnapshots
from tests.helpers.fake_steering import FakeSteering
from tests.helpers.fake_terms import FakeTerms
from tests.helpers.fake_wall_records import FakeWallRecords
from tests.helpers.fake_wall_rules import FakeWallRules
from tests.helpers.screen_fakes import (
    START_UTC,
    FakeAudit,
    FakeDirectory,
    FakeEvents,
    FakeHistory,
    FakePictures,
    FakeReader,
    areas_of_the_city,
    camera_entry,
    categories,
)
from tests.helpers.waiting import wait_until

FIRST_NUMBER = 1201


def sample_entries(count: int) -> list[DirectoryEntry]:
    places = ("Jl. Pamularsih", "Gang Melati", "Balai RW", "Pos Kamling", "Pasar Karangayu", "Simpang Kalibanteng")
    return [
        camera_entry(
            FIRST_NUMBER + index,
            f"{places[index % len(places)]} RT {index % 9 + 1} RW {index % 4 + 1} Krapyak",
            status=DirectoryStatus.OFFLINE if index % 5 == 3 else DirectoryStatus.ONLINE,
        )
        for index in range(count)
    ]


class Room:
    """Close it at the end of the test."""

    def __init__(
        self,
        layout: str = "2x2",
        cameras: int = 3,
        role: Role = Role.OPERATOR,
        language: Language = Language.INDONESIAN,
        theme: Theme | None = None,
    ) -> None:
        self.clock = FakeClock(START_UTC)
        self.entries = sample_entries(max(cameras, 8))
        self.directory, self.pictures = FakeDirectory(self.entries, areas_of_the_city()), FakePictures()
        self.events, self.events_of_room, self.flags = FakeEvents(), FakeRoomDesk(), FakeFlags()
        self.history, self.snapshots, self.seen = FakeHistory(), FakeSnapshots(), FakeSeen()
        self.closures, self.masks, self.terms, self.audit = FakeClosures(), FakeMasks(), FakeTerms(), FakeAudit()
        self.releases, self.city, self.own_cameras = FakeReleases(), FakeCity(self.entries), FakeOwnCameras()
        self.holds, self.moving, self.steering = FakeHolds(), FakeMoving(self.clock), FakeSteering()
        self.audit_reading, self.wall_records, self.wall_rules = FakeAuditReading(), FakeWallRecords(), FakeWallRules()
        self.health, self.log, self.causes = FakeHealth(self.clock), FakeLog(), FakeCauses()
        self.repairs = FakeRepairs()
        self.nearby = FakeNearby(self.entries)
        self.city_health = FakeCityHealth(self.clock)
        self.handovers = FakeHandovers()
        self.duty = OnDuty(ShiftPlan.read(USUAL_SHIFTS), self.clock)
        self.unhandled: list[tuple[str, Exception]] = []
        self.background, self.translator = Background(self._on_unhandled), load_translator(language)
        self.notices = Notices(self.clock)
        self.stage = Stage(self.translator, theme or Theme(), self.clock, self.background, self.notices)
        self.services = self._made_services(FakePerson(role=role))
        self.wall = Wall(layout_by_name(layout))
        self.wall.put_all([entry.camera.id for entry in self.entries[:cameras]])
        self.window: MainWindow | None = None

    def open(self, width_px: int = 1280, height_px: int = 720) -> MainWindow:
        self.window = MainWindow(self.stage, self.services, self.wall)
        self.window.resize(width_px, height_px)
        self.window.show()
        # Shortcuts are heard in the active window only.
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow)
        return self.window

    def reader(self, tile: int) -> FakeReader:
        """The reader of a tile, made on first use."""
        return self.pictures.readers.setdefault(tile_surface(self.wall.name, tile), FakeReader(self.clock))

    def camera(self, index: int) -> CameraId:
        return self.entries[index].camera.id

    def close(self) -> None:
        """Closes the window before the threads, as the program does."""
        self.directory.wait.set()
        self.city.wait.set()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        self.background.close()

    def errors(self) -> Sequence[KnownError]:
        return [error for _name, error in self.unhandled if isinstance(error, KnownError)]

    def _made_services(self, person: FakePerson) -> Services:
        return Services(
            self.directory,
            self.directory,
            self.pictures,
            self.events,
            self.flags,
            person,
            categories(),
            self.history,
            self.snapshots,
            self.audit,
            self.closures,
            self.events_of_room,
            self.masks,
            self.audit_reading,
            self.holds,
            self.releases,
            city=self.city,
            terms=self.terms,
            own_cameras=self.own_cameras,
            moving=self.moving,
            seen=self.seen,
            nearby=self.nearby,
            steered=self.steering,
            wall_records=self.wall_records,
            wall_rules=self.wall_rules,
            health=self.health,
            causes=self.causes,
            handovers=self.handovers,
            duty=self.duty,
            repairs=self.repairs,
            city_health=self.city_health,
            log=self.log,
        )

    def _on_unhandled(self, name: str, error: Exception) -> None:
        self.unhandled.append((name, error))
        if self.window is not None:
            self.window.intents.report(name, error)
