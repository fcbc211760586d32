"""An incident as one GeoJSON Feature (RFC 7946), for maps."""

from __future__ import annotations

from console.handoff.eido_codes import INTERNAL_STATUS
from console.handoff.incident import Incident, Issuer, local_time, place_words


def write_feature(incident: Incident, issuer: Issuer) -> dict[str, object]:
    """Longitude first, as GeoJSON wants it; the geometry of a camera that nobody has placed is null."""
    placed = incident.latitude is not None and incident.longitude is not None
    return {
        "type": "Feature",
        "id": str(incident.flag_id),
        "geometry": {"type": "Point", "coordinates": [incident.longitude, incident.latitude]} if placed else None,
        "properties": {
            "number": incident.number,
            "category": incident.category,
            "category_name": incident.category_name,
            "priority": incident.priority,
            "status": INTERNAL_STATUS[incident.state],
            "place": place_words(incident),
            "area_code": incident.area_code,
            "camera_id": incident.camera_id,
            "camera_name": incident.camera_name,
            "camera_number": incident.camera_number,
            "at": local_time(incident.at_utc, issuer),
            "exercise": incident.exercise,
        },
    }
