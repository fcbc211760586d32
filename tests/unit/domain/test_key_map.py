"""Keys of one's own: what is refused and why, what is exchanged, what a newer Ronda knows stays."""

from __future__ import annotations

import pytest

from console.domain.key_map import KeyFault, KeyMap, KeyRow, Taken, button_key, button_of, canonical, refused

ROWS = (
    KeyRow("flag", ("F", "Button 1"), is_required=True),
    KeyRow("mark", ("B",)),
    KeyRow("zoom", ("+", "=")),
    KeyRow("full", ("Enter",), is_fixed=True),
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("shift+ctrl+x", "Ctrl+Shift+X"),
        ("+", "+"),
        ("Ctrl++", "Ctrl++"),
        ("f", "F"),
        ("Ctrl+PgUp", "Ctrl+PgUp"),
        ("Hyper+X", ""),
        ("", ""),
    ],
)
def test_a_key_is_written_in_one_way(text: str, written: str) -> None:
    assert canonical(text) == written


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("7", KeyFault.DIGIT),
        ("Shift+7", KeyFault.DIGIT),
        ("Enter", KeyFault.NAVIGATION),
        ("Return", KeyFault.NAVIGATION),
        ("Shift+Tab", KeyFault.NAVIGATION),
        ("Ctrl+Tab", KeyFault.NAVIGATION),
        ("Shift+F10", KeyFault.NAVIGATION),
        ("Ctrl+C", KeyFault.TEXT),
        ("Alt+F4", KeyFault.DESKTOP),
        ("Meta+L", KeyFault.DESKTOP),
        ("Ctrl+Alt+Del", KeyFault.DESKTOP),
        ("Ctrl+Alt+F2", KeyFault.DESKTOP),
        ("Ctrl+Alt+H", None),
        ("ctrl+x", KeyFault.UNKNOWN),
        ("Ctrl+7", None),
        ("Ctrl++", None),
        ("Ctrl+Up", None),
        ("F9", None),
        ("Button 12", None),
    ],
)
def test_what_others_need_is_refused_with_the_reason(key: str, reason: KeyFault | None) -> None:
    assert refused(key) is reason


def test_a_key_that_another_action_has_is_refused_with_its_name_and_can_be_exchanged() -> None:
    keys = KeyMap(ROWS)

    wanted = keys.with_key("mark", "F", beside=False)
    assert keys.fault("mark", wanted) == Taken("F", "flag")

    made = keys.exchanged("mark", wanted)
    assert isinstance(made, KeyMap)
    assert (made.keys("mark"), made.keys("flag")) == (("F",), ("Button 1", "B"))


def test_an_exchange_leaves_nothing_required_without_a_key() -> None:
    bare = KeyMap(ROWS).changed("mark", ())

    assert bare.exchanged("mark", ("F",)) is KeyFault.REQUIRED
    assert bare.fault("flag", ("Button 1",)) is KeyFault.REQUIRED
    assert bare.fault("full", ("Q",)) is KeyFault.FIXED


def test_a_button_takes_the_place_of_a_button_and_a_key_that_of_a_key() -> None:
    keys = KeyMap(ROWS)

    assert keys.with_key("flag", "Q", beside=False) == ("Q", "Button 1")
    assert keys.with_key("flag", button_key(3), beside=False) == ("F", "Button 3")
    assert keys.with_key("zoom", "Q", beside=True) == ("+", "=", "Q")
    assert (button_of("Button 3"), button_of("Button 0"), button_of("B")) == (3, None, None)


def test_a_usual_key_is_back_only_when_nobody_else_has_it() -> None:
    keys = KeyMap(ROWS).changed("mark", ("Q",)).changed("zoom", ("B",))

    assert keys.fault("mark", keys.usual("mark")) == Taken("B", "zoom")
    assert keys.reset().chosen == {}


def test_a_choice_goes_before_a_new_usual_key_and_what_is_unknown_stays() -> None:
    """As after an update: ``mark`` is new with a key that the person gave away before, ``tomorrow`` is of a newer Ronda."""
    keys = KeyMap(ROWS, {"zoom": ("B",), "tomorrow": ("X",)})

    assert (keys.keys("zoom"), keys.keys("mark"), keys.owner("B")) == (("B",), (), "zoom")
    assert keys.changed("mark", ("Q",)).reset().chosen == {"tomorrow": ("X",)}
