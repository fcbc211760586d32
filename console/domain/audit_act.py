"""What is written down of people and programs: one word for each act, the same at consoles and at the centre."""

from __future__ import annotations

from enum import Enum


class AuditAct(Enum):
    """The ``action`` of a row; its object is a camera, a flag, a piece of evidence or a user."""

    CONSOLE_STARTED = "console_started"
    CONSOLE_ENDED = "console_ended"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    VIEW_BEGUN = "view_begun"
    VIEW_ENDED = "view_ended"
    REASON_GIVEN = "reason_given"
    """Why a camera of a sensitive place had to fill the wall."""
    REPLAYED = "replayed"
    PICTURE_SAVED = "picture_saved"
    CAMERA_MOVED = "camera_moved"
    CAMERA_CLOSED = "camera_closed"
    CAMERA_OPENED = "camera_opened"
    CAMERA_MASKED = "camera_masked"
    OWNER_CHANGED = "owner_changed"
    TERMS_SET = "terms_set"
    """On which terms cameras of an owner, or one camera, may be seen."""
    TERMS_LIFTED = "terms_lifted"
    """The hours of a camera did not count for a while: an emergency, with its reason."""
    BOOKMARK_MADE = "bookmark_made"
    FLAG_MADE = "flag_made"
    FLAG_CHANGED = "flag_changed"
    EXPORTED = "exported"
    STREAM_TICKET = "stream_ticket"
    READ_EVIDENCE = "read_evidence"
    ACKNOWLEDGE_FLAG = "acknowledge_flag"
    EVIDENCE_HELD = "evidence_held"
    EVIDENCE_LET_GO = "evidence_let_go"
    EVIDENCE_DELETED = "evidence_deleted"
    RELEASE_CHANGED = "release_changed"
    """Evidence on its way to the police: asked for, decided, packed, fetched; its detail says which."""
    DOCUMENT_TAKEN = "document_taken"
    RIGHTS_CHANGED = "rights_changed"
    AUDIT_SEARCHED = "audit_searched"
    ACTS_LOST = "acts_lost"
    """The disk took nothing for so long that so many acts could not be kept."""
    CHAIN_CONTINUED = "chain_continued"
    """A console's new chain begins; its object is the one before it, the hash that one's last line."""

    SIGNING_CERTIFICATE = "signing_certificate"
    """The certificate that the console signs this chain with, by its serial number."""
    CHAIN_SIGNED = "chain_signed"
    """The console signed where the chain stood before this line."""


CENTRE_CHAIN = "centre"
"""The name of the centre's own chain; those of consoles are called by a UUID."""
