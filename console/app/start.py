"""``ronda console`` from its first line to its exit code.

In order: QApplication, folders and settings, sign-in, services, window; then Qt's loop; then all of it backwards.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from console.app.desks import SignInAnywhere
from console.app.interrupts import Interrupts
from console.app.metrics import write_metrics
from console.app.options import ConsoleOptions
from console.app.qt_messages import log_qt_messages
from console.app.rehearsal import Rehearsal
from console.app.running import RunningConsole
from console.app.scripted import ScriptedRun
from console.app.shell import Shell
from console.app.site import Connection
from console.base.clock import SystemClock
from console.base.errors import BugError, KnownError
from console.directory.rights import kept_rights
from console.media.births import Nursery
from console.net.addresses import checked_base_url
from console.net.failures import is_away
from console.settings.options import CENTRE_URL, USERNAME
from console.ui.dialogs.sign_in import SignInDialog
from console.wire.auth import UserInfo

_EXIT_NOT_SIGNED_IN = 3

SWITCH_S = 0.0005
"""So long may another thread keep Python from the screen's; the usual 5 ms would come with every other picture."""


def start_console(options: ConsoleOptions, nursery: Nursery | None = None) -> int:
    """Runs until the window is closed; 0, or 3 when nobody signed in. Raises KnownError before there is a window.

    ``nursery`` loads the codecs already; it ends with the console.
    """
    log_qt_messages()
    app = QApplication.instance() or QApplication(["ronda"])
    if not isinstance(app, QApplication):
        raise BugError("another kind of Qt application runs already")
    app.setApplicationName("Ronda")
    shell = Shell(app, options, SystemClock(), nursery)
    resumable = True
    try:
        while True:
            signed_in = sign_in(options, shell, resumable=resumable)
            if signed_in is None:
                return _EXIT_NOT_SIGNED_IN
            if not _run_window(app, options, shell, *signed_in):
                return 0
            # Who signed out is asked for the password again, whatever the environment or the keyring holds.
            options = replace(options, username=None, password=None)
            resumable = False
    finally:
        shell.close()


def sign_in(options: ConsoleOptions, shell: Shell, *, resumable: bool = True) -> tuple[Connection, UserInfo] | None:
    """By the environment, the keyring or the dialog, in this order; None when the person closed the dialog.

    Without ``resumable`` the keyring is not asked.
    """
    centre_url = options.centre_url or shell.settings.get(CENTRE_URL)
    if options.username and options.password and centre_url:
        connection = Connection(centre_url, shell.clock, keep_token=False)
        return connection, connection.session.sign_in(options.username, options.password, exercise=options.exercise)
    desk = SignInAnywhere(shell.clock)
    username = options.username or shell.settings.get(USERNAME)
    resumed = _resumed(desk, shell, centre_url, username) if resumable and not options.exercise else None
    person = resumed or _asked(desk, shell, centre_url, username, exercise=options.exercise)
    if person is None or desk.connection is None:
        return None
    shell.settings.set(CENTRE_URL, desk.connection.client.base_url)
    shell.settings.set(USERNAME, person.username)
    return desk.connection, person


def _resumed(desk: SignInAnywhere, shell: Shell, centre_url: str, username: str) -> UserInfo | None:
    if not (centre_url and username):
        return None
    # The dialog comes next and says what is wrong when the person tries.
    with suppress(KnownError):
        try:
            return desk.resume(centre_url, username)
        except KnownError as error:
            if not is_away(error):
                raise
            return _with_rights_of_before(desk, shell, centre_url, username)
    return None


def _with_rights_of_before(desk: SignInAnywhere, shell: Shell, centre_url: str, username: str) -> UserInfo | None:
    """The centre is away: its token in the keyring and its rights in the directory still stand for this person."""
    kept = kept_rights(shell.paths, shell.clock)
    if kept is None or kept.person.username != username or not kept.hold(shell.clock.now_utc()):
        return None
    return desk.resume_offline(centre_url, kept.person) if kept.centre == checked_base_url(centre_url) else None


def _asked(desk: SignInAnywhere, shell: Shell, centre_url: str, username: str, *, exercise: bool) -> UserInfo | None:
    stage = shell.stage
    dialog = SignInDialog(desk, stage.translator, stage.theme, stage.background, centre_url, username)
    dialog.exercise.setChecked(exercise)
    try:
        dialog.exec()
        return dialog.person if isinstance(dialog.person, UserInfo) else None
    finally:
        dialog.deleteLater()


def _run_window(
    app: QApplication, options: ConsoleOptions, shell: Shell, connection: Connection, person: UserInfo
) -> bool:
    """True when the person signed out and somebody else may sign in."""
    running = RunningConsole(options, shell, connection, person)
    interrupts = Interrupts(running.window, app.quit)
    try:
        running.window.closed.connect(app.quit)
        running.show()
        # What lives now lives to the end: the collector need not look at it again, each look would stall the screen.
        gc.collect()
        gc.freeze()
        sys.setswitchinterval(SWITCH_S)
        scripted = ScriptedRun(running, options, shell, app.quit)
        rehearsal = Rehearsal.of(options.rehearsal, running.window, running.wall, shell.clock)
        app.exec()
        if options.metrics is not None:
            write_metrics(options.metrics, {**running.watch.metrics(), "called_up": rehearsal.called_up})
        scripted.finish()
    finally:
        interrupts.close()
        running.close()
        sys.stdout.flush()
    return running.signed_out
