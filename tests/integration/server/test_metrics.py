"""``/v1/metrics`` as Prometheus reads it: its own parser takes every line, and nobody and no place is in it."""

from __future__ import annotations

from collections.abc import Iterable

import requests
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import insert

from console.base.ids import new_id
from console.server.monitoring.token import new_token
from console.server.tables import UPLOADS
from tests.helpers.centre import PASSWORD, RunningCentre, send_evidence
from tests.helpers.waiting import wait_until


def _scrape(centre: RunningCentre, token: str = "") -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return requests.get(f"{centre.url}/v1/metrics", headers=headers, timeout=10)


def _value(families: Iterable[Metric], name: str, **labels: str) -> float:
    found = [
        sample.value
        for family in families
        for sample in family.samples
        if sample.name == name and sample.labels == labels
    ]
    assert len(found) == 1, (name, labels, found)
    return found[0]


def test_a_scrape_tells_how_the_centre_stands_and_of_nobody(centre: RunningCentre) -> None:
    operator = centre.client("operator")
    flag_id = new_id()
    assert operator.put_flag("kam-001", flag_id).status_code == 201
    evidence = send_evidence(operator, flag_id, "kam-001", "still", "image/jpeg", b"gambar bukti")
    upload = {"id": str(new_id()), "evidence_id": str(evidence), "length_bytes": 9, "metadata": ""}
    upload["expires_utc"] = centre.centre.clock.now_utc()
    centre.centre.database.write(lambda connection: connection.execute(insert(UPLOADS).values(upload)))
    wrong = {"grant": "password", "username": "operator", "password": f"bukan-{PASSWORD}"}
    assert requests.post(f"{centre.url}/v1/auth/token", json=wrong, timeout=10).status_code == 401
    assert requests.get(f"{centre.url}/wp-admin/rahasia", timeout=10).status_code == 404
    assert requests.request("BREW", f"{centre.url}/v1/health", timeout=10).status_code == 405
    answered = 'route="/v1/flags/{flag_id}",status="2xx"} 1.0'
    # A request is counted when its answer has left, which its client may notice first.
    wait_until(lambda: answered in _scrape(centre).text, what="the flag's request to be counted")
    answer = _scrape(centre)
    assert len(answer.headers["Ronda-Request"]) == 16
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    for kept_out in ("kam-001", "Bandarharjo", "operator", "rahasia", "BREW", "33.74", "wp-admin", "Operator"):
        assert kept_out not in answer.text
    families = list(text_string_to_metric_families(answer.text))
    names = [family.name for family in families]
    assert len(names) == len(set(names))
    refused = {"route": "/v1/auth/token", "method": "POST", "status": "4xx"}
    assert _value(families, "ronda_centre_requests_total", **refused) == 1
    assert _value(families, "ronda_centre_sign_in_failures_total", reason="wrong_password") == 1
    assert _value(families, "ronda_centre_request_seconds_count", route="/v1/flags/{flag_id}", method="PUT") == 1
    assert _value(families, "ronda_centre_cameras", status="unknown") + _value(
        families, "ronda_centre_cameras", status="online"
    ) == len([row for row in centre.rows("cameras") if row["deleted_utc"] is None])
    assert _value(families, "ronda_centre_flags", state="sent", exercise="false") == 1
    assert _value(families, "ronda_centre_flags_unanswered") == 1
    assert _value(families, "ronda_centre_evidence_bytes", state="complete") == len(b"gambar bukti")
    assert _value(families, "ronda_centre_uploads_unfinished") == 1
    assert _value(families, "ronda_centre_handoff_messages", state="failed") == 0
    assert _value(families, "ronda_centre_directory_seq") == centre.rows("sync_head")[0]["seq"]
    assert _value(families, "ronda_centre_sources", outcome="ok") == 0
    assert _value(families, "ronda_centre_event_queue_overflows_total") == 0
    assert _value(families, "ronda_centre_database_readable") == 1
    for name in ("ronda_centre_database_size_bytes", "ronda_centre_disk_free_bytes", "process_open_fds"):
        assert _value(families, name) > 0
    token = new_token(centre.folder).reveal()
    assert _scrape(centre).json()["code"] == "auth.token_missing"
    assert _scrape(centre, token).status_code == 200
    assert centre.client("admin").get("/v1/metrics").json()["code"] == "auth.token_invalid"
