"""Bookmarks and flags: on disk before the operator is told, delivered in the background, never lost or doubled."""
