"""Says in one line which records of the directory are faulty: how many, and the first of them."""

from __future__ import annotations

from console.directory.record_faults import RecordFaults
from console.i18n.translator import Translator

_LONGEST_ID = 40


def fault_words(translator: Translator, faults: RecordFaults) -> str:
    text, formats = translator.text, translator.formats
    key = f"record-field-{faults.field.replace('_', '-')}"
    shown = faults.id if len(faults.id) <= _LONGEST_ID else f"{faults.id[:_LONGEST_ID]}…"
    return text(
        "directory-faults",
        count=formats.count(faults.count),
        total=formats.count(faults.total),
        what=text(f"record-{faults.kind}"),
        id=shown,
        # What a newer centre calls its fields is told as it calls them.
        field=text(key) if translator.has(key) else faults.field,
    )
