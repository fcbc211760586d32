"""What is said of a call-up while it is typed: which camera that is, where it would go, or why it goes nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from console.domain.call_up import SEPARATOR, CallUp, CallUpFault, TileCall, fault_of, read_call_up
from console.domain.directory_entry import DirectoryEntry
from console.i18n.translator import Translator
from console.wall.wall import Wall


@dataclass(frozen=True)
class Said:
    """The words of the panel. ``chosen``: the tile of this window that it goes to, from 0; None for none here."""

    digits: str
    camera: str
    place: str
    target: str
    wrong: bool
    chosen: int | None


class CallUpWords:
    """``walls``: those of this console by the number of their screen."""

    def __init__(self, translator: Translator, own_screen: int, walls: Mapping[int, Wall]) -> None:
        self._translator = translator
        self._own_screen = own_screen
        self._walls = walls

    def fault(self, call: CallUp | TileCall) -> CallUpFault | None:
        return fault_of(call, self._own_screen, {screen: len(wall.cameras) for screen, wall in self._walls.items()})

    def of(self, line: str, found: Mapping[int, DirectoryEntry | None], *, is_entered: bool) -> Said:
        """``found``: what the directory has said so far, by number."""
        text, digits = self._translator.text, shown_line(line)
        call = read_call_up(line)
        if call is None:
            said = text("call-up-unfinished" if is_entered else "call-up-and-camera")
            place = read_call_up(f"{line}0")
            chosen = self._chosen(place) if place is not None else None
            return Said(digits, said, "", text("call-up-keys"), is_entered, chosen)
        fault = self.fault(call)
        if fault is not None:
            return Said(digits, self._of_fault(fault, call), "", text("call-up-keys"), True, None)
        camera, place_words, wrong = self._of_camera(call, found)
        target = text("call-up-keys") if wrong else self._of_target(call)
        return Said(digits, camera, place_words, target, wrong, self._chosen(call))

    def of_tile(self, line: str, call: TileCall | None) -> Said:
        """Why there is no tile to choose. ``call``: None where it is none."""
        fault = self.fault(call) if call is not None else None
        words = self._translator.text("call-up-unfinished")
        if call is not None and fault is not None:
            words = self._of_fault(fault, call)
        return Said(shown_line(line), words, "", self._translator.text("call-up-keys"), True, None)

    def _of_camera(self, call: CallUp, found: Mapping[int, DirectoryEntry | None]) -> tuple[str, str, bool]:
        """Name, place with how it is, and whether there is none of this number."""
        text = self._translator.text
        if call.number not in found:
            return text("call-up-looking"), "", False
        entry = found[call.number]
        if entry is None:
            return text("call-up-no-camera", number=str(call.number)), "", True
        return entry.camera.name, f"{entry.place} · {text(f'call-up-{entry.status.value}')}", False

    def _of_fault(self, fault: CallUpFault, call: CallUp | TileCall) -> str:
        screen = self._screen(call)
        tiles = len(self._walls[screen].cameras) if screen in self._walls else 0
        return self._translator.text(
            f"call-up-{fault.value}", screen=str(screen), tile=str(call.tile), tiles=str(tiles)
        )

    def _of_target(self, call: CallUp) -> str:
        """Where Enter puts it."""
        screen = self._screen(call)
        tile = self._walls[screen].selected + 1 if call.tile is None else call.tile
        where = "call-up-to-tile" if screen == self._own_screen else "call-up-to-screen"
        return self._translator.text(where, tile=str(tile), screen=str(screen))

    def _chosen(self, call: CallUp) -> int | None:
        if self._screen(call) != self._own_screen:
            return None
        return self._walls[self._own_screen].selected if call.tile is None else call.tile - 1

    def _screen(self, call: CallUp | TileCall) -> int:
        return self._own_screen if call.screen is None else call.screen


def shown_line(line: str) -> str:
    """``1 . 2 . 123``: read at a glance."""
    return line.replace(SEPARATOR, f" {SEPARATOR} ").strip()
