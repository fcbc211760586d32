"""What ``ronda centre serve`` is told of the sealing key, and what it says of it at the start."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.cli import centre as command
from console.cli.sealing import tell_if_not_sealing
from console.proof.locked_key import new_key
from console.server.authority.certificates import HolderKind, Root, holder_certificate, root_certificate
from console.server.authority.sealing import SealingKey, write_sealing_key
from console.server.settings import CentreSettings

_PASSPHRASE = Secret("sandi segel")
_KEY = new_key()


def _keep(folder: Path, now_utc: datetime) -> None:
    root = Root(_KEY, root_certificate(_KEY, "Kota", now_utc))
    certificate = holder_certificate(root, "Pusat", HolderKind.CENTRE, _KEY.public_key(), now_utc, 30)
    write_sealing_key(folder, SealingKey(_KEY, certificate), _PASSPHRASE)


@pytest.mark.parametrize(
    ("kept_utc", "passphrase", "words"),
    [
        (None, None, ""),
        (datetime.now(UTC), _PASSPHRASE, ""),
        (datetime.now(UTC), None, "Frasa sandi tidak cocok dengan kunci segel"),
        (datetime(2020, 1, 1, tzinfo=UTC), _PASSPHRASE, "tidak berlaku"),
    ],
    ids=["no key", "a good key", "no passphrase", "over"],
)
def test_a_key_that_cannot_seal_is_told_at_the_start(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kept_utc: datetime | None,
    passphrase: Secret | None,
    words: str,
) -> None:
    if kept_utc is not None:
        _keep(tmp_path, kept_utc)
    tell_if_not_sealing(CentreSettings("sqlite://", tmp_path, seal_passphrase=passphrase))
    told = capsys.readouterr().err
    assert words in told
    assert bool(told) == bool(words)


def test_a_centre_does_not_start_without_the_passphrase_that_it_was_promised(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    missing = ["--seal-passphrase-file", str(tmp_path / "missing"), "--data-folder", str(tmp_path)]
    parsed = parser.parse_args(["centre", "serve", *missing])
    with pytest.raises(KnownError, match=r"sealing\.passphrase_file"):
        parsed.run(parsed)
