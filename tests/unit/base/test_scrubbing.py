"""Free text loses what looks like a secret, and keeps what somebody needs to find a fault."""

from __future__ import annotations

import pytest

from console.base.scrubbing import scrub

_SECRET = "r4has1a-Kamera"


@pytest.mark.parametrize(
    "text",
    [
        f"could not open rtsp://admin:{_SECRET}@10.0.0.5/main",
        f"could not open rtsp://admin:x/{_SECRET}#@10.0.0.5/main?password={_SECRET}",
        f"GET https://host/path?token={_SECRET}&x=1",
        f"password={_SECRET}",
        f"RONDA_NEW_PASSWORD: '{_SECRET}'",
        f'{{"refresh_token": "{_SECRET} with spaces", "a": 1}}',
        f'{{"password": "x\\"{_SECRET}"}}',
        f"Authorization: Bearer {_SECRET}",
        f"sent Bearer {_SECRET} to the centre",
        f"Kata sandi = {_SECRET}",
        f"key whsk_{_SECRET}",
        f"secret whsec_{_SECRET}",
        f"-----BEGIN PRIVATE KEY-----\nMIIE{_SECRET}\n-----END PRIVATE KEY-----",
        f"-----BEGIN EC PRIVATE KEY-----\nMIIE{_SECRET}\ncut off",
    ],
)
def test_what_looks_like_a_secret_is_hidden(text: str) -> None:
    assert _SECRET not in scrub(text)
    assert "***" in scrub(text) or "?" not in scrub(text)


def test_a_bare_token_is_hidden() -> None:
    token = "Zm9vYmFyMTIzNDU2Nzg5MEFCQ0RFRkdISUpLTE1OT1BR"
    assert token not in scrub(f"it was {token}.")


@pytest.mark.parametrize(
    "text",
    [
        "GET /v1/flags/019ab000-0000-7000-8000-000000000001 200 12 ms",
        "body 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 differs",
        'File "console/server/app.py", line 12, in create_app',
        "rtsp://10.0.0.5:554/main gave camera.timeout",
    ],
)
def test_what_helps_to_find_a_fault_stays(text: str) -> None:
    assert scrub(text) == text
