"""A named workspace as text that colleagues hand to each other, like a layout and told apart from one."""

from __future__ import annotations

from console.base.errors import KnownError
from console.domain.layout import MOST_NAME
from console.wall.packed_text import PackedText, PackedTextError, TextFault
from console.wall.workspace import Workspace, plain_workspace, read_plain_workspace

_TEXT = PackedText("RONDA-WORKSPACE", 1, 1_000_000, 2_000_000)


def workspace_as_text(name: str, workspace: Workspace) -> str:
    """One line to be copied."""
    return _TEXT.pack({"name": name, **plain_workspace(workspace)}, _TEXT.version)


def workspace_from_text(text: str) -> tuple[str, Workspace]:
    """Its name and windows. Raises KnownError ``workspace.no_text``, ``workspace.text_newer`` or ``workspace.text_damaged``."""
    try:
        found = _TEXT.unpack(text)
        workspace = read_plain_workspace(found)
        name = found.get("name") if isinstance(found, dict) else None
        if not isinstance(name, str) or not (0 < len(name.strip()) <= MOST_NAME and name.isprintable()):
            raise ValueError("name")  # noqa: TRY301  one kind of error for everything that is wrong
    except PackedTextError as error:
        if error.fault is TextFault.NONE:
            raise KnownError("workspace.no_text") from None
        if error.fault is TextFault.NEWER:
            raise KnownError("workspace.text_newer", version=error.version) from None
        raise KnownError("workspace.text_damaged") from error
    except (ValueError, TypeError) as error:
        raise KnownError("workspace.text_damaged") from error
    return name.strip(), workspace
