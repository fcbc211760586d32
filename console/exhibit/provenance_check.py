"""Checks a C2PA sidecar against its file, without a network, and reads what it claims."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.exhibit.provenance import SETTINGS, content_type

_NEEDED = frozenset({"claimSignature.validated", "assertion.hashedURI.match"})
_ABOUT_TRUST = frozenset({"signingCredential.untrusted", "signingCredential.expired"})
"""Whom to trust, and whether the certificate was in force when it sealed, the seal of the package answers; one that has ended
since is no fault."""
_ACTIONS = "c2pa.actions"
_STAMPED = "timeStamp.validated"


@dataclass(frozen=True)
class Claimed:
    """What stands in a sidecar that holds."""

    serial_number: int
    """Of the certificate that signed it."""
    actions: tuple[str, ...]
    facts: dict[str, str]
    parents: tuple[str, ...]
    """What it was made from, by name."""
    stamped_utc: datetime | None


def check_sidecar(sidecar: Path, file: Path) -> Claimed:
    """Raises KnownError ``provenance.unreadable`` for what is no sidecar, ``provenance.broken`` for one that does not hold or is
    of another file; OSError."""
    from c2pa import C2paError, Context, Reader  # noqa: PLC0415  52 MB, which only those need who pack or check

    try:
        kind = content_type(file.name)
        with (
            file.open("rb") as picture,
            Context.from_dict(SETTINGS) as context,
            Reader(kind, picture, sidecar.read_bytes(), context=context) as reader,
        ):
            told = json.loads(reader.json())
        results = told["validation_results"]["activeManifest"]
        good, bad = _codes(results["success"]), _codes(results["failure"])
        claimed = _claimed(told["manifests"][told["active_manifest"]], good)
    except (C2paError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnownError("provenance.unreadable") from error
    if not holds(good, bad):
        raise KnownError("provenance.broken")
    return claimed


def holds(good: frozenset[str], bad: frozenset[str]) -> bool:
    """By the codes of the C2PA specification: signed, bound to this file, and nothing against it but whom to trust."""
    is_bound = any(code.endswith("Hash.match") for code in good)
    return is_bound and good >= _NEEDED and bad <= _ABOUT_TRUST


def _codes(results: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(str(one["code"]) for one in results)


def _claimed(manifest: dict[str, Any], good: frozenset[str]) -> Claimed:
    signature = manifest["signature_info"]
    assertions: dict[str, Any] = {str(one["label"]): one["data"] for one in manifest["assertions"]}
    actions: Any = next((data for label, data in assertions.items() if label.startswith(_ACTIONS)), {"actions": []})
    facts: Any = next((data for label, data in assertions.items() if not label.startswith("c2pa.")), {})
    stamped = signature.get("time") if _STAMPED in good else None
    return Claimed(
        serial_number=int(signature["cert_serial_number"]),
        actions=tuple(str(one["action"]) for one in actions["actions"]),
        facts={str(key): str(value) for key, value in facts.items()},
        parents=tuple(str(one["title"]) for one in manifest.get("ingredients", ())),
        stamped_utc=datetime.fromisoformat(stamped) if stamped else None,
    )
