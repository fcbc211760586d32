"""Opens a centre with its tables as this version wants them; for the web application and for every command."""

from __future__ import annotations

from console.base.clock import Clock
from console.server import categories, schema
from console.server.centre import Centre, open_centre
from console.server.ptz.drivers import open_driver
from console.server.ptz.source import DriverOf
from console.server.settings import CentreSettings


def prepared_centre(settings: CentreSettings, clock: Clock, driver_of: DriverOf = open_driver) -> Centre:
    """Opens the centre and brings its tables up to date.

    Raises KnownError ``centre.database_url``, ``centre.database_newer``, ``centre.key_unreadable``, ``centre.storage``.
    """
    centre = open_centre(settings, clock, driver_of)
    schema.prepare(centre.database, clock.now_utc())
    categories.refresh(centre.database)
    return centre
