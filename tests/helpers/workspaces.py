"""Workspaces for tests: as the centre is sent one, and as a console has them."""

from __future__ import annotations

from typing import Any

WINDOW: dict[str, Any] = {
    "number": 1,
    "layout": {"name": "1x1", "rows": 1, "columns": 1, "cells": [[0, 0, 1, 1]]},
    "screen": {"area": [0, 0, 1920, 1080]},
    "area": [0, 0, 1920, 1080],
    "whole": True,
}
WORKSPACE: dict[str, Any] = {"name": "Pagi", "windows": [WINDOW]}
