"""One measurement of the directory in a process of its own, with the parts of the real console, for ``ronda bench directory``.

``python -m console.app.directory_trial NAME [CENTRE WORD]`` says its figures in JSON lines; folders by ``RONDA_HOME``.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget

from console.app.pan_trial import pan
from console.base.clock import SystemClock
from console.base.errors import BugError
from console.base.paths import Paths
from console.citymap.city import build
from console.directory.for_map import MapDirectory
from console.directory.queries import DirectoryQueries
from console.health.processes import process_sample
from console.qt.background import Background
from console.qt.timer import Timer
from console.store.database import Database
from console.store.files import open_directory
from console.ui.models.area_nodes import name_of
from console.ui.models.area_tree import AreaTreeModel
from console.ui.models.branch_reader import BranchReader
from console.ui.models.finder import MOST_RESULTS
from console.widgets.lists.area_tree_view import AreaTreeView
from console.widgets.theme.theme import Theme

_TYPED = (
    "krapyak", "tlogosari kulon", "pos ronda", "simpang lima", "RT 3 RW 4 Krapyak", "rt 12 rw 2 bandarharjo", "10457", "2017",
    "jalan pandanaran", "semarang utara", "kali garang", "tugu muda", "krapayk", "tlogosri", "banyumanik rw 5", "tidak ada ini",
    "diskominfo", "neighbourhood", "pompa", "RT-07/RW-03 Gayamsari", "ngaliyan", "mijen", "gunungpati", "candisari",
)  # fmt: skip
"""What operators type: names, places, numbers, mistakes, what is not there."""
_MIB = 2**20
_LOOK_EVERY_MS = 5


@dataclass(frozen=True)
class Screen:
    """A tree of the directory as the find panel has it."""

    background: Background
    window: QWidget
    model: AreaTreeModel
    view: AreaTreeView


def until(done: Callable[[], bool], most_s: float = 120.0) -> None:
    """Runs Qt's loop as a console does, idle when there is nothing to do. Raises BugError when it never comes."""
    loop, ends_s = QEventLoop(), time.monotonic() + most_s

    def look() -> None:
        if done() or time.monotonic() > ends_s:
            loop.quit()

    timer = Timer(loop, "trial", _LOOK_EVERY_MS, look, precise=True)
    timer.start()
    if not done():
        loop.exec()
    timer.stop()
    if not done():
        raise BugError("what the trial waits for never came")


def say(**figures: float) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


@contextmanager
def opened() -> Iterator[Database]:
    database = open_directory(Paths.for_user().ensure(), SystemClock())
    try:
        yield database
    finally:
        database.close()


@contextmanager
def screen_of(queries: DirectoryQueries) -> Iterator[Screen]:
    def failed(name: str, error: Exception) -> None:
        raise BugError(f"{name}: {error}") from error

    background = Background(failed)
    window = QWidget()
    window.resize(400, 900)
    model = AreaTreeModel(window, BranchReader(queries), background, name_of)
    view = AreaTreeView(window, Theme())
    view.setModel(model)
    view.resize(window.size())
    window.show()
    try:
        yield Screen(background, window, model, view)
    finally:
        background.close()
        window.close()


def unfold(screen: Screen) -> None:
    """The city and its first district, as one sees them first."""
    until(lambda: screen.model.rowCount() > 0)
    city = screen.model.index(0, 0)
    screen.view.expand(city)
    until(lambda: screen.model.rowCount(city) > 0)


def start() -> None:
    began_s = time.monotonic()
    with opened() as database:
        opened_s = time.monotonic()
        with screen_of(DirectoryQueries(database)) as screen:
            unfold(screen)
            screen.view.repaint()
            done_s = time.monotonic()
    say(open_s=opened_s - began_s, start_s=done_s - began_s)


def search() -> None:
    times_ms: list[float] = []
    with opened() as database:
        queries = DirectoryQueries(database)
        for typed in _TYPED:
            for end in range(1, len(typed) + 1):
                began_s = time.monotonic()
                queries.search(typed[:end], MOST_RESULTS)
                times_ms.append(1000 * (time.monotonic() - began_s))
    times_ms.sort()
    say(keys=len(times_ms), key_p95_ms=times_ms[int(0.95 * len(times_ms))], key_max_ms=times_ms[-1])


def memory() -> None:
    before = _pss_mib()
    with opened() as database:
        queries = DirectoryQueries(database)
        with screen_of(queries) as screen:
            unfold(screen)
            for typed in _TYPED:
                queries.search(typed, MOST_RESULTS)
            without_map = _pss_mib()
            city = build(MapDirectory(database).cameras(), MapDirectory(database).areas())
            with_map = _pss_mib()
            if not len(city.points):
                raise BugError("the city has no places")
        say(memory_mib=with_map - before, map_mib=with_map - without_map, disk_mib=_disk_mib(database))


def _disk_mib(database: Database) -> float:
    files = (database.path, *database.path.parent.glob(f"{database.path.name}-*"))
    return sum(file.stat().st_size for file in files) / _MIB


def _pss_mib() -> float:
    gc.collect()
    return process_sample([os.getpid()])[0].pss_bytes / _MIB


def _pan() -> None:
    with opened() as database:
        directory = MapDirectory(database)
        times_ms = pan(build(directory.cameras(), directory.areas()))
    say(pan_p95_ms=times_ms.p95_ms, pan_max_ms=times_ms.max_ms)


def _sync(centre_url: str, word: str) -> None:
    from console.app.sync_trial import sync  # noqa: PLC0415  the network's libraries: no memory of the others

    with opened() as database:
        sync(database, centre_url, word)


_TRIALS: dict[str, Callable[..., None]] = {
    "start": start,
    "search": search,
    "memory": memory,
    "pan": _pan,
    "sync": _sync,
}


def main(name: str, *arguments: str) -> None:
    app = QApplication(["ronda"])
    try:
        _TRIALS[name](*arguments)
    finally:
        QObject.deleteLater(app)


if __name__ == "__main__":
    main(*sys.argv[1:])
