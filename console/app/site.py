"""One centre and all that works with it: built in order, started together, closed backwards."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from console.app.freshness import CameraRules
from console.app.personal_files import personal_file
from console.app.reserve import AddressReserve
from console.app.tickets import CentreTickets
from console.audit.journal import Signed
from console.audit.service import AuditService
from console.auth.console_signing import ConsoleSigning
from console.auth.session import Session
from console.auth.vault import KeyringVault, NoVault, TokenVault
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.paths import Paths
from console.directory.causes import Causes
from console.directory.closures import Closures
from console.directory.masks import Masks
from console.directory.owned_cameras import owned_cameras
from console.directory.repairs import Repairs
from console.directory.rights import OfflineRights
from console.directory.service import DirectoryService
from console.directory.viewing_terms import Terms
from console.domain.camera import CameraId
from console.domain.freshness_rule import FreshnessRules
from console.domain.handover import Reach
from console.domain.repair_picture import LARGEST_BYTES, LARGEST_PX
from console.domain.roles import Permission, Role, may
from console.events.handover_box import HandoverBox
from console.events.handovers import Handovers, Writer
from console.events.holds import Holds
from console.events.releases import Releases
from console.events.room import RoomEvents
from console.events.service import EventsService
from console.evidence.intake import FlagIntake
from console.evidence.repair_stills import RepairStills
from console.evidence.statements import Witness
from console.health.kept import KeptHealth
from console.health.recorder import HealthRecorder
from console.health.sighting_sender import SightingSender
from console.media.births import Nursery
from console.media.engine import MediaEngine
from console.media.protocol.messages import SetRing
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from console.net.server_sent import PushEvent
from console.ptz.moving import CameraMoving
from console.store.database import Database
from console.store.files import open_directory, open_events, open_health
from console.store.kept_file import KeptFile
from console.wall.steering import SteeredWalls
from console.wall.workspace_sync import WorkspaceSync
from console.widgets.marks.mark_painter import marked_jpeg
from console.widgets.marks.small_picture import smaller_jpeg
from console.widgets.wall.mask_painter import masked_jpeg
from console.wire.auth import UserInfo
from console.wire.push import PushKind

_log = logger("site")


def centre_now_utc(client: CentreClient, clock: Clock) -> datetime:
    """The centre's time, as far as its answers have told it: what is to end at a time there is said in it."""
    offset = client.clock_offset
    return clock.now_utc() - timedelta(seconds=offset.ahead_s if offset is not None else 0.0)


class Connection:
    """The way to one centre and who is signed in there; nothing runs yet."""

    def __init__(self, centre_url: str, clock: Clock, *, keep_token: bool) -> None:
        """``keep_token`` asks the keyring; scripts and walls don't. Raises KnownError ``net.*`` for a bad address."""
        ca_file = os.environ.get("RONDA_CA_FILE")
        self.client = CentreClient(centre_url, Path(ca_file) if ca_file else None)
        self.vault: TokenVault = KeyringVault() if keep_token else NoVault()
        self.session = Session(self.client, self.vault, clock)
        self.client.use_tokens(self.session)
        self.confirmed = True
        """False for one that begins with the rights of before, the centre being away."""

    def close(self) -> None:
        self.client.close()

    @staticmethod
    def keyring_problem() -> KnownError | None:
        """Why the system's keyring can't keep a token, or None."""
        return KeyringVault().problem()


class Site:
    """Everything of a signed-in console but its windows. Main thread only, except what its parts say of themselves."""

    def __init__(
        self,
        connection: Connection,
        person: UserInfo,
        paths: Paths,
        clock: Clock,
        freshness: FreshnessRules,
        ring: SetRing,
        signing: ConsoleSigning,
        nursery: Nursery | None = None,
    ) -> None:
        """Opens the databases and starts the services. Raises KnownError disk.*, store.*; then nothing is left running."""
        self.connection = connection
        self.problems: list[KnownError] = []
        with ExitStack() as opened:
            directory_database = open_directory(paths, clock)
            opened.callback(directory_database.close)
            opened_events = open_events(paths, clock)
            opened.callback(opened_events.database.close)
            self.problems += [opened_events.problem] if opened_events.problem is not None else []
            health_database = open_health(paths, clock)
            opened.callback(health_database.close)
            kept = self.health = KeptHealth(health_database, clock, person.username)
            self.recorder = HealthRecorder(kept.history, kept.spans, kept.meter, clock)
            client = connection.client
            who = Signed(person.username, person.role.value, platform.node())
            self.audit = AuditService(paths.data_folder, clock, who, client, signing)
            opened.callback(self.audit.close)
            self.problems += [self.audit.problem] if self.audit.problem is not None else []
            self.push = PushFeed(client)
            self.rights = OfflineRights(directory_database, clock, client.base_url, person)
            self.directory = self._make_directory(directory_database, clock)
            self.events = EventsService(opened_events.database, client, self.push, clock)
            self.events.exercise = person.exercise
            self._make_guards(paths, clock, person.role, partial(owned_cameras, directory_database))
            self.room = RoomEvents(client, self.push)
            opened.callback(self.room.close)
            self.holds, self.releases = Holds(client, self.push), Releases(client, self.push)
            self.steered = SteeredWalls(client, self.push, lambda: centre_now_utc(client, clock))
            self.handovers = self._make_handovers(paths, clock, person, who, signing)
            self._make_workspaces(paths, clock, person)
            self.moving = CameraMoving(client, self.push, clock, person.id)
            self._rules = CameraRules(freshness, self.directory.queries.camera)
            self.reserve = AddressReserve(client, clock, on_valid=self.rights.allow)
            self.sightings = SightingSender(client, who.workstation, clock)
            self.media = self._make_media(clock, ring, nursery)
            opened.callback(self.media.close)
            self.intake = self._make_intake(paths, clock, Witness(signing.sign, who.username, who.workstation))
            self._start(opened)
            self._opened = opened.pop_all()

    def _make_guards(
        self, paths: Paths, clock: Clock, role: Role, owned: Callable[[], Iterable[tuple[CameraId, str]]]
    ) -> None:
        """What says of which cameras, or parts of them, no picture may be seen, and which fell together."""
        client, push = self.connection.client, self.push
        self.closures, self.causes = Closures(client, push), Causes(client, push)
        self.repairs = Repairs(client, push)
        self.masks = Masks(client, push, paths.data_folder / "masks.json")
        self.terms = Terms(client, push, paths.data_folder / "viewing-terms.json", owned, role, clock)

    def _make_handovers(
        self, paths: Paths, clock: Clock, person: UserInfo, who: Signed, signing: ConsoleSigning
    ) -> Handovers:
        box = HandoverBox(KeptFile(paths.data_folder / "handovers.kept", clock))
        self.problems += [box.problem] if box.problem is not None else []
        reach = Reach(person.scope, person.denied)
        writer = Writer(person.username, person.display_name, reach, who.workstation, signing.sign)
        return Handovers(self.connection.client, self.push, box, writer)

    def _make_workspaces(self, paths: Paths, clock: Clock, person: UserInfo) -> None:
        file = personal_file(paths, clock, "workspaces", person.username)
        self.workspaces = WorkspaceSync(self.connection.client, self.push, file)
        self.problems += self.workspaces.problems
        self._keeps_workspaces = may(person.role, Permission.KEEP_WORKSPACES)

    def _make_directory(self, database: Database, clock: Clock) -> DirectoryService:
        if self.connection.confirmed:
            self.rights.contact()
        return DirectoryService(database, self.connection.client, self.push, clock, rights=self.rights)

    def _make_media(self, clock: Clock, ring: SetRing, nursery: Nursery | None) -> MediaEngine:
        tickets = CentreTickets(self.connection.client, self.reserve, lambda: self.directory.lock.ended)
        return MediaEngine(tickets, clock, rule_of=self._rules.of, ring=ring, nursery=nursery)

    def _make_intake(self, paths: Paths, clock: Clock, witness: Witness) -> FlagIntake:
        client = self.connection.client
        folder = paths.cache_folder / "repairs"
        self.repair_stills = RepairStills(self.media, client, folder, clock, self._shown_small)
        return FlagIntake(
            self.media, self.events, paths, clock, lambda: client.clock_offset, marked_jpeg, self.hide, witness
        )

    def hide(self, camera: CameraId, jpeg: bytes) -> bytes:
        """The picture without what is masked of its camera. Any thread. Raises KnownError ``evidence.unreadable``."""
        return masked_jpeg(jpeg, self.masks.of(camera))

    def _shown_small(self, camera: CameraId, jpeg: bytes) -> bytes:
        return smaller_jpeg(self.hide(camera, jpeg), LARGEST_PX, LARGEST_BYTES)

    def forget_rights(self) -> None:
        """Nobody goes on with them after the sign-out or a no of the centre; this run shows what it has. Any thread."""
        try:
            self.rights.forget()
        except KnownError as error:
            # The token is gone from the keyring, too: without it they open nothing.
            _log.warning("the rights of before are still kept: %s", error.code)

    def close(self) -> None:
        """Stops what ``__init__`` started, last first; what is not delivered stays in the outbox."""
        self._opened.close()

    def _start(self, opened: ExitStack) -> None:
        for part in (self.holds, self.releases, self.steered):
            opened.callback(part.close)
        opened.callback(self.push.pushed.connect(self._on_pushed))
        opened.callback(self.connection.session.ended.connect(lambda _why: self.forget_rights()))
        opened.callback(self.directory.changed.connect(lambda _none: self._rules.forget()))
        opened.callback(self.push.switched.connect(lambda _up: self.audit.kick()))
        self.audit.start()
        opened.callback(self.closures.changed.connect(lambda _none: self._shut()))
        opened.callback(self.terms.changed.connect(lambda _none: self._shut()))
        opened.callback(self.directory.changed.connect(lambda _none: self.terms.directory_changed()))
        self._shut()
        self.terms.start()
        opened.callback(self.terms.close)
        self.closures.start()
        opened.callback(self.closures.close)
        self.causes.start()
        opened.callback(self.causes.close)
        opened.callback(self.repairs.close)
        self.masks.start()
        opened.callback(self.masks.close)
        if self._keeps_workspaces:
            self.workspaces.start()
            opened.callback(self.workspaces.close)
        self.moving.start()
        opened.callback(self.moving.close)
        self.recorder.start()
        opened.callback(self.sightings.pictures_wanted.connect(self.repair_stills.ask))
        self.repair_stills.start()
        opened.callback(self.repair_stills.close)
        self.sightings.start()
        opened.callback(self.sightings.close)
        opened.callback(self.recorder.close)
        self.handovers.start()
        opened.callback(self.handovers.close)
        self.events.start()
        opened.callback(self.events.close)
        self.intake.start()
        opened.callback(self.intake.close)
        self.reserve.start()
        opened.callback(self.reserve.close)
        self.directory.start()
        opened.callback(self.directory.close)
        self.push.start()
        opened.callback(self.push.close)

    def _shut(self) -> None:
        """No picture of what is closed to the room, or may not be seen now by its owner's terms."""
        self.media.shut({*self.closures.current(), *self.terms.current()})

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind is PushKind.SESSION_REVOKED:
            self.connection.session.revoke()
