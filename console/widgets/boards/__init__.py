"""Boards: what a tile shows instead of a camera; they know what to paint, not where it comes from."""
