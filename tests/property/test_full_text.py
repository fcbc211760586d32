"""Whatever a person types is a query that FTS5 takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.store.full_text import match_all, match_groups, words


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'unicode61', prefix = '2 3')")
    connection.execute("INSERT INTO t VALUES ('krapyak 3 4')")
    yield connection
    connection.close()


@given(st.lists(st.text(), max_size=5), st.lists(st.text(), max_size=5))
@example(["AND"], ['"', "NEAR(", "a:b", "-x", "^y", "*", "\0", "{text}"])
@example(["'; DROP TABLE t"], ["kra*pyak", "ŠŤ", "ﷺ", "𝟘"])
def test_no_text_makes_a_wrong_query(index: sqlite3.Connection, exact: list[str], prefixes: list[str]) -> None:
    query = match_all(exact, prefixes)

    if query:
        index.execute("SELECT text FROM t WHERE t MATCH ?", (query,)).fetchall()


@given(st.lists(st.text(), max_size=3), st.lists(st.tuples(st.text(), st.lists(st.text(), max_size=3)), max_size=3))
def test_no_choice_of_words_makes_a_wrong_query(
    index: sqlite3.Connection, exact: list[str], groups: list[tuple[str, list[str]]]
) -> None:
    query = match_groups(exact, groups)

    if query:
        index.execute("SELECT text FROM t WHERE t MATCH ?", (query,)).fetchall()


@given(st.text(alphabet="krapy", min_size=1, max_size=7))
def test_a_prefix_finds_exactly_the_words_that_begin_with_it(index: sqlite3.Connection, typed: str) -> None:
    found = index.execute("SELECT text FROM t WHERE t MATCH ?", (match_all([], [typed]),)).fetchall()

    assert bool(found) == "krapyak".startswith(typed)


@given(st.text())
def test_words_hold_letters_and_digits_only(text: str) -> None:
    assert all(word.isalnum() for word in words(text))
