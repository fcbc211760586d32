"""For every password: no printed form and no shown address carries it."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from console.base.redaction import Secret, with_credentials, without_credentials

# A mark inside every password, so that a leaked piece is told from a letter that the address has anyway.
_MARK = "QZX"
letters = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=("Cs", "Cc")), max_size=12)
passwords = st.tuples(letters, letters).map(_MARK.join)
# The password's first or last piece may reach a log only if the mark does: both sides of each cut are marked.
marked = letters.map(lambda text: _MARK + _MARK.join(text) + _MARK)


@given(passwords)
def test_a_secret_never_prints_itself(password: str) -> None:
    secret = Secret(password)
    assert _MARK not in f"{secret} {secret!r} {(secret,)} {ValueError(secret)!r}"


@given(marked, st.sampled_from(["rtsp://", "https://", "//", ""]))
def test_no_address_is_shown_with_a_piece_of_its_password(password: str, scheme: str) -> None:
    shown = without_credentials(f"{scheme}admin:{password}@cam.example:554/live?x=1")
    assert _MARK not in shown.upper()


@given(marked)
def test_no_address_is_shown_with_its_query(token: str) -> None:
    assert _MARK not in without_credentials(f"https://cam.example/live?token={token}").upper()


@given(st.text())
def test_no_text_breaks_the_redaction(text: str) -> None:
    assert isinstance(without_credentials(text), str)
    assert isinstance(without_credentials(f"rtsp://{text}"), str)


@given(st.text(min_size=1).filter(lambda text: text.isascii()), passwords)
def test_credentials_survive_the_way_into_an_address_and_back(user: str, password: str) -> None:
    parts = urlsplit(with_credentials("rtsp://cam.example:554/live?x=1", user, Secret(password)))
    assert (unquote(parts.username or ""), unquote(parts.password or "")) == (user, password)
    assert (parts.hostname, parts.port, parts.path, parts.query) == ("cam.example", 554, "/live", "x=1")
