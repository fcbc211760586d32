"""What a record of the centre must be like to have a place in the directory, beyond its types."""

from __future__ import annotations

from console.domain.area import is_area_code, parent_code
from console.domain.camera import ALIAS_MARK
from console.wire.directory import AreaLine, CameraLine

MOST_NUMBER = 999_999_999_999
"""Of call-up numbers; see ``camera_rows``."""
_LONGEST_ID = 200
_LONGEST_TEXT = 500
_TEXTS = ("name", "owner", "kind", "site_id", "privacy_class")
_MOST_REV = 2**63 - 1


def fault_of(line: AreaLine | CameraLine) -> str | None:
    """The field for which it can't be taken in; None when it can."""
    if not 0 < len(line.id) <= _LONGEST_ID:
        return "id"
    if not -_MOST_REV <= line.rev <= _MOST_REV:
        return "rev"
    if line.doc is None:
        return None if line.op == "del" else "doc"
    return _area_fault(line) if isinstance(line, AreaLine) else _camera_fault(line)


def oddity_of(line: AreaLine | CameraLine) -> str | None:
    """A field that says what cannot be, in a record that is taken in all the same."""
    if isinstance(line, AreaLine):
        # Where an area lies follows from its code, so no two can ever lie in each other.
        return "parent" if line.doc is not None and line.doc.parent != parent_code(line.id) else None
    return None


def _area_fault(line: AreaLine) -> str | None:
    if not is_area_code(line.id):
        return "id"
    return "name" if line.doc is not None and not 0 < len(line.doc.name) <= _LONGEST_TEXT else None


def _camera_fault(line: CameraLine) -> str | None:
    doc = line.doc
    if doc is None:
        return None
    if not 0 <= doc.number <= MOST_NUMBER:
        return "number"
    if not is_area_code(doc.area_code):
        return "area_code"
    if len(ALIAS_MARK.join(doc.aliases)) > _LONGEST_TEXT:
        return "aliases"
    return next((name for name in _TEXTS if len(getattr(doc, name)) > _LONGEST_TEXT), None)
