"""Marks on a still: painted, and drawn by mouse or keys."""
