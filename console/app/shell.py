"""What outlives signing in and out: folders, settings, words, look, background threads."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from console.app.crash import CrashLog
from console.app.looking import theme_of
from console.app.options import ConsoleOptions
from console.app.program_log import ProgramLog
from console.auth.console_key import key_in
from console.auth.console_signing import ConsoleSigning
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.base.paths import Paths
from console.controllers.reader import ControllerNews, ControllerReader
from console.i18n.language import Language
from console.media.births import Nursery
from console.qt.background import Background
from console.qt.relay import MainThreadRelay
from console.qt.resources import load_translator
from console.settings.file import Settings
from console.settings.options import LANGUAGE
from console.store.folder_lock import FolderLock
from console.ui.messages import message_for
from console.ui.notices import Notices, Severity
from console.ui.stage import Stage
from console.widgets.theme.apply import keep_dressed


class Shell:
    """Made once a run, after QApplication; main thread only."""

    def __init__(
        self, app: QApplication, options: ConsoleOptions, clock: Clock, nursery: Nursery | None = None
    ) -> None:
        """Raises KnownError ``store.in_use`` when another console has the folders, disk.* when they can't be made."""
        self.clock = clock
        self._nursery = nursery
        self.paths = Paths.for_user()
        with disk_errors(self.paths.data_folder):
            self.paths.ensure()
        self._lock = FolderLock(self.paths.data_folder)
        self.settings = Settings(self.paths.data_folder / "settings.json")
        theme = theme_of(app, self.settings, options.size_px[1] if options.size_px else None)
        translator = load_translator(Language(options.language or self.settings.get(LANGUAGE)))
        self.notices = Notices(clock)
        self._relay = MainThreadRelay()
        self.background = Background(lambda _name, error: self.tell(error))
        self.stage = Stage(translator, theme, clock, self.background, self.notices)
        key_file = options.key_passphrase_file
        self.signing = ConsoleSigning(lambda: key_in(self.paths.data_folder, key_file).signer(), clock)
        self.signing.start()
        self.controllers = ControllerReader(clock)
        self.controllers.failed.connect(lambda error: self._relay.post(lambda: self.tell(error)))
        self.controllers.news.connect(lambda news: self._relay.post(lambda: self._tell_of_controller(news)))
        self.controllers.start()
        self._crash_log = CrashLog(self.paths.data_folder, self._on_bug, clock)
        self.log = ProgramLog(self._crash_log.reports, self.paths.data_folder / "logs")
        keep_dressed(app, theme)

    def tell(self, error: Exception) -> None:
        """One notice for each kind of error; also for bugs, which the crash log has whole."""
        translator = self.stage.translator
        key = error.code if isinstance(error, KnownError) else "bug"
        self.notices.post(key, Severity.TROUBLE, lambda: message_for(translator, error).whole)

    def _tell_of_controller(self, news: ControllerNews) -> None:
        text, key = self.stage.translator.text, f"controller-{news.arrival.value}"
        self.notices.post("controller", Severity.INFO, lambda: text(key, name=news.name))

    @property
    def crashed_before(self) -> bool:
        """A report of a crash that nobody has looked at yet is kept on this machine. Raises KnownError disk.*."""
        return bool(self._crash_log.reports.unread())

    def take_nursery(self) -> Nursery | None:
        """The one that was started early, for who signs in first."""
        nursery, self._nursery = self._nursery, None
        return nursery

    def close(self) -> None:
        """Waits for writes that are under way."""
        if self._nursery is not None:
            self._nursery.close()
        self.controllers.close()
        self.background.close()
        self.signing.close()
        self._crash_log.close()
        self._lock.close()

    def _on_bug(self, error: BaseException) -> None:
        if isinstance(error, Exception):
            self._relay.post(lambda: self.tell(error))
