"""Who seals at this centre, and the service that stamps the time."""

from __future__ import annotations

from datetime import datetime

from console.exhibit.seal import Sealer
from console.exhibit.stamp import service_stamp
from console.server.authority.sealing import read_sealing_key
from console.server.centre import Centre


def sealer_of(centre: Centre, now_utc: datetime) -> Sealer:
    """Read each time: a key that was changed counts without a new start. Raises KnownError sealing.*, ``seal.stamp_url``."""
    settings = centre.settings
    sealing = read_sealing_key(settings.data_folder, settings.seal_passphrase, now_utc)
    stamp = service_stamp(settings.time_stamp_url) if settings.time_stamp_url else None
    return Sealer(sealing.key, sealing.certificate, sealing.chain, stamp, settings.time_stamp_url)
