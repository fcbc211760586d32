"""The version number inside a database file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import BugError
from console.store.versions import UserVersion, migrations


@given(st.integers(0, 2**31 - 1))
def test_a_packed_version_reads_back_as_itself(packed: int) -> None:
    assert UserVersion.from_int(packed).to_int() == packed


@given(st.tuples(st.integers(0, 2**15 - 1), st.integers(0, 2**16 - 1)))
def test_a_version_fits_into_what_sqlite_stores(halves: tuple[int, int]) -> None:
    version = UserVersion(*halves)

    assert 0 <= version.to_int() < 2**31
    assert UserVersion.from_int(version.to_int()) == version


def test_a_version_out_of_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="no user version"):
        UserVersion(2**15, 0)


def test_a_schema_without_migrations_is_a_bug() -> None:
    with pytest.raises(BugError):
        migrations("nothing")
