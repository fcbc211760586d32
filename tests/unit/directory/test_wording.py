"""How places are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.directory.wording import every_form, normal_words, place_name, read_query


@pytest.mark.parametrize(
    "typed",
    [
        "RT 3 RW 4 Krapyak",
        "rt03/rw04 krapyak",
        "RT.003 / RW.004, Krapyak",
        "Rt 3/4 krapyak",
        "RT-03/RW-04 krapyak",
        "rt3rw4 krapyak",
        "RT: 3, RW: 4 - KRAPYAK",
    ],
)
def test_one_place_typed_in_many_ways(typed: str) -> None:
    assert normal_words(typed) == ["rt3", "rw4", "krapyak"]


def test_a_numbered_rt_is_exact_and_names_may_be_half_typed() -> None:
    query = read_query("rt 3 krap")

    assert query.exact == ("rt3",)
    assert query.prefixes == ("krap",)
    assert query.number is None


@pytest.mark.parametrize(("typed", "number"), [("1042", 1042), (" 0042 ", 42), ("1042 barat", None), ("9" * 30, None)])
def test_a_call_up_number_stands_alone(typed: str, number: int | None) -> None:
    assert read_query(typed).number == number


def test_rt_and_rw_are_spoken_without_zeros() -> None:
    assert place_name("33.74.13.1003/RW004/RT003", "RT 003") == "RT 3"
    assert place_name("33.74.13.1003/RW010", "RW 010") == "RW 10"
    assert place_name("33.74.13.1003", "Krapyak") == "Krapyak"


@given(st.text())
def test_any_text_is_a_query(text: str) -> None:
    query = read_query(text)

    assert query.number is None or query.number >= 0


@given(st.integers(1, 999), st.integers(1, 999))
def test_what_a_camera_is_indexed_by_is_what_is_typed(rt: int, rw: int) -> None:
    text = [word for place in (f"RT {rt}", f"RW {rw}", "Krapyak") for word in normal_words(place)]

    for typed in (f"RT {rt} RW {rw}", f"rt{rt:03}/rw{rw:03}", f"RT {rt}/{rw}"):
        assert set(read_query(typed).exact) <= set(text)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Jl. Pahlawan", "jalan pahl"),
        ("Jalan Pahlawan", "jl pahlawan"),
        ("Jln Pahlawan", "jl. pahlawan"),
        ("Gg. Melati", "gang melati"),
        ("Gang Melati", "gg melati"),
        ("Simp. Lima", "simpang lima"),
        ("Simpang Lima", "simp lima"),
        ("Simpang Lima", "spg 5"),
        ("SMP Negeri 3", "smpn 3"),
        ("SMP N 3", "smp negeri 3"),
        ("SMPN3", "smp n 3"),
        ("SMAN 1", "sma n. 1"),
        ("SMP Negeri 3", "smp neg"),
        ("Psr Johar", "pasar johar"),
    ],
)
def test_short_and_long_forms_find_each_other(written: str, typed: str) -> None:
    found = every_form(written.replace("Lima", "Lima 5"))
    query = read_query(typed)

    assert all(any(word.startswith(prefix) for word in found) for prefix in query.prefixes), (found, query)


def test_a_beginning_that_is_also_an_abbreviation_stays_a_beginning() -> None:
    assert read_query("simp").prefixes == ("simp",)
    assert read_query("smp ngaliyan").prefixes == ("smp", "ngaliyan")
