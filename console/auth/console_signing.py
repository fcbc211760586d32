"""Opens the console's key beside the start, and signs with it: the screen never waits for a keyring."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from console.auth.console_key import ConsoleSigner
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.proof.chain_row import utc_text
from console.proof.statement import SignedStatement

_LOG = logger("auth")
_OPEN_WAIT_S = 10.0
"""So long after the start may files wait for the key; a person may still be asked to unlock the keyring."""
_CLOSE_WAIT_S = 2.0
_SOON = timedelta(days=30)
"""A city's authority may take weeks for a new certificate."""


class ConsoleSigning:
    """Any thread. ``failed`` tells once why nothing is signed on a console that has a certificate, and at the start that
    it ends soon; work goes on either way."""

    def __init__(self, open_key: Callable[[], ConsoleSigner | None], clock: Clock) -> None:
        self.failed: Signal[KnownError] = Signal()
        self._problems: dict[str, KnownError] = {}
        self._open_key = open_key
        self._clock = clock
        self._signer: ConsoleSigner | None = None
        self._tried = threading.Event()
        self._until_s = clock.monotonic_s()
        self._thread = threading.Thread(target=self._open, name="console-key", daemon=True)

    @property
    def problems(self) -> tuple[KnownError, ...]:
        """What ``failed`` told before anybody listened."""
        return tuple(self._problems.values())

    def start(self) -> None:
        self._until_s = self._clock.monotonic_s() + _OPEN_WAIT_S
        self._thread.start()

    def close(self) -> None:
        """A keyring that is still asking its person is left to itself."""
        if self._thread.ident is not None:
            self._thread.join(_CLOSE_WAIT_S)

    @property
    def signer(self) -> ConsoleSigner | None:
        """None as well while the key is being opened."""
        return self._signer

    @property
    def is_settled(self) -> bool:
        """The key is open, or it is known that none will be."""
        return self._tried.is_set()

    def sign(self, said: Mapping[str, Any]) -> SignedStatement | None:
        """With the console's name and the time of now; None where there is nothing to sign with."""
        self._tried.wait(max(0.0, self._until_s - self._clock.monotonic_s()))
        signer, now_utc = self._signer, self._clock.now_utc()
        if signer is None:
            return None
        try:
            return signer.sign({**said, "console": signer.name, "signed_utc": utc_text(now_utc)}, now_utc)
        except KnownError as error:
            self._tell(error)
            return None

    def _open(self) -> None:
        try:
            self._signer = self._open_key()
            if self._signer is not None:
                self._tell_if_it_ends_soon(self._signer)
        except KnownError as error:
            self._tell(error)
        finally:
            self._tried.set()

    def _tell_if_it_ends_soon(self, signer: ConsoleSigner) -> None:
        left = signer.certificate.not_valid_after_utc - self._clock.now_utc()
        if timedelta(0) < left < _SOON:
            self._tell(KnownError("console_key.ends_soon", days=left.days))

    def _tell(self, error: KnownError) -> None:
        if error.code not in self._problems:
            self._problems[error.code] = error
            _LOG.info("of this console's signing: %s", error.code)
            self.failed.emit(error)
