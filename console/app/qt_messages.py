"""What Qt has to say goes to our log, not to the terminal of whoever started the console."""

from __future__ import annotations

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from console.base.logs import logger

_log = logger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_OF_NO_SCREEN = "This plugin does not support propagateSizeHints"
"""The offscreen platform says this of every dialog; it means nothing."""


def log_qt_messages() -> None:
    """From now on, for the whole process."""
    qInstallMessageHandler(_on_message)


def _on_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = logging.DEBUG if text.startswith(_OF_NO_SCREEN) else _LEVELS.get(kind, logging.WARNING)
    _log.log(level, "%s", text)
