"""The mark over pictures, as the centre wants it: known from the last time, until it says anything else."""

from __future__ import annotations

import platform

from PySide6.QtCore import QObject

from console.app.flag_rules import CentreRules
from console.app.shell import Shell
from console.app.site import Connection, Site
from console.domain.flag_clock import FlagRules
from console.domain.watermark import Watermark
from console.qt.background import Lane
from console.settings.options import WATERMARK
from console.ui.watermark_words import WatermarkWords


def rules_of(owner: QObject, shell: Shell, site: Site, connection: Connection) -> CentreRules:
    """What this centre wants of its consoles; what it says of marks is kept for while it is away."""
    settings, background = shell.settings, shell.background
    rules = CentreRules(
        owner,
        connection.client.service_levels,
        site.push.switched,
        background,
        Watermark.read(settings.get(WATERMARK)),
    )

    def keep(told: FlagRules) -> None:
        name = told.watermark.value
        if name != settings.get(WATERMARK):
            background.run(
                lambda: settings.set(WATERMARK, name),
                lambda _none: None,
                name="keep-watermark",
                owner=owner,
                lane=Lane.WRITE,
            )

    rules.told.connect(keep)
    return rules


def words_of(rules: CentreRules, shell: Shell, who: str) -> WatermarkWords:
    return WatermarkWords(who, platform.node(), shell.clock, lambda: rules.current().watermark)
