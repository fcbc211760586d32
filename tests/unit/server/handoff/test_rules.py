"""Which receiver gets which flag."""

from __future__ import annotations

import pytest

from console.server.handoff.rules import ReceiverRule

FLAG = ("33.74.02.1001/RW002/RT003", "KAM-01", 1)


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (ReceiverRule(), True),
        (ReceiverRule(areas=("33.74.02",)), True),
        (ReceiverRule(areas=("33.74.03", "33.74")), True),
        (ReceiverRule(areas=("33.74.0",)), False),
        (ReceiverRule(categories=("KAM",)), True),
        (ReceiverRule(categories=("KAM-01",)), True),
        (ReceiverRule(categories=("KAM-0",)), False),
        (ReceiverRule(categories=("LAL", "MED")), False),
        (ReceiverRule(priorities=(1, 2)), True),
        (ReceiverRule(priorities=(3,)), False),
        (ReceiverRule(areas=("33.74",), categories=("KAM",), priorities=(4,)), False),
    ],
)
def test_all_three_must_fit(rule: ReceiverRule, fits: bool) -> None:
    assert rule.fits(*FLAG) is fits
