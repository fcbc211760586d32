"""The settings file, also when somebody edited it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.settings.file import Settings
from console.settings.options import (
    CAMERA_VIEWS,
    CENTRE_URL,
    FLAG_SECONDS_BEFORE,
    LANGUAGE,
    LAST_WALL,
    OPTIONS,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def written(path: Path, text: str) -> Settings:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Settings(path)


def test_a_first_start_has_the_defaults_and_writes_nothing(path: Path) -> None:
    settings = Settings(path)

    assert (settings.get(LANGUAGE), settings.get(FLAG_SECONDS_BEFORE), settings.get(LAST_WALL)) == ("id", 60, ())
    assert not path.exists()


def test_what_is_set_is_there_at_the_next_start(path: Path) -> None:
    settings = Settings(path)
    settings.set(LANGUAGE, "en")
    settings.set(LAST_WALL, ("cam-1", "", "cam-3"))

    again = Settings(path)

    assert again.get(LANGUAGE) == "en"
    assert again.get(LAST_WALL) == ("cam-1", "", "cam-3")
    assert again.problems == ()


def test_bad_values_are_named_and_replaced_by_the_default(path: Path) -> None:
    settings = written(path, json.dumps({"language": "fr", "flag_seconds_before": True, "centre_url": "https://pusat"}))

    assert settings.get(LANGUAGE) == "id"
    assert settings.get(FLAG_SECONDS_BEFORE) == 60
    assert settings.get(CENTRE_URL) == "https://pusat"
    assert [(problem.code, problem.params["key"]) for problem in settings.problems] == [
        ("settings.bad_value", "language"),
        ("settings.bad_value", "flag_seconds_before"),
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"'])
def test_a_file_that_is_no_settings_is_told(path: Path, text: str) -> None:
    settings = written(path, text)

    assert settings.get(LANGUAGE) == "id"
    assert [problem.code for problem in settings.problems] == ["settings.unreadable"]


def test_keys_of_a_newer_version_are_kept(path: Path) -> None:
    settings = written(path, json.dumps({"of_tomorrow": {"a": 1}}))
    settings.set(LANGUAGE, "en")

    assert json.loads(path.read_text()) == {"of_tomorrow": {"a": 1}, "language": "en"}


@pytest.mark.parametrize("text", ["{", '{"language": "fr", "camera_views": 7}'])
def test_what_was_wrong_is_kept_beside_before_it_is_written_over(path: Path, text: str) -> None:
    settings = written(path, text)
    settings.set(LANGUAGE, "en")
    settings.set(FLAG_SECONDS_BEFORE, 30)

    assert path.with_suffix(".bad").read_text() == text
    assert json.loads(path.read_text()) == {"language": "en", "flag_seconds_before": 30}


def test_file_that_was_right_has_no_copy(path: Path) -> None:
    settings = written(path, '{"language": "en"}')
    settings.set(LANGUAGE, "id")

    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("lines", [["0 plain fill cam"] * 50_001, ["0 plain fill " + "x" * 300], [1], "0 plain fill x"])
def test_views_of_cameras_have_limits(path: Path, lines: object) -> None:
    settings = written(path, json.dumps({"camera_views": lines}))

    assert settings.get(CAMERA_VIEWS) == ()
    assert [problem.params["key"] for problem in settings.problems] == ["camera_views"]


def test_listeners_hear_of_changes_only(path: Path) -> None:
    settings = Settings(path)
    heard: list[str] = []
    settings.changed.connect(heard.append)

    settings.set(LANGUAGE, "en")
    settings.set(LANGUAGE, "en")

    assert heard == ["language"]


def test_a_value_that_is_not_allowed_changes_nothing(path: Path) -> None:
    settings = Settings(path)

    with pytest.raises(ValueError, match="whole number"):
        settings.set(FLAG_SECONDS_BEFORE, 0)

    assert settings.get(FLAG_SECONDS_BEFORE) == 60


def test_a_disk_that_takes_no_file_is_told_and_the_old_value_stays(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    settings = Settings(path.parent / "below" / "settings.json")

    with pytest.raises(KnownError) as caught:
        settings.set(LANGUAGE, "en")

    assert caught.value.code == "disk.io"
    assert settings.get(LANGUAGE) == "id"


def test_every_option_says_what_it_is_for() -> None:
    assert all(option.description.endswith(".") for option in OPTIONS)
    assert len({option.key for option in OPTIONS}) == len(OPTIONS)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(OPTIONS), JSON)
def test_any_json_is_a_value_or_refused_as_one(option: object, value: object) -> None:
    read = option.read  # type: ignore[attr-defined]  # of any type
    try:
        found = read(value)
    except ValueError:
        return
    assert read(found) == found
