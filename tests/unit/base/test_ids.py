"""Identifiers are UUIDs of version 7: unique, and later ones sort later."""

from __future__ import annotations

from console.base.ids import new_id


def test_ids_are_version_7_unique_and_in_order() -> None:
    ids = [new_id() for _ in range(1000)]
    assert {made.version for made in ids} == {7}
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
