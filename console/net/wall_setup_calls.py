"""Walls as they are set up at the centre: their screens, machines and presets."""

from __future__ import annotations

from urllib.parse import quote

from console.net.transport import Call
from console.net.wall_calls import WallCalls, wall_path
from console.wire.walls import (
    MachineBody,
    MachineSecret,
    PresetRecord,
    PresetRename,
    WallBody,
    WallPresetList,
    WallRecord,
)


class WallSetupCalls(WallCalls):
    """``/v1/walls``: what changes no screen. Raises KnownError ``wall.*`` too."""

    def set_up_wall(self, name: str, body: WallBody) -> WallRecord:
        return self.put(WallRecord, wall_path(name), body)

    def delete_wall(self, name: str, revision: int) -> None:
        self.transport.ask(Call("DELETE", f"{wall_path(name)}?revision={revision}"))

    def add_wall_machine(self, name: str, machine: str, body: MachineBody) -> MachineSecret:
        return self.read(MachineSecret, self._posted(_machine(name, machine), body))

    def remove_wall_machine(self, name: str, machine: str) -> None:
        self.transport.ask(Call("DELETE", _machine(name, machine)))

    def wall_presets(self, name: str) -> WallPresetList:
        return self.get(WallPresetList, f"{wall_path(name)}/presets")

    def wall_preset(self, name: str, preset: str) -> PresetRecord:
        return self.get(PresetRecord, _preset(name, preset))

    def rename_wall_preset(self, name: str, preset: str, new: str) -> None:
        self._posted(f"{_preset(name, preset)}/rename", PresetRename(name=new))

    def save_wall_preset(self, name: str, preset: str) -> WallPresetList:
        return self.read(WallPresetList, self.transport.ask(Call("PUT", _preset(name, preset))).content)

    def delete_wall_preset(self, name: str, preset: str) -> None:
        self.transport.ask(Call("DELETE", _preset(name, preset)))


def _machine(name: str, machine: str) -> str:
    return f"{wall_path(name)}/machines/{quote(machine, safe='')}"


def _preset(name: str, preset: str) -> str:
    return f"{wall_path(name)}/presets/{quote(preset, safe='')}"
