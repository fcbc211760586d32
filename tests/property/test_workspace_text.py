"""Named workspaces come back as they were: from text, from the disk, and from the centre; anything else is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.layout import COMMON_LAYOUTS, layout_by_name
from console.domain.roles import Role
from console.domain.screen import Area, ScreenIdentity
from console.domain.wall_state import WallState
from console.wall.layout_text import as_text
from console.wall.named_workspace import AtCentre, KeptWorkspaces, NamedWorkspace, free_name, read_all, written_all
from console.wall.workspace import WindowState, Workspace
from console.wall.workspace_messages import body_of, fitting
from console.wall.workspace_text import _TEXT, workspace_as_text, workspace_from_text
from tests.helpers.clock import START_UTC
from tests.helpers.tile_contents import CONTENTS

NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=60)
AREAS = st.builds(Area, st.integers(-9000, 9000), st.integers(-9000, 9000), st.integers(1, 9000), st.integers(1, 9000))
IDENTITIES = st.builds(ScreenIdentity, *[st.text(max_size=12)] * 4)
WALLS = st.builds(
    lambda name, tiles, locked: WallState(layout_by_name(name), tuple(tiles), locked),
    st.sampled_from(COMMON_LAYOUTS[:4]),
    st.lists(CONTENTS, max_size=20),
    st.booleans(),
)
WINDOWS = st.builds(WindowState, st.integers(1, 64), WALLS, IDENTITIES, AREAS, st.booleans(), AREAS)
WORKSPACES = st.lists(WINDOWS, min_size=1, max_size=3, unique_by=lambda window: window.number).map(
    lambda windows: Workspace(tuple(windows))
)
NAMED = st.builds(
    NamedWorkspace,
    st.builds(new_id),
    NAMES,
    WORKSPACES,
    st.sampled_from(["", "33.74", "33.74.02"]),
    st.lists(st.sampled_from(Role), max_size=2).map(tuple),
    st.integers(0, 9),
    st.text(max_size=9),
    st.sampled_from([None, START_UTC]),
    st.booleans(),
    st.sampled_from(AtCentre),
    st.sampled_from([(), ((1, (0, 3)),)]),
)


@given(NAMES, WORKSPACES, st.integers(20, 200))
def test_a_workspace_arrives_as_it_was_within_words_and_broken_lines(
    name: str, workspace: Workspace, width: int
) -> None:
    text = workspace_as_text(name, workspace)
    lines = "\n".join(text[start : start + width] for start in range(0, len(text), width))

    assert workspace_from_text(f"Ruang kerja saya:\n{lines}\n— Budi") == (name, workspace)


@given(WORKSPACES, st.data())
def test_a_text_that_was_cut_off_is_refused(workspace: Workspace, data: st.DataObject) -> None:
    text = workspace_as_text("Pagi", workspace)

    with pytest.raises(KnownError, match=r"workspace\.(no_text|text_damaged)"):
        workspace_from_text(text[: data.draw(st.integers(0, len(text) - 1))])


@given(st.lists(NAMED, max_size=3), st.booleans())
def test_all_are_read_from_the_disk_as_they_were_written(named: list[NamedWorkspace], at_once: bool) -> None:
    kept = KeptWorkspaces({one.id: one for one in named}, at_once)

    assert read_all(written_all(kept)) == kept


@given(WORKSPACES)
def test_what_the_centre_gives_back_is_all_that_can_be_seen(workspace: Workspace) -> None:
    sent = fitting(workspace)

    assert fitting(sent) == sent
    for before, after in zip(workspace.windows, sent.windows, strict=True):
        size = len(before.wall.layout.cells)
        shown = (*before.wall.tiles[:size], *(None,) * (size - len(before.wall.tiles)))
        assert (after.wall.layout, after.wall.tiles, after.wall.locked) == (
            before.wall.layout,
            shown,
            before.wall.locked,
        )
    assert body_of(NamedWorkspace(new_id(), "Pagi", sent)).windows


@given(NAMES, st.lists(NAMES))
def test_a_free_name_is_free_and_fits(name: str, taken: list[str]) -> None:
    found = free_name(name, [name, *taken])

    assert found not in {name, *taken}
    assert 0 < len(found) <= 60


def test_other_texts_are_told_apart() -> None:
    wall = WallState(layout_by_name("2x2"), (CameraId("cam-1"),))
    cases = {
        "": "workspace.no_text",
        as_text(wall): "workspace.no_text",
        _TEXT.pack({}, 2): "workspace.text_newer",
        _TEXT.pack([], 1): "workspace.text_damaged",
        _TEXT.pack({"version": 1, "windows": [], "name": "a\nb"}, 1): "workspace.text_damaged",
        _TEXT.pack({"version": 1, "windows": [], "name": 3}, 1): "workspace.text_damaged",
        _TEXT.pack({"version": 1, "windows": [{"number": 1}], "name": "x"}, 1): "workspace.text_damaged",
    }
    for text, code in cases.items():
        with pytest.raises(KnownError) as refused:
            workspace_from_text(text)
        assert refused.value.code == code


@pytest.mark.parametrize("change", [{"version": 2}, {"at_once": 1}, {"workspaces": {}}, {"workspaces": [{"id": 3}]}])
def test_what_a_newer_ronda_wrote_is_not_read_as_something_else(change: dict[str, object]) -> None:
    content = json.loads(written_all(KeptWorkspaces({})))

    with pytest.raises(ValueError, match=r".+"):
        read_all(json.dumps({**content, **change}).encode())
