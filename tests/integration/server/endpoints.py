"""A row of the table of who may ask what, and the rows of hand-over notes."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.roles import Permission

_NOTE = "019ab000-0000-7000-8000-000000000001"
_REMARK = "019ab000-0000-7000-8000-0000000000b1"


@dataclass(frozen=True)
class Endpoint:
    """One row: what it needs, and how it is asked."""

    method: str
    route: str
    needs: Permission | str | None
    path: str = ""
    body: object = None


HANDOVERS = (
    Endpoint("GET", "/v1/handovers", Permission.WRITE_HANDOVERS),
    Endpoint(
        "PUT", "/v1/handovers/{handover_id}", Permission.WRITE_HANDOVERS, f"/v1/handovers/{_NOTE}", {"text": "kurang"}
    ),
    Endpoint("GET", "/v1/handovers/{handover_id}", Permission.WRITE_HANDOVERS, f"/v1/handovers/{_NOTE}"),
    Endpoint(
        "POST",
        "/v1/handovers/{handover_id}/signatures",
        Permission.WRITE_HANDOVERS,
        f"/v1/handovers/{_NOTE}/signatures",
        {"part": "takes", "sha256": "0" * 64},
    ),
    Endpoint(
        "PUT",
        "/v1/handovers/{handover_id}/remarks/{remark_id}",
        Permission.WRITE_HANDOVERS,
        f"/v1/handovers/{_NOTE}/remarks/{_REMARK}",
        {"text": "sudah dicek"},
    ),
    Endpoint(
        "GET", "/v1/handovers/{handover_id}/file", Permission.WRITE_HANDOVERS, f"/v1/handovers/{_NOTE}/file?as=pdf"
    ),
)
