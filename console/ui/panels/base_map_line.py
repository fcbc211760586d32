"""The line under the map that names its base map, or says why there is none; without one the map works as well."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from console.base.errors import KnownError
from console.ui.messages import message_for
from console.ui.notices import Say
from console.ui.ports import BaseMapFile
from console.ui.stage import Services, Stage
from console.widgets.map.base_pictures import BasePictures
from console.widgets.retranslation import keep_translated

_TAG = re.compile(r"<[^>]*>")
"""Attributions come with links for web pages."""


class BaseMapLine(QLabel):
    """Signals: ``opened(BasePictures)``."""

    opened = Signal(object)

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self._translator = stage.translator
        self._words: Say = lambda: ""
        self._is_broken = False
        self.setObjectName("small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        keep_translated(self, stage.translator, self._retranslate)
        stage.background.run(services.base_map, self._on_opened, self._on_failed, name="base-map", owner=self)

    def _on_opened(self, base: BaseMapFile | None) -> None:
        if base is None:
            return
        self.destroyed.connect(base.close)
        text, whose = self._translator.text, _TAG.sub("", base.attribution)
        if whose:
            self._tell(lambda: text("map-base", attribution=whose))
        self.opened.emit(BasePictures(self._reader(base), base.most_zoom))

    def _reader(self, base: BaseMapFile) -> Callable[[int, int, int], bytes | None]:
        def read(zoom: int, column: int, row: int) -> bytes | None:
            """What is wrong with the file is told once, and it is left alone from then on."""
            if self._is_broken:
                return None
            try:
                return base.picture(zoom, column, row)
            except KnownError as error:
                self._is_broken = True
                self._on_failed(error)
                return None

        return read

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._tell(lambda: message_for(self._translator, error).whole)

    def _tell(self, words: Say) -> None:
        self._words = words
        self._retranslate()

    def _retranslate(self) -> None:
        self.setText(self._words())
        self.setVisible(bool(self.text()))
