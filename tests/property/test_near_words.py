"""One wrong key is forgiven wherever it was hit, two are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.near_words import begins_nearly, within_one_edit

_WORDS = st.text(alphabet="abcd", min_size=1, max_size=9)


@given(_WORDS, st.integers(0, 9), st.sampled_from("abcdz"))
def test_a_letter_too_many_too_few_or_wrong_and_two_exchanged_are_one_edit(word: str, at: int, letter: str) -> None:
    at = min(at, len(word) - 1)
    edited = [word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]]
    edited.append(word[:at] + word[at : at + 2][::-1] + word[at + 2 :])

    assert all(within_one_edit(word, one) and within_one_edit(one, word) for one in edited)


def _edits(one: str, other: str) -> int:
    """Damerau's distance where no letter is touched twice, by the book."""
    rows = [
        [row + column if row * column == 0 else 0 for column in range(len(other) + 1)] for row in range(len(one) + 1)
    ]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            differs = one[row - 1] != other[column - 1]
            best = min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + differs)
            if row > 1 and column > 1 and one[row - 1] == other[column - 2] and one[row - 2] == other[column - 1]:
                best = min(best, rows[row - 2][column - 2] + 1)
            rows[row][column] = best
    return rows[-1][-1]


@given(_WORDS, _WORDS)
def test_within_one_edit_is_what_the_book_says(one: str, other: str) -> None:
    assert within_one_edit(one, other) == (_edits(one, other) <= 1)


@given(_WORDS, _WORDS)
def test_a_beginning_is_always_near(typed: str, rest: str) -> None:
    assert begins_nearly(typed, typed + rest)
