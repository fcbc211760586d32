"""The audit in plain words: every act has one, viewings say how long, and the check says what is broken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.domain.audit_act import AuditAct
from console.domain.flag_state import FlagAction, FlagState
from console.i18n.language import Language
from console.qt.resources import load_translator
from console.ui.pages.audit_words import AuditWords
from console.wire.audit import AuditFinding, AuditVerification, VerifiedChain
from tests.helpers.clock import FakeClock

AT_UTC = datetime(2026, 11, 23, 14, 14, 9, tzinfo=UTC)
ENGLISH = AuditWords(load_translator(Language.ENGLISH), FakeClock(AT_UTC))


def _finding(action: str = "view_begun", **values: object) -> AuditFinding:
    said = {"at_utc": AT_UTC, "actor": "sari", "role": "operator", "workstation": "konsol-3", "action": action}
    return AuditFinding.model_validate({**said, "object": "kam-1", "chain": "c", "seq": 1, **values})


@pytest.mark.parametrize("language", Language)
def test_every_act_has_a_word_and_one_of_a_newer_centre_stands_as_it_is(language: Language) -> None:
    words = AuditWords(load_translator(language), FakeClock(AT_UTC))
    assert [act for act in AuditAct if words.act(act.value) == act.value] == []
    assert words.act("hologram_made") == "hologram_made"


def test_who_and_when_are_a_name_with_its_role_and_a_moment_of_semarang() -> None:
    assert ENGLISH.who(_finding()) == "sari (operator)"
    assert ENGLISH.who(_finding(actor="Ronda", role="")) == "Ronda"
    assert ENGLISH.when(_finding()) == "23 Nov 2026 21:14:09 WIB"


def test_a_viewing_says_how_long_it_was_as_far_as_it_is_known() -> None:
    until = AT_UTC + timedelta(minutes=4)
    assert ENGLISH.what(_finding(until_utc=until)) == "Saw the camera until 21:18:09 WIB (4 m 00 s)"
    assert "at most" in ENGLISH.what(_finding(until_utc=until, is_cut=True))
    assert ENGLISH.what(_finding(is_open=True)) == "Saw the camera; its end is not known yet"
    assert ENGLISH.what(_finding("picture_saved")) == "Saved a picture"


def test_a_searched_period_is_read_as_two_moments_and_anything_else_as_it_stands() -> None:
    period = "2026-11-23T14:00:00+00:00 2026-11-23T15:00:00+00:00"
    told = ENGLISH.why(_finding("audit_searched", reason=period))
    assert told == "23 Nov 2026 21:00:00 WIB to 23 Nov 2026 22:00:00 WIB"
    assert ENGLISH.why(_finding("audit_searched", reason="SMG-20261123-0042")) == "SMG-20261123-0042"
    assert ENGLISH.why(_finding("picture_saved", reason=period)) == period


def test_a_step_of_a_release_is_said_in_words_and_an_unknown_one_as_it_stands() -> None:
    told = [ENGLISH.why(_finding("release_changed", reason=f"SMG-1_BB01 {act}")) for act in ("approve", "beam")]
    assert told == ["SMG-1_BB01: approved", "SMG-1_BB01 beam"]


_FLAG = "019ab000-0000-7000-8000-0000000000f1"
_OTHER = "019ab000-0000-7000-8000-0000000000f2"


@pytest.mark.parametrize(
    ("action", "detail", "told"),
    [
        ("view_begun", f"viewing {_OTHER} flag {_FLAG}", "live on the police page"),
        ("view_begun", "laporan warga", "laporan warga"),
        ("view_begun", f"viewing {_OTHER} camera kam-001", "Camera kam-001, live on the police page"),
        ("view_ended", f"viewing {_OTHER} camera kam-001 left", "Camera kam-001, live on the police page"),
        (
            "view_ended",
            f"viewing {_OTHER} camera kam-001 camera.closed",
            "Camera kam-001, live on the police page. This camera is closed to everyone, for privacy.",
        ),
        ("flag_made", "kam-001 kam-002", "Camera kam-001, kam-002"),
        ("flag_made", _FLAG, ""),
        ("flag_changed", "hold: enroute > on_hold", "put on hold (En route → On hold)"),
        ("flag_changed", "note: enroute > enroute", "note added"),
        ("flag_changed", "beam: enroute > beamed", "beam: enroute > beamed"),
        ("flag_changed", _FLAG, "camera added"),
        ("flag_changed", "add_still: kam-002", "picture added: kam-002"),
        ("flag_changed", f"mark_still: {_OTHER}", "picture marked"),
        ("acknowledge_flag", "78050123", "Officer's number 78050123"),
        ("stream_ticket", "sub", "Small picture"),
        ("read_evidence", f"flag {_FLAG} range all", "The whole file"),
        ("read_evidence", f"flag {_FLAG} range bytes=0-99", "Part of the file"),
        (
            "evidence_deleted",
            f"flag {_FLAG} completed 2026-11-23T14:00:00+00:00",
            "Complete at the centre since 23 Nov 2026 21:00:00 WIB",
        ),
        ("evidence_deleted", f"flag {_FLAG} completed soon", f"flag {_FLAG} completed soon"),
        ("camera_moved", "preset Gerbang timur", "preset Gerbang timur"),
        ("camera_moved", "taken over from Sari", "taken over from Sari"),
        ("camera_masked", "2 areas: jendela rumah", "2 parts masked: jendela rumah"),
        ("camera_masked", "0 areas: sudah tidak perlu", "Mask lifted: sudah tidak perlu"),
        ("replayed", "90 s back", "1 m 30 s back"),
        ("document_taken", "pdf", "One page of PDF"),
        ("document_taken", "fax", "fax"),
        ("bookmark_made", _OTHER, ""),
    ],
)
def test_what_stands_beside_an_act_is_said_in_words_and_what_has_another_form_as_it_stands(
    action: str, detail: str, told: str
) -> None:
    assert ENGLISH.why(_finding(action, reason=detail)) == told


@pytest.mark.parametrize("language", Language)
def test_every_step_that_the_centre_writes_of_a_flag_has_its_words(language: Language) -> None:
    words = AuditWords(load_translator(language), FakeClock(AT_UTC))
    steps = [f"{act.value}: {state.value} > {state.value}" for act in FlagAction for state in FlagState]
    steps = [step for step in steps if not step.startswith(f"{FlagAction.FLAG.value}: ")]
    assert [step for step in steps if words.why(_finding("flag_changed", reason=step)) == step] == []


def test_a_whole_audit_says_how_much_is_proven_and_until_when_nothing_can_be_missing() -> None:
    whole = AuditVerification(
        holds=True,
        chains=(VerifiedChain(chain="centre", lines=1200), VerifiedChain(chain="0193", lines=3)),
        checkpoints=2,
        checkpoints_until="2026-11-23T14:00:00Z",
    )
    told = ENGLISH.verdict(whole)
    assert told[0] == "Everything that was read holds."
    assert told[1] == "Chains that hold: 2. Lines that are proven: 1,203."
    assert "up to 23 Nov 2026 21:00:00 WIB" in told[2]


@pytest.mark.parametrize("fault", ["not_json", "fields", "not_canonical", "hash", "prev", "seq", "torn", "columns"])
def test_a_broken_chain_is_named_with_its_line(fault: str) -> None:
    broken = VerifiedChain(chain="0193", lines=3, fault=fault, fault_line=4)
    told = ENGLISH.verdict(AuditVerification(holds=False, chains=(broken,), checkpoints=0, unchained=7))
    assert told[0] == "The audit is broken:"
    assert "0193" in told[1]
    assert "line 4" in told[1]
    assert "no signed statements" in told[-2]
    assert told[-1].startswith("7 rows")


def test_of_many_broken_chains_the_first_are_named_and_the_others_counted() -> None:
    chains = tuple(VerifiedChain(chain=f"c{n}", lines=0, fault="hash", fault_line=1) for n in range(8))
    told = ENGLISH.verdict(AuditVerification(holds=False, chains=chains, checkpoints=0))
    assert len([line for line in told if "broken at line" in line]) == 5
    assert "3 more chains are broken." in told


@pytest.mark.parametrize("fault", ["unreadable", "signature", "number", "prev", "missing_line", "other_line"])
def test_a_statement_that_does_not_hold_is_named(fault: str) -> None:
    found = AuditVerification(
        holds=False,
        chains=(VerifiedChain(chain="0193", lines=3),),
        checkpoints=1,
        checkpoints_until="2026-11-23T14:00:00Z",
        checkpoint_fault=fault,
        fault_number=2,
        fault_chain="0193",
        fault_line=4,
    )
    assert any(line.startswith("Signed statement 2 does not hold") for line in ENGLISH.verdict(found))
