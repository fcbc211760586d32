"""The wall of tiles: its widget, the tiles, what they paint."""
