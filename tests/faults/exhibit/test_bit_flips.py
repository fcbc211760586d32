"""One flipped bit anywhere in a package is found, and its file is named."""

from __future__ import annotations

import secrets
from pathlib import Path

from console.exhibit.alone import check
from tests.faults.exhibit.bit_flips import flips_missed, stamped_package


def test_every_flipped_bit_is_found_and_its_file_named(tmp_path: Path) -> None:
    package = stamped_package(tmp_path)
    assert check(package) == []
    seed = secrets.randbelow(1_000_000)
    assert flips_missed(package, 600, seed) == [], f"seed {seed}"
