"""What every table for spreadsheets needs: its letters read right, and no cell carried out as a formula."""

from __future__ import annotations

BOM = "\ufeff"
"""Spreadsheets take UTF-8 for the old code page without it."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """A cell that begins like a formula is shown as text."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
