"""Incidents for tests: one plain, and any that Hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import strategies as st

from console.domain.flag_change import FlagReason
from console.domain.flag_state import FlagState
from console.handoff.incident import Incident, IncidentMedia

MOMENT = datetime(2026, 11, 23, 14, 14, 9, 512_000, tzinfo=UTC)
MEDIA = IncidentMedia(
    UUID("019aa000-0000-7000-8000-0000000000aa"), "https://pusat.example/e/aa", "image/jpeg", "Foto", "9f" * 32, 41_000
)
PLAIN = Incident(
    flag_id=UUID("019aa000-0000-7000-8000-000000000001"),
    number="SMG-20261123-0042",
    state=FlagState.SENT,
    category="KAM-01",
    category_name="Tawuran / perkelahian massal",
    eido_type="FIGHT",
    priority=1,
    note="Sekitar 15 orang, membawa senjata tajam.",
    camera_id="semarang-307",
    camera_name="Pos RT 3 Bandarharjo",
    camera_number=307,
    area_code="33.74.02.1001/RW002/RT003",
    place=("Kota Semarang", "Semarang Utara", "Bandarharjo", "RW 002", "RT 003"),
    operator="Siti Operator",
    at_utc=MOMENT,
    changed_utc=MOMENT,
    latitude=-6.9587,
    longitude=110.4221,
    media=(MEDIA,),
)


def incident(**changes: object) -> Incident:
    """The plain one, changed."""
    return replace(PLAIN, **changes)  # type: ignore[arg-type]  # passed on


_WORDS = st.text(max_size=60)
_MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
_MEDIA = st.builds(
    IncidentMedia,
    id=st.uuids(),
    uri=st.just("https://pusat.example/e/aa"),
    content_type=st.sampled_from(["image/jpeg", "image/png", "video/mp4"]),
    label=_WORDS,
    sha256=st.just("9f" * 32),
    size_bytes=st.integers(1, 2**31),
)
_PLACES = st.floats(allow_nan=False, allow_infinity=False, min_value=-180, max_value=180)

INCIDENTS = st.builds(
    Incident,
    flag_id=st.uuids(),
    number=st.from_regex(r"\ASMG-2026[0-9]{4}-[0-9]{4}\Z"),
    state=st.sampled_from(FlagState),
    category=_WORDS,
    category_name=_WORDS,
    eido_type=st.sampled_from(["FIGHT", "HAZ", "CU2", ""]),
    priority=st.integers(1, 4),
    note=st.text(max_size=2000),
    camera_id=_WORDS,
    camera_name=_WORDS,
    camera_number=st.integers(0, 99_999),
    area_code=st.sampled_from(["33.74", "33.74.02", "33.74.02.1001/RW002/RT003"]),
    place=st.lists(_WORDS, max_size=5).map(tuple),
    operator=_WORDS,
    at_utc=_MOMENTS,
    changed_utc=_MOMENTS,
    latitude=st.none() | _PLACES,
    longitude=st.none() | _PLACES,
    media=st.lists(_MEDIA, max_size=4, unique_by=lambda file: file.id).map(tuple),
    later_notes=st.lists(_WORDS, max_size=5).map(tuple),
    recipient=_WORDS,
    officer_name=_WORDS,
    officer_number=_WORDS,
    reason=st.none() | st.sampled_from(FlagReason),
    exercise=st.booleans(),
)
