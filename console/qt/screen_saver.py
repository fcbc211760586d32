"""Keeps the desktop from darkening its screens while a wall is shown, where the desktop can be asked."""

from __future__ import annotations

from PySide6.QtDBus import QDBusConnection, QDBusMessage

from console.base.logs import logger

_NAME, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_log = logger("qt")


class ScreensOn:
    """From its making until ``close``. ``granted``: the desktop has agreed; else its own settings rule."""

    def __init__(self, why: str) -> None:
        self._cookie: int | None = None
        bus = QDBusConnection.sessionBus()
        if bus.isConnected():
            answer = bus.call(_call("Inhibit", ["Ronda", why]))
            found = answer.arguments()
            if answer.type() == QDBusMessage.MessageType.ReplyMessage and found:
                self._cookie = int(found[0])
        if self._cookie is None:
            _log.info("no desktop here lets itself be told to keep its screens on")

    @property
    def granted(self) -> bool:
        return self._cookie is not None

    def close(self) -> None:
        if self._cookie is not None:
            message = _call("UnInhibit", [self._cookie])
            QDBusConnection.sessionBus().send(message)
            self._cookie = None


def _call(method: str, arguments: list[object]) -> QDBusMessage:
    message = QDBusMessage.createMethodCall(_NAME, _PATH, _NAME, method)
    message.setArguments(arguments)
    return message
