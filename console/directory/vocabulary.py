"""The words that cameras are found by, kept at hand, to forgive one wrong letter in a typed one."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from console.directory.wording import Query
from console.domain.near_words import LEAST_LETTERS, begins_nearly
from console.store.database import Database
from console.store.full_text import match_all, match_groups

_MOST_NEAR = 12
"""So many words one typed word may have stood for: those in the most cameras."""
_FIRST_LETTER_MAY_BE_WRONG = 6
"""From so many letters on."""
_KEY = 3


class Vocabulary:
    """Any thread. Read anew when the directory has moved on."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._known: tuple[object, ...] = ()
        self._words: list[str] = []
        self._by_letter: dict[str, list[str]] = {}
        self._by_rest: dict[str, list[str]] = {}

    def questions(self, query: Query) -> Iterator[str]:
        """What to ask of the index: the words as typed, then, where that finds nothing, what they were likely meant for."""
        if asked := match_all(query.exact, query.prefixes):
            yield asked
            groups = [(word, self.near(word)) for word in query.prefixes]
            if any(near for _word, near in groups):
                yield match_groups(query.exact, groups)

    def near(self, typed: str) -> list[str]:
        """Words that it was likely meant for, the commonest first; without those that it truly begins."""
        if len(typed) < LEAST_LETTERS or not typed.isalpha():
            return []
        with self._lock:
            self._refresh()
            found = [word for word in self._candidates(typed) if not word.startswith(typed)]
        return [word for word in found if begins_nearly(typed, word)][:_MOST_NEAR]

    def _candidates(self, typed: str) -> Iterable[str]:
        same = self._by_letter.get(typed[0], [])
        if len(typed) < _FIRST_LETTER_MAY_BE_WRONG:
            return same
        # Its first letter is wrong, too many, missing, or the second one.
        rests = (typed[1 : 1 + _KEY], typed[2 : 2 + _KEY], typed[:_KEY])
        others = [word for rest in dict.fromkeys(rests) for word in self._by_rest.get(rest, [])]
        swapped = [word for word in self._by_letter.get(typed[1], []) if word[1:2] == typed[0]]
        return dict.fromkeys([*same, *others, *swapped])

    def _refresh(self) -> None:
        state = self._database.row("SELECT epoch, cursor, generation FROM sync")
        known = tuple(state) if state is not None else ()
        if self._words and known == self._known:
            return
        # A city has as many numbers as cameras; nobody is to guess those, and reading them takes longest.
        rows = self._database.rows("SELECT term FROM camera_vocabulary WHERE term >= 'a' ORDER BY doc DESC")
        self._words = [row["term"] for row in rows if len(row["term"]) >= _KEY and row["term"].isalpha()]
        self._known = known
        self._by_letter, self._by_rest = {}, {}
        for word in self._words:
            self._by_letter.setdefault(word[0], []).append(word)
            self._by_rest.setdefault(word[1 : 1 + _KEY], []).append(word)
