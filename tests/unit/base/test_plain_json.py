"""What is read from a file that anybody may have written to is JSON, or one kind of error."""

from __future__ import annotations

import pytest

from console.base.plain_json import read_json


def test_json_is_read_from_text_and_from_bytes() -> None:
    assert read_json('{"bahasa": "id"}') == read_json(b'{"bahasa": "id"}') == {"bahasa": "id"}


@pytest.mark.parametrize("content", ["", "[", b"\xff\xff", "[" * 100_000, '{"a":' * 100_000])
def test_anything_else_is_refused_in_one_way_however_deep_it_is(content: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"Expecting|decode|deeply"):
        read_json(content)
