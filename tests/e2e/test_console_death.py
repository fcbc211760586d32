"""kill -9 of the console at random moments around F and Enter: what the screen confirmed reaches the centre exactly once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
import requests

from console.demo import credentials
from console.demo.city_services import CityServices
from console.wire.events import FlagList
from tests.helpers.console import ConsoleUnderTest
from tests.helpers.waiting import wait_until

KILLS = int(os.environ.get("RONDA_KILLS", "8"))
"""``RONDA_KILLS=1000`` is the long form."""
ROOT = Path(__file__).parents[2]
READY_WITHIN_S = 60.0


@pytest.mark.timeout(300 + 10 * KILLS)
def test_every_flag_that_the_screen_confirmed_reaches_the_centre_exactly_once(
    city: CityServices, open_console: Callable[..., ConsoleUnderTest]
) -> None:
    confirmed: list[str] = []
    rng = random.Random(33_74)
    for _turn in range(KILLS):
        confirmed += _flag_until_killed(city, rng.uniform(0.0, 0.8))
    assert len(confirmed) >= KILLS // 2
    assert len(set(confirmed)) == len(confirmed)

    open_console()

    wait_until(lambda: set(confirmed) <= _flags_at_centre(city).keys(), 60.0, "every confirmed flag at the centre")
    at_centre = _flags_at_centre(city)
    assert [flag_id for flag_id in confirmed if at_centre[flag_id] != 1] == []


def _flag_until_killed(city: CityServices, seconds: float) -> list[str]:
    """One console, killed ``seconds`` after it began to flag; gives what it had confirmed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.flag_forever", city.centre_url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "RONDA_USERNAME": credentials.OPERATOR,
            "RONDA_PASSWORD": city.credentials.operator,
        },
        text=True,
    )
    lines: list[str] = []
    assert process.stdout is not None
    reader = threading.Thread(target=_collect, args=(process.stdout, lines), daemon=True)
    reader.start()
    wait_until(lambda: "ready" in lines, READY_WITHIN_S, "a console that flags")
    killer = threading.Timer(seconds, process.kill)
    killer.start()
    process.wait()
    killer.join()
    reader.join()
    process.stdout.close()
    return [line.partition(" ")[2] for line in lines if line.startswith("confirmed ")]


def _collect(stream: IO[str], lines: list[str]) -> None:
    # One by one: the test looks at the list while it grows.
    for line in iter(stream.readline, ""):
        lines += [line.strip()]


def _flags_at_centre(city: CityServices) -> dict[str, int]:
    """How often each flag is there, by id."""
    body = {"grant": "password", "username": credentials.SUPERVISOR, "password": city.credentials.supervisor}
    token = requests.post(f"{city.centre_url}/v1/auth/token", json=body, timeout=10).json()["access_token"]
    counts: dict[str, int] = {}
    before: str | None = None
    while True:
        answer = requests.get(
            f"{city.centre_url}/v1/flags",
            params={"before": before} if before else {},
            headers={"Authorization": f"Bearer {token}"},
            timeout=10,
        )
        page = FlagList.model_validate_json(answer.content)
        for flag in page.flags:
            counts[str(flag.id)] = counts.get(str(flag.id), 0) + 1
        if not page.more or not page.flags:
            return counts
        before = str(page.flags[-1].id)
