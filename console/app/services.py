"""All that the screens of one signed-in console are handed, put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from console.app.categories import load_categories
from console.app.desks import FlagsWithClip, RecordedSnapshots, clip_reach
from console.app.flag_rules import CentreRules
from console.app.personal_files import PersonalKeys, PersonalLayouts, PersonalTours
from console.app.personal_shift import PersonalShift
from console.app.pictures_folder import pictures_folder
from console.app.seen_watch import SeenWatch
from console.app.shell import Shell
from console.app.site import Site
from console.audit.reading import AuditReading
from console.base.clock import WIB
from console.domain.roles import Permission, may
from console.evidence.snapshots import Snapshots
from console.health.city_health import CityHealth
from console.health.reading import HealthReading
from console.net.client import CentreClient
from console.qt.picture_rounds import PictureRounds
from console.settings.file import Settings
from console.settings.options import BREAK_MINUTES, MAP_FILE, MOST_TILES, REPLAY_SECONDS
from console.settings.own_cameras import OwnCamerasFile
from console.store.map_file import MapFile
from console.ui.shift_rules import ShiftRules
from console.ui.stage import Services
from console.ui.watermark_words import WatermarkWords
from console.wall.records import WallRecords
from console.wall.rules import WallRules
from console.wall.walls import Walls
from console.widgets.wall.watermark import marked_jpeg
from console.wire.auth import UserInfo


@dataclass(frozen=True)
class RoomParts:
    """What a console has made for who is signed in, besides its site."""

    person: UserInfo
    own_cameras: OwnCamerasFile
    walls: Walls
    layouts: PersonalLayouts
    keys: PersonalKeys
    shift: PersonalShift
    tours: PersonalTours
    rounds: PictureRounds
    seen: SeenWatch
    flag_rules: CentreRules
    watermark: WatermarkWords


def made_services(shell: Shell, site: Site, client: CentreClient, parts: RoomParts) -> Services:
    """Main thread."""
    settings, person = shell.settings, parts.person
    return Services(
        directory=site.directory.queries,
        news=site.directory,
        pictures=site.media,
        events=site.events,
        audit=site.audit,
        closures=site.closures,
        flags=FlagsWithClip(site.intake, site.events.evidence, lambda: clip_reach(settings)),
        person=person,
        categories=load_categories(),
        history=site.health.history,
        snapshots=_snapshots(shell, site, parts.watermark, exercise=person.exercise),
        room=site.room,
        masks=site.masks,
        audit_reading=AuditReading(client),
        holds=site.holds,
        handovers=site.handovers,
        duty=parts.shift.on_duty,
        shift_rules=lambda: ShiftRules(settings.get(MOST_TILES), timedelta(minutes=settings.get(BREAK_MINUTES))),
        releases=site.releases,
        city=site.directory.for_map,
        terms=site.terms,
        own_cameras=parts.own_cameras,
        moving=site.moving,
        steered=site.steered,
        wall_records=WallRecords(client),
        wall_rules=WallRules(client),
        health=_health_reading(shell, site, client, person),
        city_health=CityHealth(client, shell.clock),
        base_map=lambda: _open_base_map(settings),
        replay_s=lambda: float(settings.get(REPLAY_SECONDS)),
        walls=parts.walls,
        layouts=parts.layouts.layouts,
        tours=parts.tours.tours,
        workspaces=site.workspaces.book,
        keys=parts.keys.keys,
        controllers=shell.controllers,
        rounds=parts.rounds,
        seen=parts.seen,
        causes=site.causes,
        repairs=site.repairs,
        nearby=site.directory.nearby,
        log=shell.log,
        flag_rules=parts.flag_rules.current,
        watermark=parts.watermark.of_tiles,
    )


def _snapshots(shell: Shell, site: Site, mark: WatermarkWords, *, exercise: bool) -> RecordedSnapshots:
    settings, folder = shell.settings, shell.paths.cache_folder / "snapshots"
    made = Snapshots(
        site.media,
        lambda: pictures_folder(settings),
        folder,
        WIB,
        exercise=exercise,
        hide=site.hide,
        mark=lambda jpeg: marked_jpeg(jpeg, mark.of_saved()),
    )
    return RecordedSnapshots(made, site.audit)


def _health_reading(shell: Shell, site: Site, client: CentreClient, person: UserInfo) -> HealthReading:
    """Who saw a camera when is asked of the centre for those who may know it."""
    ask = client.sightings_of if may(person.role, Permission.READ_SIGHTINGS) else None
    return HealthReading(site.health, shell.clock, ask)


def _open_base_map(settings: Settings) -> MapFile | None:
    chosen = settings.get(MAP_FILE)
    return MapFile(Path(chosen).expanduser()) if chosen else None
