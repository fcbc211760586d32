"""Repairs as a table: a line each, times in WIB, and nothing that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

from console.domain.cause import CauseKind
from console.domain.repair_state import RepairState
from console.ui.repair_file import repairs_csv
from console.wire.repairs import RepairCamera, RepairRecord
from tests.helpers.clock import START_UTC

REPAIR = RepairRecord.model_validate(
    {
        "id": "0199a000-0000-7000-8000-000000000001",
        "number": "SMG-PB-20261126-0001",
        "cause_id": None,
        "kind": CauseKind.CAMERA,
        "name": "kam-001",
        "label": "=HYPERLINK(1)",
        "owner_id": "rt-03",
        "owner": "@RT 03",
        "note": "+62 811",
        "state": RepairState.SENT,
        "opened_by": "-Budi",
        "opened_utc": START_UTC,
        "changed_utc": START_UTC,
        "due_utc": START_UTC + timedelta(hours=1),
        "cameras": (RepairCamera(camera_id="kam-001", number=1, name="Pos", is_down=True),),
        "receivers": (),
        "history": (),
    }
)


def test_names_and_notes_that_look_like_formulas_are_shown_as_text() -> None:
    table = repairs_csv([REPAIR], START_UTC + timedelta(hours=2))
    (row,) = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert (row["shared_name"], row["owner"]) == ("'=HYPERLINK(1)", "'@RT 03")
    assert (row["opened_by"], row["note"]) == ("'-Budi", "'+62 811")
    assert (row["overdue"], row["cameras"], row["cameras_down"]) == ("True", "1", "1")
