"""The meters' own door: a token, or this machine alone where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import Request

from console.base.errors import KnownError
from console.server.monitoring.token import check_reader, forget_token, new_token
from console.server.problems import Refusal


def _asked(peer: str = "127.0.0.1", host: str = "127.0.0.1:8443", **headers: str) -> Request:
    named = [(b"host", host.encode())]
    named += [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/v1/metrics", "client": (peer, 40_000), "headers": named})


def _code(folder: Path, request: Request) -> str:
    try:
        check_reader(folder, request)
    except Refusal as refusal:
        return refusal.code
    return "let in"


def test_without_a_token_this_machine_alone_is_let_in(tmp_path: Path) -> None:
    assert _code(tmp_path, _asked()) == "let in"
    assert _code(tmp_path, _asked("::1", "[::1]:8443")) == "let in"
    assert _code(tmp_path, _asked("10.0.0.7")) == "metrics.other_machine"


@pytest.mark.parametrize("header", ["forwarded", "x_forwarded_for", "x_real_ip", "via"])
def test_a_proxy_on_this_machine_is_not_this_machine(tmp_path: Path, header: str) -> None:
    assert _code(tmp_path, _asked(**{header: "10.0.0.7"})) == "metrics.other_machine"


def test_a_page_that_points_its_own_name_here_gets_nothing(tmp_path: Path) -> None:
    assert _code(tmp_path, _asked(host="evil.example:8443")) == "metrics.other_machine"


def test_with_a_token_nobody_is_let_in_without_it(tmp_path: Path) -> None:
    token = new_token(tmp_path).reveal()
    assert _code(tmp_path, _asked()) == "auth.token_missing"
    assert _code(tmp_path, _asked(authorization="Basic abc")) == "auth.token_missing"
    assert _code(tmp_path, _asked(authorization="Bearer wrong")) == "auth.token_invalid"
    assert _code(tmp_path, _asked("10.0.0.7", "pusat.example", authorization=f"Bearer {token}")) == "let in"


def test_a_new_token_ends_the_one_before_and_none_opens_this_machine_again(tmp_path: Path) -> None:
    before = new_token(tmp_path).reveal()
    after = new_token(tmp_path).reveal()
    assert _code(tmp_path, _asked(authorization=f"Bearer {before}")) == "auth.token_invalid"
    assert _code(tmp_path, _asked(authorization=f"Bearer {after}")) == "let in"
    forget_token(tmp_path)
    assert _code(tmp_path, _asked()) == "let in"


def test_only_the_digest_is_kept_and_nobody_else_reads_it(tmp_path: Path) -> None:
    token = new_token(tmp_path).reveal()
    files = list(tmp_path.iterdir())
    assert [path.name for path in files] == ["metrics-token.sha256"]
    assert token not in files[0].read_text()
    assert files[0].stat().st_mode & 0o077 == 0


def test_a_token_file_that_can_not_be_read_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / "metrics-token.sha256").mkdir()
    with pytest.raises(KnownError) as caught:
        check_reader(tmp_path, _asked())
    assert caught.value.code == "disk.io"
