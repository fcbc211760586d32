"""The version inside a database file: major is refused when newer than ours, minor is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

from console.base.errors import BugError

_MINOR_BITS = 16
_FILE_NAME = re.compile(r"(\d{2})_(\d{2})_[a-z_]+\.sql")


@dataclass(frozen=True, order=True)
class UserVersion:
    """``PRAGMA user_version`` in two halves; 0.0 is a file that nothing was made in yet.

    A newer minor only adds what an older console may ignore; a newer major may not be touched.
    """

    major: int
    minor: int

    def __post_init__(self) -> None:
        if not (0 <= self.major < 1 << (_MINOR_BITS - 1) and 0 <= self.minor < 1 << _MINOR_BITS):
            raise ValueError(f"no user version: {self.major}.{self.minor}")

    @classmethod
    def from_int(cls, packed: int) -> UserVersion:
        return cls(packed >> _MINOR_BITS, packed & ((1 << _MINOR_BITS) - 1))

    def to_int(self) -> int:
        return self.major << _MINOR_BITS | self.minor

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True)
class Migration:
    """One numbered step; ``sql`` brings a database of any earlier version to ``version``."""

    version: UserVersion
    sql: str


def migrations(schema: str) -> tuple[Migration, ...]:
    """The steps of ``console/store/<schema>/MM_mm_name.sql``, in order."""
    folder = resources.files("console.store").joinpath(schema)
    found: list[Migration] = []
    for file in folder.iterdir() if folder.is_dir() else ():
        match = _FILE_NAME.fullmatch(file.name)
        if match:
            version = UserVersion(int(match[1]), int(match[2]))
            found.append(Migration(version, file.read_text(encoding="utf-8")))
    if not found:
        raise BugError(f"no migrations for schema {schema!r}")
    return tuple(sorted(found, key=lambda step: step.version))


def whole_schema(schema: str) -> str:
    """``schema.sql``: what all migrations together come to (a test holds the two equal)."""
    return resources.files("console.store").joinpath(schema, "schema.sql").read_text(encoding="utf-8")
