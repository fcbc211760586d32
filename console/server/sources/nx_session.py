"""A signed-in session of an Nx server (Nx Witness, Nx Meta and what is built on them), in the newest REST version it has."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import quote

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.server.keys import Login
from console.server.sources.fetch import Ask, SourceHttp, read_json

_VERSIONS = ("v4", "v3", "v2", "v1")
_MISSING = frozenset({404})
_LASTS_S = 900
"""Of a session that is never ended, as when the centre was killed."""


class NxSession:
    """As a context it signs in and, whatever happens, out again. One thread."""

    def __init__(self, http: SourceHttp, login: Login) -> None:
        self._http = http
        self._login = login
        self._token: Secret | None = None
        self.version = _VERSIONS[0]

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        return self._token is not None

    def open(self) -> None:
        """Raises KnownError ``source.*``."""
        document = {
            "username": self._login.user,
            "password": self._login.password.reveal(),
            "setCookie": False,
            "durationS": _LASTS_S,
        }
        for version in _VERSIONS:
            ask = Ask(f"rest/{version}/login/sessions", method="POST", document=document, also=_MISSING)
            answer = self._http.ask(ask)
            if answer.status not in _MISSING:
                said = read_json(answer.body, self._http.host)
                token = said.get("token") if isinstance(said, dict) else None
                if not isinstance(token, str) or not token or not token.isascii() or not token.isprintable():
                    raise KnownError("source.bad_answer", host=self._http.host)
                self.version, self._token = version, Secret(token)
                return
        raise KnownError("source.error", host=self._http.host, status=404)

    def close(self) -> None:
        """Signs out; where that fails, the session ends by itself after a while."""
        token, headers = self._token, self._headers()
        self._token = None
        if token is not None:
            path = f"rest/{self.version}/login/sessions/{quote(token.reveal(), safe='')}"
            with contextlib.suppress(KnownError):
                self._http.ask(Ask(path, method="DELETE", headers=headers))

    def ask(
        self, path: str, method: str = "GET", params: Mapping[str, str] | None = None, document: Any = None
    ) -> bytes:
        """What it says to ``path``, below its REST version. Raises KnownError ``source.*``."""
        whole = f"rest/{self.version}/{path}"
        ask = Ask(whole, method=method, params=params or {}, document=document, headers=self._headers())
        return self._http.ask(ask).body

    def listed(self, path: str, params: Mapping[str, str] | None = None) -> list[Any]:
        """The entries of a list; some versions wrap it. Raises KnownError ``source.*``."""
        said = read_json(self.ask(path, params=params), self._http.host)
        found = said.get("reply") if isinstance(said, dict) else said
        if not isinstance(found, list):
            raise KnownError("source.bad_answer", host=self._http.host)
        return found

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token.reveal()}"} if self._token is not None else {}
