"""Frozen values and pure rules of the field: cameras, areas, feeds, layouts, flags, roles."""
