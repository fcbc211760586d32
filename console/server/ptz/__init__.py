"""Moves cameras for those who may: locks, presets and the drivers of each protocol; the cameras' passwords stay here."""
