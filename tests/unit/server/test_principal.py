"""Tests of scope in SQL: it must say the same as ``area.in_scope``."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, String, Table, create_engine, insert, select

from console.domain.area import in_scope
from console.domain.roles import Role
from console.server.principal import Principal, scope_clause

_CODES = [
    "33.74",
    "33.75",
    "33.74.01",
    "33.74.02",
    "33.74.02.1001",
    "33.74.02.1002",
    "33.74.02.1001/RW001",
    "33.74.02.1001/RW001/RT001",
    "33.74.02.1001/RW001/RT002",
    "33.74.02.1001/RW002",
]
_SOME = st.lists(st.sampled_from(_CODES), max_size=3)
_TABLE = Table("t", MetaData(), Column("code", String, primary_key=True))


def _principal(scope: list[str], denied: list[str]) -> Principal:
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    return Principal("u", "u", "U", Role.VIEWER, tuple(scope), tuple(denied), "s", moment, "")


@given(_SOME, _SOME)
def test_scope_in_sql_agrees_with_the_rule(scope: list[str], denied: list[str]) -> None:
    engine = create_engine("sqlite://")
    _TABLE.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(_TABLE), [{"code": code} for code in _CODES])
        found = set(
            connection.execute(
                select(_TABLE.c.code).where(scope_clause(_principal(scope, denied), _TABLE.c.code))
            ).scalars()
        )
    engine.dispose()
    assert found == {code for code in _CODES if in_scope(code, scope, denied)}


def test_tree_gets_its_trunk_but_nothing_beside_it() -> None:
    principal = _principal(["33.74.02.1001"], ["33.74.02.1001/RW002"])
    seen = [code for code in _CODES if principal.sees_area(code)]
    assert seen == [
        "33.74",
        "33.74.02",
        "33.74.02.1001",
        "33.74.02.1001/RW001",
        "33.74.02.1001/RW001/RT001",
        "33.74.02.1001/RW001/RT002",
    ]
