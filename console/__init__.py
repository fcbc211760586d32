"""Ronda, the operator console of a city's CCTV situation room."""

__version__ = "0.1.0"
