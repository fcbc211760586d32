"""The item data role under which models give the domain value of a row."""

from PySide6.QtCore import Qt

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
