"""The round of probes: every camera once, no recorder beyond its places, the last place free, restarts go on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.probe_round import ProbeCamera, ProbeRound

ROUND_S = 6 * 3_600.0
_STEP_S = 10.0
_MOST = 16


class _City:
    """Cameras that answer or not, and a centre that probes them step by step."""

    def __init__(self, cameras: list[ProbeCamera], dead: frozenset[str] = frozenset(), most: int = _MOST) -> None:
        self.known = {one.id: one for one in cameras}
        self.dead = dead
        self.most = most
        self.probes: Counter[str] = Counter()
        self.now_s = 1_000_000.0
        self.watched: dict[str, int] = {}
        self.restart()

    def restart(self) -> None:
        """All that is in memory is gone."""
        self.round = ProbeRound(ROUND_S)
        self.round.replace(self.known.values(), self.now_s)

    def step(self) -> list[ProbeCamera]:
        self.now_s += _STEP_S
        taken = self.round.take(self.now_s, self.watched, self.most)
        for one in taken:
            self.probes[one.id] += 1
            failures = one.failures + 1 if one.id in self.dead else 0
            after = replace(one, measured_s=self.now_s, probed_s=self.now_s, failures=failures, asked=False)
            self.known[one.id] = after
            self.round.done(after, self.now_s)
        return taken

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds / _STEP_S)):
            self.step()


def test_each_of_20000_cameras_is_probed_once_a_round_dead_ones_too() -> None:
    cameras = [ProbeCamera(f"kam-{n}", ((f"nvr-{n // 16}", 8),)) for n in range(20_000)]
    dead = frozenset(f"kam-{n}" for n in range(0, 20_000, 10))
    city = _City(cameras, dead)
    busiest = 0
    for _ in range(round(ROUND_S / _STEP_S)):
        busiest = max(busiest, len(city.step()))
    assert len(city.probes) == 20_000
    assert busiest <= _MOST
    assert max(count for camera, count in city.probes.items() if camera not in dead) <= 2
    first = Counter(city.probes)
    city.run(ROUND_S)
    again = {camera: city.probes[camera] - first[camera] for camera in city.known}
    assert min(again.values()) >= 1
    assert max(count for camera, count in again.items() if camera not in dead) <= 2
    assert city.round.overdue(city.now_s) == 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.one_of(st.none(), st.integers(1, 6))), min_size=1, max_size=60),
    st.dictionaries(st.integers(0, 4), st.integers(0, 7)),
)
def test_a_probe_never_takes_the_last_place_of_a_link(
    links: list[tuple[int, int | None]], watched: dict[int, int]
) -> None:
    most_of = {f"nvr-{number}": most for number, most in links}
    cameras = [
        ProbeCamera(f"kam-{n}", ((f"nvr-{number}", most_of[f"nvr-{number}"]),)) for n, (number, _m) in enumerate(links)
    ]
    probing = ProbeRound(60.0)
    probing.replace(cameras, 0.0)
    people = {f"nvr-{number}": count for number, count in watched.items()}
    running: Counter[str] = Counter()
    for step in range(1, 30):
        for one in probing.take(step * 5.0, people, 8):
            running[one.links[0][0]] += 1
    for name, probes in running.items():
        most = most_of[name]
        assert most is None or people.get(name, 0) + probes < most


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, 199)), st.integers(1, 900))
def test_a_restart_goes_on_where_it_was(dead: set[int], steps: int) -> None:
    cameras = [ProbeCamera(f"kam-{n}") for n in range(200)]
    city = _City(cameras, frozenset(f"kam-{n}" for n in dead))
    city.run(steps * _STEP_S)
    well = {camera for camera in city.probes if camera not in city.dead}
    city.restart()
    for _ in range(200):
        taken = {one.id for one in city.step()}
        if city.now_s - 1_000_000.0 < 0.7 * ROUND_S:
            assert not taken & well
        well -= taken
    city.run(ROUND_S)
    assert len(city.probes) == 200


def test_what_is_new_or_doubted_comes_first_and_a_doubt_buys_no_second_probe_at_once() -> None:
    cameras = [ProbeCamera(f"kam-{n}", measured_s=None) for n in range(1_000)]
    asked = ProbeCamera("baru", measured_s=999_000.0, probed_s=999_000.0, asked=True)
    flickering = ProbeCamera("goyah", measured_s=1_000_000.0, probed_s=1_000_000.0, asked=True)
    city = _City([*cameras, asked, flickering])
    first = next(taken for taken in (city.step() for _ in range(50)) if taken)
    assert first[0].id == "baru"
    assert city.probes["goyah"] == 0


def test_a_camera_that_people_watch_is_not_probed() -> None:
    city = _City([ProbeCamera("dilihat", measured_s=1_000_000.0)])
    for _ in range(round(ROUND_S / _STEP_S)):
        city.known["dilihat"] = ProbeCamera("dilihat", measured_s=city.now_s)
        city.round.replace(city.known.values(), city.now_s)
        assert city.step() == []


def test_a_link_with_one_place_is_left_to_people_and_told() -> None:
    city = _City([ProbeCamera("adsl", (("uplink-1", 1),)), ProbeCamera("serat")])
    city.run(ROUND_S)
    assert set(city.probes) == {"serat"}
    assert (city.round.without_place, len(city.round)) == (1, 1)


def test_a_dead_camera_is_asked_less_and_less_often_and_at_least_once_a_round() -> None:
    city = _City([ProbeCamera("mati")], frozenset({"mati"}))
    city.run(ROUND_S)
    assert 4 <= city.probes["mati"] <= 7
    before = city.probes["mati"]
    city.run(4 * ROUND_S)
    assert 4 <= city.probes["mati"] - before <= 6
