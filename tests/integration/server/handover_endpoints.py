"""The rows of hand-over notes in the table of who may ask what."""

from __future__ import annotations

from console.domain.roles import Permission
from tests.helpers.endpoint import Endpoint

_NOTE = "019ab000-0000-7000-8000-000000000001"
_REMARK = "019ab000-0000-7000-8000-0000000000b1"


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
