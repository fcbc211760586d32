"""Reads the members of a person's own lists from the directory; no Qt, any thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from console.domain.camera import CameraId
from console.domain.camera_filter import CameraFilter
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.domain.own_cameras import FAVOURITES, RECENT, Kept, OwnCameras
from console.domain.own_entry import GoneEntry, OwnListEntry, OwnMember
from console.ui.directory_ports import CameraDirectory

_FilterArea = Callable[[AreaEntry], AreaEntry | None]


def read_own_lists(
    directory: CameraDirectory, own: OwnCameras, wanted: CameraFilter, filter_area: _FilterArea
) -> list[OwnListEntry]:
    """Groups also while they are empty; under a filter only lists with something left, and nothing that is gone."""
    cameras = {camera for one in own.lists for member in one.members if (camera := member.camera_id) is not None}
    known = directory.filtered.of(sorted(cameras))
    found = []
    for one in own.lists:
        members = [_member(directory, known, kept) for kept in one.members]
        if wanted.active:
            members = [left for member in members if (left := _passing(member, wanted, filter_area)) is not None]
        if members or not (wanted.active or one.id in (FAVOURITES, RECENT)):
            found.append(OwnListEntry(one.id, one.name, tuple(members)))
    return found


def _member(directory: CameraDirectory, known: Mapping[CameraId, DirectoryEntry], kept: Kept) -> OwnMember:
    camera = kept.camera_id
    if camera is not None:
        return known.get(camera) or GoneEntry(kept)
    area = directory.area(kept.id)
    # Out of its place in the tree, RW 2 alone says nothing.
    return GoneEntry(kept) if area is None else replace(area, name=directory.place(area.code))


def _passing(member: OwnMember, wanted: CameraFilter, filter_area: _FilterArea) -> OwnMember | None:
    if isinstance(member, AreaEntry):
        return filter_area(member)
    return member if isinstance(member, DirectoryEntry) and wanted.passes(member) else None
