"""The two families of errors: the world's (known, told to people) and ours (bugs, reported)."""

from __future__ import annotations


class KnownError(Exception):
    """A fault of the world (network, disk, password, camera) that a person is told about.

    ``code`` is a dotted word (``net.unreachable``); the UI owns one sentence per code and language, filled from
    ``params``. Never put a secret in ``params``: they are logged and shown.
    """

    def __init__(self, code: str, **params: str | float) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in sorted(self.params.items()))
        return f"{self.code}({details})" if details else self.code


class BugError(Exception):
    """A broken promise inside Ronda; goes to the crash report, never into a sentence for an operator."""
