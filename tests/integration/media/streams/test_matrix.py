"""Every kind of stream that cameras send is shown: whole pictures, in order, of now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import pytest

from console.domain.feed_state import FeedState
from tests.helpers import stream_edits as edits
from tests.helpers.picture_watch import PictureWatch
from tests.helpers.stream_camera import Stream, StreamCamera
from tests.helpers.stream_clips import Recipe, coded
from tests.helpers.wall import Wall, feed

_H265 = Recipe("libx265")
_UHD = Recipe(width=3840, height=2160, pictures=16, key_every=8, noise=6)
_LONG = Recipe(pictures=240, key_every=60)
_PLAIN = Stream(())


@dataclass(frozen=True)
class Case:
    """One kind of stream."""

    recipe: Recipe
    stream: Stream = _PLAIN
    pictures: int = 16
    """How many must be seen."""
    behind_s: float = 1.2
    """How old a picture may be when it is shown, on a busy machine."""


CASES = {
    "h264 baseline": Case(Recipe(profile="baseline")),
    "h264 main": Case(Recipe(profile="main", preset="veryfast")),
    "h264 high": Case(Recipe(profile="high", preset="veryfast")),
    "h264 with b-frames": Case(Recipe(bframes=2, preset="veryfast")),
    "h264 with a pyramid of b-frames": Case(Recipe(bframes=3, preset="medium")),
    "h264 in four slices": Case(Recipe(slices=4)),
    "h264 in tiny pictures": Case(Recipe(width=96, height=64, noise=0)),
    "h264 in slices with b-frames": Case(Recipe(slices=3, bframes=2, preset="veryfast")),
    "h264 with sets in every picture": Case(Recipe(key_every=1)),
    "h264 with sets only in the description": Case(Recipe(), Stream((), edit=edits.without_sets, sets_in_sdp=True)),
    "h264 with sets that come late": Case(Recipe(), Stream((), edit=partial(edits.sets_from, 20))),
    "h264 with sets before each slice": Case(Recipe(slices=3), Stream((), edit=edits.sets_before_slices)),
    "h265": Case(_H265),
    "h265 in slices": Case(replace(_H265, slices=3, height=384)),
    "h265 with b-frames": Case(replace(_H265, bframes=3, preset="veryfast")),
    "h265 with sets only in the description": Case(
        _H265, Stream((), codec="H265", edit=edits.without_h265_sets, sets_in_sdp=True)
    ),
    "mjpeg": Case(Recipe("mjpeg"), Stream((), codec="JPEG")),
    "mjpeg, large pictures": Case(
        Recipe("mjpeg", width=1280, height=720, pictures=30, noise=20), Stream((), codec="JPEG")
    ),
    "timestamps that stand": Case(Recipe(), Stream((), ticks=edits.standing)),
    "timestamps that jump forward": Case(Recipe(), Stream((), ticks=edits.jumping_forward), pictures=28),
    "timestamps that jump back": Case(Recipe(), Stream((), ticks=edits.jumping_back), pictures=28),
    "timestamps at random": Case(Recipe(), Stream((), ticks=edits.random_ticks)),
    "timestamps at random with b-frames": Case(
        Recipe(bframes=2, preset="veryfast"), Stream((), ticks=edits.random_ticks)
    ),
    "timestamps that wrap": Case(Recipe(), Stream((), ticks=edits.wrapping), pictures=28),
    "timestamps that wrap with b-frames": Case(
        Recipe(bframes=2, preset="veryfast"), Stream((), ticks=edits.wrapping), pictures=28
    ),
    "keys every 10 s": Case(Recipe(pictures=150, key_every=150)),
    "1 picture a second": Case(Recipe(key_every=4), Stream((), fps=1.0), pictures=3, behind_s=4.0),
    "60 pictures a second": Case(_LONG, Stream((), fps=60.0), pictures=60),
    "4k": Case(_UHD, Stream((), fps=5.0), pictures=8),
}


@pytest.fixture(scope="module")
def wall() -> Iterator[Wall]:
    with Wall() as made:
        yield made


@pytest.mark.parametrize("name", CASES)
def test_stream_is_shown(wall: Wall, name: str) -> None:
    case = CASES[name]
    codec = "H265" if case.recipe.encoder == "libx265" else case.stream.codec
    stream = replace(case.stream, units=coded(case.recipe), codec=codec)
    with StreamCamera(stream) as camera:
        surface = wall.add(name, camera.url)
        watch = PictureWatch(wall, surface, camera)
        watch.see(case.pictures)
        state = wall.engine.report(feed(name)).state
        wall.plan.pop(surface)
        wall.engine.want(wall.plan)
    assert watch.torn == 0, "a damaged picture was shown"
    assert max(watch.steps()) < len(stream.units) // 2, "a picture was shown after a later one"
    assert max(watch.behind[len(watch.behind) // 2 :]) <= case.behind_s * stream.fps
    assert state is FeedState.LIVE
