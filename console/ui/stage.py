"""What every screen is handed: words, look, clock, background work, the cameras at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from console.base.clock import Clock
from console.domain.event import IncidentCategory
from console.domain.flag_clock import FlagRules
from console.i18n.translator import Translator
from console.qt.background import Background
from console.qt.picture_rounds import PictureRounds
from console.ui.actions.chosen_keys import ChosenKeys
from console.ui.camera_book import CameraBook
from console.ui.cause_port import CauseDesk, NothingFell
from console.ui.controller_port import ControllerDesk, NoControllers
from console.ui.directory_ports import CameraDirectory, OwnCamerasDesk
from console.ui.follow_ports import NearbyDesk, NothingNear
from console.ui.handover_port import HandoverDesk, NoHandovers
from console.ui.health_port import CityHealthDesk, HealthDesk
from console.ui.log_port import LogDesk, NothingTold
from console.ui.messages import short_message
from console.ui.move_port import MoveDesk
from console.ui.notices import Notices
from console.ui.on_duty import OnDuty
from console.ui.ports import (
    AuditDesk,
    AuditReadingDesk,
    BaseMapFile,
    CameraHistory,
    CityDirectory,
    ClosureDesk,
    DirectoryNews,
    EventsDesk,
    FlagDesk,
    HoldDesk,
    MaskDesk,
    Person,
    Pictures,
    ReleaseDesk,
    RoomDesk,
    SnapshotDesk,
    TermsDesk,
)
from console.ui.repair_port import NoRepairs, RepairDesk
from console.ui.shift_rules import ShiftRules
from console.ui.tour_ports import NothingSeen, SeenDesk
from console.ui.wall_port import SteeringDesk, WallRecordDesk, WallRuleDesk
from console.wall.saved_layouts import SavedLayouts
from console.wall.saved_tours import SavedTours
from console.wall.walls import Walls
from console.wall.workspace_book import WorkspaceBook
from console.widgets.lists.event_words import EventWords
from console.widgets.theme.theme import Theme


@dataclass(frozen=True)
class Services:
    """The ports of one signed-in console."""

    directory: CameraDirectory
    news: DirectoryNews
    pictures: Pictures
    events: EventsDesk
    flags: FlagDesk
    person: Person
    categories: Sequence[IncidentCategory]
    history: CameraHistory
    snapshots: SnapshotDesk
    audit: AuditDesk
    closures: ClosureDesk
    room: RoomDesk
    masks: MaskDesk
    audit_reading: AuditReadingDesk
    holds: HoldDesk
    releases: ReleaseDesk
    city: CityDirectory
    terms: TermsDesk
    own_cameras: OwnCamerasDesk
    moving: MoveDesk
    steered: SteeringDesk
    wall_records: WallRecordDesk
    wall_rules: WallRuleDesk
    health: HealthDesk
    city_health: CityHealthDesk
    walls: Walls = field(default_factory=Walls)
    """Those of all windows of this console, with the history of what was done to them."""
    layouts: SavedLayouts = field(default_factory=SavedLayouts)
    """The person's own."""
    tours: SavedTours = field(default_factory=SavedTours)
    """The person's own, and those that are on."""
    workspaces: WorkspaceBook = field(default_factory=WorkspaceBook)
    """Those with a name: the person's own, and those that are shared with them."""
    log: LogDesk = field(default_factory=NothingTold)
    """What this program has told of itself."""
    keys: ChosenKeys = field(default_factory=ChosenKeys)
    """The person's own, too."""
    controllers: ControllerDesk = field(default_factory=NoControllers)
    """Those of this machine."""
    seen: SeenDesk = field(default_factory=NothingSeen)
    """What was seen on this machine."""
    causes: CauseDesk = field(default_factory=NothingFell)
    """Cameras that fell together."""
    repairs: RepairDesk = field(default_factory=NoRepairs)
    """What owners were asked to mend."""
    nearby: NearbyDesk = field(default_factory=NothingNear)
    """What lies around a camera."""
    handovers: HandoverDesk = field(default_factory=NoHandovers)
    """The notes that shifts leave to each other."""
    duty: OnDuty | None = None
    """Since when the person is on shift; None where nobody sits."""
    shift_rules: Callable[[], ShiftRules] = ShiftRules
    """From how many tiles on, and when to rest, this person is told."""
    rounds: PictureRounds | None = None
    """When to look for new pictures; without it the walls ask thirty times a second."""
    replay_s: Callable[[], float] = lambda: 120.0
    """How far back a replay reaches, at most."""
    base_map: Callable[[], BaseMapFile | None] = lambda: None
    """Opens what the person has chosen to be drawn under the map; raises KnownError map.*. In the background."""
    watermark: Callable[[], str] = lambda: ""
    """What stands over the pictures of all tiles now; empty while the centre wants nothing there. Any thread."""
    flag_rules: Callable[[], FlagRules] = FlagRules
    """The service levels and the telephone in use; the usual ones where no centre tells its own."""


@dataclass(frozen=True)
class Stage:
    """What the screens are made with, the same for all of them."""

    translator: Translator
    theme: Theme
    clock: Clock
    background: Background
    notices: Notices

    def reason(self, code: str) -> str:
        return short_message(self.translator, code)

    def event_words(self, services: Services, book: CameraBook) -> EventWords:
        return EventWords(
            self.translator, self.clock, services.categories, book.entry, self.reason, services.flag_rules
        )
