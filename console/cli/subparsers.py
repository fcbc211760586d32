"""Types of the command line that several of its files share."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from console.server.settings import CentreSettings

Subparsers = argparse._SubParsersAction  # noqa: SLF001  argparse has no public name for it
SettingsFrom = Callable[[argparse.Namespace], CentreSettings]
"""Reads the settings of the centre that the arguments tell."""
