"""A table of values: words in each column, the whole row for who listens, headings that follow the language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt

from console.i18n.language import Language
from console.qt.resources import load_translator
from console.ui.models.rows_table import Column, RowsTable
from console.widgets.lists.roles import ENTRY_ROLE


@pytest.mark.usefixtures("qapp")
def test_a_row_is_read_by_column_and_heard_whole() -> None:
    owner, translator = QObject(), load_translator(Language.INDONESIAN)
    columns = (
        Column[int]("audit-column-when", str),
        Column[int]("audit-column-who", lambda one: "" if one == 7 else "ada"),
    )
    table = RowsTable(owner, translator, columns)
    table.set_rows((7, 8))
    assert (table.rowCount(), table.columnCount(), table.texts(1)) == (2, 2, ["8", "ada"])
    assert table.data(table.index(1, 1)) == "ada"
    assert table.data(table.index(0, 0), ENTRY_ROLE) == 7
    heard = [table.data(table.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert heard == ["7", "8, ada"]
    heading = Qt.Orientation.Horizontal
    assert table.headerData(0, heading) == "Kapan"
    translator.set_language(Language.ENGLISH)
    assert table.headerData(0, heading) == "When"
