"""Bringing a city's areas and cameras in from files: all of a file or nothing of it."""
