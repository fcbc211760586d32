"""Changes the keys of one action after the other: asks for the key, says why it can't be had, exchanges, resets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.domain.key_map import KeyFault, KeyMap, Taken
from console.i18n.translator import Translator
from console.ui.actions.chosen_keys import ChosenKeys
from console.ui.actions.key_list import action_words, key_words
from console.ui.notices import Say


class KeyChanging:
    """``say`` gives what is to be read now; ``on_news`` is called after each change of it. Main thread only."""

    def __init__(self, keys: ChosenKeys, translator: Translator, on_news: Callable[[], None]) -> None:
        self._keys = keys
        self._translator = translator
        self._on_news = on_news
        self._asked: tuple[str, bool] | None = None
        """The action whose key is waited for, and whether it comes beside the others."""
        self._wanted: tuple[str, tuple[str, ...]] | None = None
        self.say: Say = lambda: ""

    @property
    def can_exchange(self) -> bool:
        """Another action has what is wanted."""
        return self._wanted is not None

    def ask(self, action: str, *, beside: bool) -> bool:
        """True when the next key is waited for."""
        self._wanted = None
        if self._keys.map.fault(action, self._keys.map.keys(action)) is KeyFault.FIXED:
            self._refuse(KeyFault.FIXED)
            return False
        self._asked = action, beside
        text = self._translator.text
        self._tell(lambda: text("keys-press", action=action_words(self._translator, action)))
        return True

    def take(self, key: str) -> None:
        """The key that was pressed."""
        if self._asked is not None:
            action, beside = self._asked
            self._asked = None
            self._try(action, self._keys.map.with_key(action, key, beside=beside))

    def exchange(self) -> None:
        if self._wanted is None:
            return
        made = self._keys.map.exchanged(*self._wanted)
        self._wanted = None
        if isinstance(made, KeyFault):
            self._refuse(made)
        else:
            self._put(made)

    def reset(self, action: str) -> None:
        self._try(action, self._keys.map.usual(action))

    def reset_all(self) -> None:
        self._put(self._keys.map.reset())

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._asked = self._wanted = None
        self._tell(lambda: "")

    def tell(self, key: str) -> None:
        text = self._translator.text
        self._tell(lambda: text(key))

    def _try(self, action: str, keys: Sequence[str]) -> None:
        translator, wanted = self._translator, tuple(keys)
        fault = self._keys.map.fault(action, wanted)
        if isinstance(fault, Taken):
            taken = fault
            self._wanted = action, wanted
            self._tell(lambda: _taken_words(translator, taken))
        elif fault is not None:
            self._refuse(fault)
        else:
            self._put(self._keys.map.changed(action, wanted))

    def _put(self, keys: KeyMap) -> None:
        self._wanted = None
        self._keys.put(keys)
        self.tell("keys-changed")

    def _refuse(self, fault: KeyFault) -> None:
        self._wanted = None
        self.tell(f"keys-refused-{fault.value}")

    def _tell(self, words: Say) -> None:
        self.say = words
        self._on_news()


def _taken_words(translator: Translator, taken: Taken) -> str:
    pressed, action = key_words(translator, taken.key), action_words(translator, taken.by)
    return translator.text("keys-taken", pressed=pressed, action=action)
