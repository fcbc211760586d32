"""``ronda wall`` from first line to exit code: signs in by itself, shows what the centre wants, goes on without it."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication

from console.app.call_up import keep_ahead
from console.app.camera_views import hangings_of
from console.app.hardware import hardware_allowed
from console.app.health_watch import HealthWatch
from console.app.hearing import hearing_of
from console.app.interrupts import Interrupts
from console.app.marking import rules_of, words_of
from console.app.metrics import write_metrics
from console.app.options import ConsoleOptions
from console.app.qt_messages import log_qt_messages
from console.app.ring import ring_of
from console.app.shell import Shell
from console.app.site import Connection, Site, centre_now_utc
from console.app.start import SWITCH_S
from console.app.wall_options import WallOptions
from console.app.wall_sign_in import KeepSignedIn
from console.app.wall_thumbnails import WallThumbnails
from console.app.watch import Watch
from console.base.clock import SystemClock
from console.base.errors import BugError, KnownError
from console.base.logs import logger
from console.directory.rights import kept_rights
from console.domain.freshness_rule import FreshnessRules
from console.domain.wall_showing import Shown
from console.media.births import Nursery
from console.net.failures import is_away
from console.qt.picture_rounds import PictureRounds
from console.qt.relay import listen
from console.qt.screen_saver import ScreensOn
from console.qt.screens import screens_now
from console.qt.timer import Timer
from console.settings.options import FRESHNESS
from console.store.kept_file import KeptFile
from console.ui.windows.wall_screen import ScreenServices, WallScreen
from console.wall.alarm_sound import AlarmSound
from console.wall.showings import WallShowings
from console.wall.wall import Wall
from console.wall.walls import Walls
from console.wall.wanted import WantedWall
from console.wire.auth import UserInfo
from console.wire.walls import WantedScreen

NO_DISPLAY = "no_display"
"""What a machine answers for a screen that it has no display for."""
_LOOK_EVERY_MS = 1000
_log = logger("wall")


def start_wall(options: WallOptions, nursery: Nursery | None = None) -> int:
    """Runs until it is interrupted. Raises KnownError before there is a window: nothing was ever shown here, and no centre."""
    log_qt_messages()
    app = QApplication.instance() or QApplication(["ronda"])
    if not isinstance(app, QApplication):
        raise BugError("another kind of Qt application runs already")
    app.setApplicationName("Ronda")
    # A screen that is unplugged takes its window along; the machine goes on.
    app.setQuitOnLastWindowClosed(False)
    console = ConsoleOptions(options.centre_url, language=options.language, size_px=options.size_px)
    shell = Shell(app, console, SystemClock(), nursery)
    try:
        connection, person = wall_sign_in(options, shell)
        running = RunningWall(options, shell, connection, person)
        interrupts = Interrupts(running.root, app.quit)
        try:
            running.show()
            sys.setswitchinterval(SWITCH_S)
            if options.exit_after_s is not None:
                Timer(
                    running.root, "exit-after", round(options.exit_after_s * 1000), app.quit, single_shot=True
                ).start()
            app.exec()
            if options.metrics is not None:
                write_metrics(options.metrics, running.watch.metrics())
        finally:
            interrupts.close()
            running.close()
    finally:
        shell.close()
    return 0


def wall_sign_in(options: WallOptions, shell: Shell) -> tuple[Connection, UserInfo]:
    """Who was signed in here before stands in while the centre is away: its last wall is shown meanwhile.

    Raises KnownError auth.*, net.*, centre.*.
    """
    connection = Connection(options.centre_url, shell.clock, keep_token=False)
    try:
        return connection, connection.session.sign_in(options.username, options.secret)
    except KnownError as error:
        kept = kept_rights(shell.paths, shell.clock) if is_away(error) else None
        if kept is None or kept.person.username != options.username:
            connection.close()
            raise
        connection.confirmed = False
        return connection, kept.person


class RunningWall:
    """Main thread only. ``close`` exactly once."""

    def __init__(self, options: WallOptions, shell: Shell, connection: Connection, person: UserInfo) -> None:
        """Raises KnownError disk.*, store.*; then nothing is left running."""
        self._options = options
        self._shell = shell
        self.root = QObject()
        self.screens: dict[int, WallScreen] = {}
        self._walls = Walls()
        self._alone_since: datetime | None = None
        settings, clock = shell.settings, shell.clock
        self._hangings, self._hearing = hangings_of(settings), hearing_of(settings)
        with ExitStack() as opened:
            opened.callback(connection.close)
            freshness = settings.get(FRESHNESS)
            rules, ring = FreshnessRules.read(freshness), ring_of(settings)
            self.site = Site(connection, person, shell.paths, clock, rules, ring, shell.signing, shell.take_nursery())
            opened.callback(self.site.close)
            kept = KeptFile(shell.paths.data_folder / f"wall-{options.wall}.kept", clock)
            self.wanted = WantedWall(
                connection.client, self.site.push, options.wall, kept, lambda: centre_now_utc(connection.client, clock)
            )
            opened.callback(self.wanted.close)
            showings = KeptFile(shell.paths.data_folder / f"wall-{options.wall}-shown.kept", clock)
            self.showings = WallShowings(
                connection.client, options.wall, showings, clock, lambda: centre_now_utc(connection.client, clock)
            )
            opened.callback(self.showings.close)
            self._signing_in = KeepSignedIn(connection.session, options.username, options.secret)
            opened.callback(self._signing_in.close)
            self._opened = opened.pop_all()
        bell = self.site.media.bell
        self._rounds = PictureRounds(self.root, bell.fileno(), bell.silence, clock)
        if hardware_allowed(settings, shell.paths):
            self.site.media.decoding.allow_hardware(True)
        self.watch = Watch(self.root, self.site.media, clock, self.site.recorder.counts)
        self._health = HealthWatch(
            self.root,
            self.site.media,
            self.site.recorder,
            self.site.health.meter,
            clock,
            self.site.audit.showing,
            self.site.sightings.look,
        )
        self._alarm_sound = AlarmSound(shell.paths.data_folder)
        self._screens_on = ScreensOn("wall")
        self.thumbnails = WallThumbnails(
            self.root, shell.background, connection.client, options.wall, self.screens, clock
        )
        self._looking = Timer(self.root, "wall-shown", _LOOK_EVERY_MS, self._look)
        self._connect()

    def show(self) -> None:
        """What was shown last, at once; then what the centre says."""
        self._show()
        self._tell_alone(up=self.site.push.up)
        self.wanted.start()
        self.showings.start()
        self._looking.start()
        self._signing_in.start()
        self.watch.start()
        self._health.start()

    def close(self) -> None:
        """What is shown is kept already."""
        self._looking.stop()
        self.watch.stop()
        self.thumbnails.stop()
        self._rounds.stop()
        self._health.stop()
        self._screens_on.close()
        for window in self.screens.values():
            window.close()
            window.deleteLater()
        self.root.deleteLater()
        self._opened.close()

    def _connect(self) -> None:
        keep_ahead(self.root, self._walls, self.site, self._shell)
        rules = rules_of(self.root, self._shell, self.site, self.site.connection)
        self._watermark = words_of(rules, self._shell, self._options.username)
        listen(self.wanted.changed, lambda _none: self._on_wanted(), self.root)
        listen(self.wanted.watched, lambda _none: self.thumbnails.begin(), self.root)
        listen(self.site.push.switched, lambda up: self._tell_alone(up=up), self.root)
        self._signing_in.again.connect(lambda _none: self._on_signed_in())
        told = (
            self.wanted.failed,
            self.site.audit.trouble,
            self.site.masks.trouble,
            self.site.recorder.failed,
            self.site.media.decoding.given_up,
        )
        for failed in told:
            listen(failed, _log_failure, self.root)
        for problem in (*self.site.problems, self.wanted.problem, self.showings.problem):
            if problem is not None:
                _log_failure(problem)

    def _look(self) -> None:
        seen: dict[UUID, Shown] = {}
        for window in self.screens.values():
            seen |= window.shown()
        self.showings.look(seen)

    def _on_wanted(self) -> None:
        self._show()
        # Whoever has just changed the wall may ask at once what was on it.
        self.showings.kick()

    def _on_signed_in(self) -> None:
        self.site.push.kick()
        self.wanted.kick()

    def _show(self) -> None:
        record = self.wanted.current
        screens = record.screens if record is not None else ()
        for number in self.screens.keys() - {screen.number for screen in screens}:
            self._remove(number)
        for place, screen in enumerate(screens):
            if self._window_for(place, screen):
                self.screens[screen.number].show_wanted(screen)
                self.wanted.answer(screen)
            else:
                self.wanted.answer(screen, NO_DISPLAY)

    def _window_for(self, place: int, screen: WantedScreen) -> bool:
        """False where this machine has no display for it: the screens go by their order."""
        if screen.number in self.screens:
            return True
        geometry = self._geometry(place)
        if geometry is None:
            return False
        state = screen.layout.state()
        wall = Wall(state.layout, f"screen-{screen.number}", self._hangings, self._hearing)
        directory, site = self.site.directory, self.site
        services = ScreenServices(
            directory.queries,
            directory,
            site.media,
            site.masks.of,
            site.closures,
            site.terms,
            self._walls,
            directory.for_map,
            self._rounds,
            self._watermark.of_tiles,
        )
        window = WallScreen(self._shell.stage, services, wall, screen.number)
        self.screens[screen.number] = window
        window.alarmed.connect(self._sound)
        window.tell_alone(self._alone_since)
        window.place(geometry, whole=self._options.size_px is None)
        return True

    def _sound(self) -> None:
        sound = self._alarm_sound
        background = self._shell.stage.background
        background.run(sound.play, lambda _played: None, _log_failure, name="wall-alarm", owner=self.root)

    def _geometry(self, place: int) -> QRect | None:
        if self._options.size_px is not None:
            return QRect(0, 0, *self._options.size_px)
        displays = screens_now()
        return displays[place].geometry() if place < len(displays) else None

    def _remove(self, number: int) -> None:
        window = self.screens.pop(number)
        self._walls.remove(number)
        window.close()
        window.deleteLater()

    def _tell_alone(self, *, up: bool) -> None:
        self._alone_since = None if up else self._shell.clock.now_utc()
        for window in self.screens.values():
            window.tell_alone(self._alone_since)


def _log_failure(error: Exception) -> None:
    """Nobody reads notices at a wall; its journal is read."""
    _log.error("%s", error)
