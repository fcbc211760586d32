"""One signed-in console with its window: built in order, closed backwards; what ``ronda console`` and its tests run."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from console.app.call_up import keep_likely
from console.app.camera_views import hangings_of, keep_hangings, trouble_of
from console.app.crash_notice import tell_of_crash
from console.app.hardware import hardware_allowed, remember
from console.app.health_watch import HealthWatch
from console.app.hearing import hearing_of, keep_volume
from console.app.looking import keep_look
from console.app.machine_parts import MachineParts
from console.app.marking import rules_of, words_of
from console.app.options import ConsoleOptions
from console.app.personal_files import PersonalWorkspace, personal_file, personal_parts
from console.app.personal_shift import personal_shift
from console.app.ring import ring_of
from console.app.seen_watch import SeenWatch
from console.app.services import RoomParts, made_services
from console.app.shell import Shell
from console.app.site import Connection, Site
from console.app.watch import Watch
from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId
from console.domain.exercise import EXERCISE_WORD
from console.domain.freshness_rule import FreshnessRules
from console.domain.layout import Layout, is_common, layout_by_name
from console.health.machine_watch import MachineWatch
from console.qt.background import Lane
from console.qt.picture_rounds import PictureRounds
from console.qt.relay import listen
from console.settings.options import (
    FRESHNESS,
    LANGUAGE,
    LAST_WALL,
    LAYOUT,
)
from console.settings.own_cameras import OwnCamerasFile
from console.ui.stage import Services
from console.ui.windows.main_window import MainWindow
from console.ui.windows.wall_window import WallWindow
from console.ui.windows.workspace_intents import WorkspaceIntents
from console.wall.wall import Wall
from console.wall.walls import Walls
from console.wall.workspace import MAIN_NUMBER
from console.wire.auth import UserInfo


class RunningConsole:
    """Main thread only. ``close`` exactly once, after the window."""

    def __init__(self, options: ConsoleOptions, shell: Shell, connection: Connection, person: UserInfo) -> None:
        """Raises KnownError disk.*, store.*."""
        self._options = options
        self._shell = shell
        self.connection = connection
        self._person = person
        # The desktop adds it to the title of every window and dialog.
        QGuiApplication.setApplicationDisplayName(EXERCISE_WORD if person.exercise else "")
        freshness = shell.settings.get(FRESHNESS)
        rules, ring = FreshnessRules.read(freshness), ring_of(shell.settings)
        self.site = Site(connection, person, shell.paths, shell.clock, rules, ring, shell.signing, shell.take_nursery())
        self.wall = Wall(self._layout(), hangings=hangings_of(shell.settings), hearing=hearing_of(shell.settings))
        self.wall.put_all(self._cameras())
        self._workspace = self._read_workspace()
        self._layouts, self._keys, self._tours = personal_parts(shell.paths, shell.clock, person.username)
        self._shift = personal_shift(shell.paths, shell.settings, shell.clock, person.username)
        self._walls = Walls()
        bell = self.site.media.bell
        self._rounds = PictureRounds(None, bell.fileno(), bell.silence, shell.clock)
        kept = self.site.health.seen
        self._seen = SeenWatch(self._rounds, self.site.media.metrics, kept, shell.clock, shell.background, shell.tell)
        self._windows: WorkspaceIntents | None = None
        # Its owner while the window is built; it goes with the window afterwards.
        self._flag_rules = rules_of(self._rounds, shell, self.site, connection)
        self._own_cameras = OwnCamerasFile(shell.paths.data_folder, connection.client.base_url, person.username)
        self.window = self._build_window(person)
        self._rounds.setParent(self.window)
        if hardware_allowed(shell.settings, shell.paths):
            self.site.media.decoding.allow_hardware(True)
        keep_likely(self.window, self.wall, self.site, shell, self._walls.next_ones)
        self.signed_out = False
        """True when the person asked to sign out: another one may sign in."""
        self.watch = Watch(self.window, self.site.media, shell.clock, self.site.recorder.counts)
        self._health = HealthWatch(
            self.window,
            self.site.media,
            self.site.recorder,
            self.site.health.meter,
            shell.clock,
            self.site.audit.showing,
            self.site.sightings.look,
        )
        parts = MachineParts(self.site.media.metrics, self.watch.recent_lag, shell.background.waiting)
        self._machine = MachineWatch(parts.look, self.site.health.machine, self.site.health.machine_book, shell.clock)
        self._connect()

    def show(self) -> None:
        """Opens the window at the size or on the screen that was asked for."""
        if self._options.size_px is not None:
            self.window.resize(*self._options.size_px)
            self.window.show()
        elif self._options.fullscreen:
            self.window.showFullScreen()
        elif self._windows is not None:
            self._windows.open()
        else:
            self.window.showMaximized()
        self.watch.start()
        self._health.start()
        self._machine.start()
        self._seen.start()

    def close(self) -> None:
        """Keeps the wall for the next start, then ends everything, last first."""
        self.watch.stop()
        self._seen.stop()
        self._rounds.stop()
        self._health.stop()
        self._machine.close()
        if not self._options.cameras and self._windows is None:
            self._keep_wall()
        self.window.close()
        self.window.deleteLater()
        if self.signed_out:
            # The session tells the centre in the background, which may take longer than all this.
            self.site.forget_rights()
        self.site.close()
        self.connection.close()

    def _build_window(self, person: UserInfo) -> MainWindow | WallWindow:
        parts = RoomParts(
            person,
            self._own_cameras,
            self._walls,
            self._layouts,
            self._keys,
            self._shift,
            self._tours,
            self._rounds,
            self._seen,
            self._flag_rules,
            words_of(self._flag_rules, self._shell, person.username),
        )
        return self._open_window(made_services(self._shell, self.site, self.connection.client, parts))

    def _open_window(self, services: Services) -> MainWindow | WallWindow:
        if self._options.fullscreen:
            return WallWindow(self._shell.stage, services, self.wall)
        window = MainWindow(self._shell.stage, services, self.wall)
        if self._workspace is not None:
            keep, background = self._workspace.keep, self._shell.background
            self._windows = WorkspaceIntents(
                window,
                self._shell.stage,
                services,
                self._workspace.workspace,
                lambda workspace: keep(workspace, background, window),
            )
        return window

    def _read_workspace(self) -> PersonalWorkspace | None:
        """None where the command line says what is shown: that is nobody's own."""
        options, shell = self._options, self._shell
        if options.fullscreen or options.cameras or options.size_px is not None:
            return None
        found = PersonalWorkspace(personal_file(shell.paths, shell.clock, "workspace", self._person.username))
        main = next((one for one in found.workspace.windows if one.number == MAIN_NUMBER), None)
        if main is not None:
            self.wall.restore(main.wall)
            if options.layout is not None:
                self.wall.lock(False)
                self.wall.set_layout(options.layout)
        return found

    def _connect(self) -> None:
        failures = (
            self.site.intake.failures,
            self.site.recorder.failed,
            self._machine.failed,
            self.connection.session.vault_failed,
            self._shell.signing.failed,
        )
        media = self.site.media
        for told in (
            self.site.audit.trouble,
            self.site.masks.trouble,
            self.site.workspaces.told,
            self.site.events.trouble,
            media.replay.failures,
            media.decoding.given_up,
            *failures,
        ):
            listen(told, self._shell.tell, self.window)
        if isinstance(self.window, MainWindow):
            self.window.sign_out_asked.connect(self._on_sign_out_asked)
        listen(media.decoding.given_up, lambda _error: self._forget_hardware(), self.window)
        listen(self.connection.session.ended, self._on_session_ended, self.window)
        listen(self._shell.stage.translator.changed, lambda language: self._keep_language(language.value), self.window)
        hangings = self.wall.views.hangings
        keep_look(self._shell.stage.theme, self._shell.settings, self._shell.background, self.window)
        keep_volume(self.wall.hearing, self._shell.settings, self._shell.background, self.window)
        self._layouts.keep(self._shell.background, self.window)
        self._keys.keep(self._shell.background, self.window)
        self._tours.keep(self._shell.background, self.window)
        self._shift.keep(self._shell.background, self.window)
        keep_hangings(hangings, self._shell.settings, self._shell.background, self.window)
        for problem in (
            *self._shell.signing.problems,
            *self.site.problems,
            *self._shell.settings.problems,
            *self._layouts.problems,
            *self._keys.problems,
            *self._tours.problems,
            *self._shift.problems,
            *(self._workspace.problems if self._workspace is not None else ()),
            *trouble_of(hangings),
        ):
            self._shell.tell(problem)
        if isinstance(self.window, MainWindow):
            tell_of_crash(self._shell, self.window.health_intents.crash)

    def _on_session_ended(self, why: KnownError) -> None:
        """Pictures that are open go on; what needs the centre waits in the outbox until somebody signs in again."""
        if why.code != "auth.signed_out":
            self._shell.tell(why)

    def _on_sign_out_asked(self) -> None:
        self.signed_out = True
        session = self.connection.session
        self.site.audit.note(AuditAct.SIGNED_OUT, self._person.username)
        self._shell.background.run(session.sign_out, lambda _none: None, name="sign-out", owner=self.window)
        self.window.close()

    def _forget_hardware(self) -> None:
        """Else its driver would take the workers down again after the next start."""
        paths = self._shell.paths
        self._shell.background.run(
            lambda: remember(paths, "broken"), lambda _none: None, name="hardware", owner=self.window, lane=Lane.WRITE
        )

    def _keep_language(self, language: str) -> None:
        self._keep(lambda: self._shell.settings.set(LANGUAGE, language))

    def _keep_wall(self) -> None:
        cameras = tuple(camera or "" for camera in self.wall.state.cameras[: len(self.wall.tiles)])
        self._keep(lambda: self._shell.settings.set(LAST_WALL, cameras))
        if is_common(self.wall.layout):
            self._keep(lambda: self._shell.settings.set(LAYOUT, self.wall.layout.name))

    def _keep(self, write: Callable[[], None]) -> None:
        try:
            write()
        except KnownError as error:
            self._shell.tell(error)

    def _layout(self) -> Layout:
        return self._options.layout or layout_by_name(self._shell.settings.get(LAYOUT))

    def _cameras(self) -> list[CameraId]:
        return list(self._options.cameras or (CameraId(one) for one in self._shell.settings.get(LAST_WALL) if one))
