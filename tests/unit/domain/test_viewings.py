"""A viewing begins when the first tile shows a camera and ends when the last one lets it go."""

from __future__ import annotations

from console.domain.camera import CameraId
from console.domain.viewings import ViewingChanges, Viewings

A, B = CameraId("a"), CameraId("b")


def test_only_changes_are_told_in_a_settled_order() -> None:
    viewings = Viewings()
    assert viewings.note(frozenset({B, A})) == ViewingChanges((A, B), ())
    assert viewings.note(frozenset({A, B})) == ViewingChanges((), ())
    assert viewings.note(frozenset({B})) == ViewingChanges((), (A,))
    assert viewings.note(frozenset()) == ViewingChanges((), (B,))
