"""The field map of a mapping source: where in a record a value is, what is made of it, and addresses by template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from console.base.errors import KnownError
from console.server.sources.vendor_feeds import FEEDS, feed_address

_PLACE = re.compile(r"\{([^{}|]+)(?:\|(url|digits|pad[1-9]))?\}")
_RULE_KEYS = {"path", "template", "fixed", "values", "otherwise", "feed"}
_SOURCES = ("path", "template", "fixed")


@dataclass(frozen=True)
class FieldRule:
    """How one field of a camera is made from a record; exactly one of path, template and fixed is set."""

    path: str = ""
    template: str = field(default="", repr=False)
    fixed: str = field(default="", repr=False)
    values: Mapping[str, str] = field(default_factory=dict)
    """By the record's word in lower case."""
    otherwise: str | None = None
    """For words that ``values`` lacks; None lets them through."""
    feed: str = ""
    """``main`` or ``sub``: of an address of a known maker, the one of this feed."""

    def text(self, record: Any) -> str:
        """Empty where the record has nothing for it."""
        found = self.fixed or (filled(self.template, record) if self.template else plain(looked_up(record, self.path)))
        found = found.strip()
        if found and self.values:
            found = self.values.get(found.lower(), found if self.otherwise is None else self.otherwise)
        return feed_address(found, self.feed) if self.feed else found


def read_rule(name: str, told: Any) -> FieldRule:
    """A path alone, or an object. Raises KnownError ``source.setting`` (field)."""
    if isinstance(told, str) and told.strip():
        return FieldRule(path=told.strip())
    if not isinstance(told, dict) or not set(told) <= _RULE_KEYS or sum(key in told for key in _SOURCES) != 1:
        raise KnownError("source.setting", field=name)
    for key in (*_SOURCES, "otherwise", "feed"):
        if key in told and not isinstance(told[key], str):
            raise KnownError("source.setting", field=f"{name}.{key}")
    source = next(key for key in _SOURCES if key in told)
    if not told[source].strip() or (source == "template" and not _is_template(told[source])):
        raise KnownError("source.setting", field=f"{name}.{source}")
    if told.get("feed", "main") not in FEEDS:
        raise KnownError("source.setting", field=f"{name}.feed")
    return FieldRule(
        path=told.get("path", ""),
        template=told.get("template", ""),
        fixed=told.get("fixed", ""),
        values=_read_values(name, told.get("values", {})),
        otherwise=told.get("otherwise"),
        feed=told.get("feed", ""),
    )


def _read_values(name: str, told: Any) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise KnownError("source.setting", field=f"{name}.values")
    return {str(key).strip().lower(): value for key, value in told.items()}


def _is_template(text: str) -> bool:
    left = _PLACE.sub("", text)
    return "{" not in left and "}" not in left


def filled(template: str, record: Any) -> str:
    """``{path}``, ``{path|url}`` percent-encoded, ``{path|digits}`` its digits, ``{path|pad2}`` with zeros before it.

    Empty as soon as one of them is: half an address leads nowhere.
    """
    lacking = False

    def value(match: re.Match[str]) -> str:
        nonlocal lacking
        text = _filtered(plain(looked_up(record, match[1].strip())).strip(), match[2] or "")
        lacking = lacking or not text
        return text

    made = _PLACE.sub(value, template)
    return "" if lacking else made


def _filtered(text: str, how: str) -> str:
    if how == "url":
        return quote(text, safe="")
    if how == "digits":
        return "".join(character for character in text if character in "0123456789")
    return text.zfill(int(how[3:])) if how.startswith("pad") and text else text


def looked_up(record: Any, path: str) -> Any:
    """By keys and list indexes with dots between; a key with dots in it is found as it is written."""
    if isinstance(record, dict) and path in record:
        return record[path]
    here = record
    for step in path.split("."):
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list) and step.isascii() and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            return None
    return here


def plain(value: Any) -> str:
    """Words and numbers as text; what is made of parts is none."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
