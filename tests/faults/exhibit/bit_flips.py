"""Flips single bits of a package and asks whether the file is named; ``python -m tests.faults.exhibit.bit_flips``."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from console.exhibit.alone import check
from console.exhibit.package import pack
from console.exhibit.seal import Sealer
from tests.helpers.exhibits import NOW_UTC, StampingService, described_exhibit, sealing


def stamped_package(folder: Path) -> Path:
    """With every kind of file that a package may have."""
    sealer = Sealer(sealing().key, sealing().certificate, stamp=StampingService.begin(folder).stamp)
    return pack(described_exhibit(folder), sealer, folder / "packages", NOW_UTC)


def flips_missed(package: Path, rounds: int, seed: int) -> list[str]:
    """One flipped bit at a time, anywhere; every file gets its share. What was not found, or not named."""
    chance = random.Random(seed)
    files = sorted(path for path in package.rglob("*") if path.is_file())
    missed: list[str] = []
    for number in range(rounds):
        path = files[number % len(files)]
        name = path.relative_to(package).as_posix()
        content = path.read_bytes()
        at = chance.randrange(len(content) * 8)
        flipped = bytearray(content)
        flipped[at // 8] ^= 1 << at % 8
        path.write_bytes(flipped)
        named = {fault.partition(":")[0] for _, fault in check(package)}
        path.write_bytes(content)
        if name not in named:
            missed.append(f"{name} bit {at}")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        package = stamped_package(Path(folder))
        missed = flips_missed(package, asked.rounds, asked.seed)
    told = {"flips": asked.rounds, "missed": missed, "seconds": round(time.monotonic() - began_s, 1)}
    sys.stdout.write(json.dumps(told) + "\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
