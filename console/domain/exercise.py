"""Practice: the word that stands on every window, number, file and document of it, in both languages alike."""

from __future__ import annotations

EXERCISE_WORD = "LATIHAN"
