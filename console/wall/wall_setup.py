"""Walls as they are set up: their screens, machines and presets; each act is done at the centre at once or not at all."""

from __future__ import annotations

from typing import Protocol

from console.base.redaction import Secret
from console.wire.walls import (
    MachineBody,
    MachineSecret,
    PresetRecord,
    ScreenSetup,
    WallBody,
    WallPresetList,
    WallRecord,
)


class SetupCentre(Protocol):
    """The part of the centre's client that is needed here."""

    def set_up_wall(self, name: str, body: WallBody) -> WallRecord: ...

    def delete_wall(self, name: str, revision: int) -> None: ...

    def add_wall_machine(self, name: str, machine: str, body: MachineBody) -> MachineSecret: ...

    def remove_wall_machine(self, name: str, machine: str) -> None: ...

    def wall_presets(self, name: str) -> WallPresetList: ...

    def wall_preset(self, name: str, preset: str) -> PresetRecord: ...

    def rename_wall_preset(self, name: str, preset: str, new: str) -> None: ...

    def save_wall_preset(self, name: str, preset: str) -> WallPresetList: ...

    def delete_wall_preset(self, name: str, preset: str) -> None: ...


class WallSetup:
    """Blocks; any thread. Raises KnownError net.*, auth.*, centre.*, wall.*."""

    def __init__(self, centre: SetupCentre) -> None:
        self._centre = centre

    def set_up(self, name: str, body: WallBody) -> None:
        """A new wall, or another look of one; what somebody else has set up meanwhile is not overwritten."""
        self._centre.set_up_wall(name, body)

    def delete(self, name: str, revision: int) -> None:
        self._centre.delete_wall(name, revision)

    def add_machine(self, wall: str, machine: str, screens: tuple[int, ...]) -> Secret:
        """Its secret, which nobody can ask for again."""
        return Secret(self._centre.add_wall_machine(wall, machine, MachineBody(screens=screens)).secret)

    def remove_machine(self, wall: str, machine: str) -> None:
        self._centre.remove_wall_machine(wall, machine)

    def open_to_operators(self, wall: WallRecord, screen: int, *, is_open: bool) -> None:
        """As ``wall`` was seen; what somebody else has set up meanwhile is not overwritten."""
        screens = tuple(
            ScreenSetup(title=one.title, open_to_operators=is_open if one.number == screen else one.open_to_operators)
            for one in wall.screens
        )
        body = WallBody(title=wall.title, area_code=wall.area_code, screens=screens, revision=wall.revision)
        self._centre.set_up_wall(wall.name, body)

    def presets(self, wall: str) -> tuple[str, ...]:
        return tuple(preset.name for preset in self._centre.wall_presets(wall).presets)

    def preset(self, wall: str, name: str) -> PresetRecord:
        return self._centre.wall_preset(wall, name)

    def rename_preset(self, wall: str, name: str, new: str) -> None:
        self._centre.rename_wall_preset(wall, name, new)

    def save_preset(self, wall: str, name: str) -> None:
        self._centre.save_wall_preset(wall, name)

    def delete_preset(self, wall: str, name: str) -> None:
        self._centre.delete_wall_preset(wall, name)
