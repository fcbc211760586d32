"""The settings file: read forgivingly, written all or nothing."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path
from typing import TypeVar

from console.base.errors import KnownError
from console.base.observer import Signal
from console.base.os_errors import disk_errors
from console.base.plain_json import read_json
from console.settings.options import OPTIONS, Option

T = TypeVar("T")


class Settings:
    """Any thread. ``problems`` lists what was wrong in the file (``settings.bad_value``, ``settings.unreadable``).

    Keys that we don't know (of a newer version) stay in the file. Before a file with such problems is first written over
    it is copied beside, as ``settings.bad``: somebody may want to mend it.
    """

    def __init__(self, path: Path) -> None:
        self.changed: Signal[str] = Signal()
        self._path = path
        self._lock = threading.Lock()
        self._problems: list[KnownError] = []
        self._is_saved = False
        self._values = self._load()

    @property
    def problems(self) -> tuple[KnownError, ...]:
        return tuple(self._problems)

    def get(self, option: Option[T]) -> T:
        with self._lock:
            return option.read(self._values[option.key]) if option.key in self._values else option.default

    def set(self, option: Option[T], value: T) -> None:
        """Kept on disk on return. Raises KnownError disk.*, ValueError for a value that the option forbids."""
        checked = option.read(value)
        with self._lock:
            if option.key in self._values and option.read(self._values[option.key]) == checked:
                return
            values = {**self._values, option.key: checked}
            self._write(values)
            self._values = values
        self.changed.emit(option.key)

    def _load(self) -> dict[str, object]:
        try:
            with disk_errors(self._path):
                found = read_json(self._path.read_text(encoding="utf-8")) if self._path.exists() else {}
            if not isinstance(found, dict):
                raise ValueError("no object")  # noqa: TRY004, TRY301  handled just below with broken JSON
        except ValueError:
            self._problems.append(KnownError("settings.unreadable", path=str(self._path)))
            return {}
        return self._checked(found)

    def _checked(self, found: dict[str, object]) -> dict[str, object]:
        for option in OPTIONS:
            if option.key not in found:
                continue
            try:
                option.read(found[option.key])
            except ValueError as error:
                del found[option.key]
                self._problems.append(KnownError("settings.bad_value", key=option.key, detail=str(error)))
        return found

    def _write(self, values: dict[str, object]) -> None:
        with disk_errors(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._problems and not self._is_saved and self._path.exists():
                shutil.copyfile(self._path, self._path.with_suffix(".bad"))
            self._is_saved = True
            beside = self._path.with_suffix(".new")
            with beside.open("w", encoding="utf-8") as file:
                json.dump(values, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
