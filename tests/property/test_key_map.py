"""Whatever a person does with keys, and whatever a file holds: no key has two actions, and what is required has one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.key_map import KeyFault, KeyMap, KeyRow, Taken, button_of, canonical, refused, same
from console.ui.actions.chosen_keys import usual_rows

ROWS = (
    KeyRow("flag", ("F", "Button 1"), is_required=True),
    KeyRow("help", ("F1", "?"), is_required=True),
    KeyRow("full", ("Enter",), is_fixed=True),
    KeyRow("mark", ("B",)),
    KeyRow("zoom", ("+", "=")),
    KeyRow("fill", ("Ctrl+Return", "Ctrl+Enter")),
    KeyRow("bare", ()),
)
ACTIONS = st.sampled_from([row.action for row in ROWS])
KEYS = st.sampled_from(
    [
        "F",
        "F1",
        "?",
        "B",
        "+",
        "=",
        "Ctrl+Return",
        "Ctrl+Enter",
        "Enter",
        "Q",
        "Ctrl+Q",
        "Button 1",
        "Button 2",
        "5",
        "",
    ]
)
CHOSEN = st.dictionaries(ACTIONS | st.just("of-tomorrow"), st.lists(KEYS, max_size=3).map(tuple))
DEEDS = st.lists(st.tuples(st.sampled_from(["set", "add", "exchange", "usual", "reset"]), ACTIONS, KEYS), max_size=12)


def _is_sound(keys: KeyMap) -> None:
    held = [same(key) for row in ROWS for key in {same(one) for one in keys.keys(row.action)}]
    assert len(set(held)) == len(held)
    for row in ROWS:
        if row.is_required:
            assert any(button_of(key) is None for key in keys.keys(row.action))
        if row.is_fixed:
            assert keys.keys(row.action) == row.keys
        assert all(keys.owner(key) == row.action for key in keys.keys(row.action))
        assert all(key in row.keys or refused(key) is None for key in keys.keys(row.action))


@given(CHOSEN)
def test_no_file_makes_two_actions_of_one_key_or_takes_a_required_one_away(chosen: dict[str, tuple[str, ...]]) -> None:
    _is_sound(KeyMap(ROWS, chosen))


@given(CHOSEN, DEEDS)
def test_no_order_of_changes_exchanges_and_resets_does(
    chosen: dict[str, tuple[str, ...]], deeds: list[tuple[str, str, str]]
) -> None:
    keys = KeyMap(ROWS, chosen)
    for deed, action, key in deeds:
        wanted = keys.usual(action) if deed == "usual" else keys.with_key(action, key, beside=deed == "add")
        fault = keys.fault(action, wanted)
        if deed == "reset":
            keys = keys.reset()
            assert all(keys.is_usual(row.action) for row in ROWS)
        elif fault is None:
            keys = keys.changed(action, wanted)
            assert keys.keys(action) == wanted
        elif deed == "exchange" and isinstance(fault, Taken):
            made = keys.exchanged(action, wanted)
            if isinstance(made, KeyMap):
                assert made.keys(action) == wanted
                keys = made
        _is_sound(keys)
    assert keys.chosen.get("of-tomorrow") == chosen.get("of-tomorrow")


@given(st.text(max_size=40))
def test_no_text_is_written_in_two_ways(text: str) -> None:
    written = canonical(text)

    assert canonical(written) == written
    assert written or refused(text) is KeyFault.UNKNOWN


def test_the_usual_keys_are_sound_and_written_as_every_choice_is() -> None:
    rows = usual_rows()
    keys = KeyMap(rows)

    assert [row.action for row in rows if keys.keys(row.action) != row.keys] == []
    assert [key for row in rows for key in row.keys if canonical(key) != key] == []
    assert [(row.action, key) for row in rows for key in row.keys if not row.is_fixed and refused(key)] == []
