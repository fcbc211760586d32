"""Thousands of broken answers and packets never end the console process, and a good camera plays afterwards."""

from __future__ import annotations

import os

import pytest

from tests.faults.media.fuzz_run import FuzzRun, good_camera_plays
from tests.helpers.fuzz.camera import FuzzCamera
from tests.helpers.logfail import ExpectLog
from tests.helpers.wall import Wall

_ROUNDS = int(os.environ.get("RONDA_FUZZ_ROUNDS", "2000"))
_SEED = int(os.environ.get("RONDA_FUZZ_SEED", "1"))


@pytest.mark.timeout(60 + _ROUNDS // 10)
def test_a_fuzzed_wall_goes_on_and_shows_a_good_camera(expect_log: ExpectLog) -> None:
    expect_log("ronda.media", "WARNING", "media worker", required=False)
    with FuzzCamera(_SEED) as camera, Wall() as wall:
        outcome = FuzzRun(wall, camera).run(_ROUNDS)
        # pytest shows this when the test fails: the seed repeats it.
        print(f"fuzz: {outcome}, {outcome.rounds_a_second:.0f} rounds/s")  # noqa: T201
        assert outcome.rounds >= _ROUNDS
        assert outcome.pictures > 0, "nothing was decoded: the mutations are too wild to reach the decoder"
        good_camera_plays(wall)
