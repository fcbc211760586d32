"""Coverage rolled up: every RT counts once in each area around it, whatever cameras it has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.area import AreaLevel, contains, lineage
from console.domain.coverage import AreaFact, Coverage

_CODES = st.builds(
    lambda district, village, rw, rt: f"33.74.{district:02}.{1000 + village}/RW{rw:03}/RT{rt:03}",
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 4),
)


@st.composite
def _facts(draw: st.DrawFn) -> list[AreaFact]:
    """RTs with all that lies around them; cameras of other areas, which count for nothing."""
    facts: dict[str, AreaFact] = {}
    for code in draw(st.sets(_CODES, max_size=30)):
        for around in lineage(code):
            facts.setdefault(around, AreaFact(around, around, draw(st.integers(0, 9)), 0))
        cameras = draw(st.integers(0, 4))
        facts[code] = AreaFact(code, code, cameras, draw(st.integers(0, cameras)))
    return draw(st.permutations(list(facts.values())))


@given(_facts())
def test_every_rt_is_one_of_three_and_counts_once_in_each_area_around_it(facts: list[AreaFact]) -> None:
    coverage = Coverage(facts)
    rts = [fact for fact in facts if fact.code.count("/") == 2]

    for fact in facts:
        area = coverage.of(fact.code)
        assert area is not None
        inside = [rt for rt in rts if contains(fact.code, rt.code)]
        assert area.rts == len(inside)
        assert area.working == sum(rt.working_count > 0 for rt in inside)
        assert area.bare == sum(rt.camera_count == 0 for rt in inside)
        assert area.cameras == sum(rt.camera_count for rt in inside)
        assert 0.0 <= area.share <= 1.0


@given(_facts(), st.sampled_from([AreaLevel.DISTRICT, AreaLevel.VILLAGE, AreaLevel.RW, AreaLevel.RT]))
def test_each_level_adds_up_to_the_whole_city(facts: list[AreaFact], level: AreaLevel) -> None:
    coverage = Coverage(facts)
    whole, city = Coverage.total(coverage.at(level)), coverage.of("33.74")

    if city is not None:
        assert (whole.working, whole.dead, whole.bare) == (city.working, city.dead, city.bare)
        assert (whole.cameras, whole.working_cameras) == (city.cameras, city.working_cameras)


def test_places_are_told_from_the_inside_out() -> None:
    names = {"33.74": "Kota", "33.74.13": "Barat", "33.74.13.1003": "Krapyak", "33.74.13.1003/RW004": "RW 4"}
    coverage = Coverage(AreaFact(code, name) for code, name in names.items())

    assert coverage.place("33.74.13.1003/RW004/RT003") == "RW 4, Krapyak, Barat"
    assert coverage.place("33.74.13") == "Kota"
    assert coverage.place("33.74") == ""
