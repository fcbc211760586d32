"""The gateway's one page: flags as a plain list with a form each; no script, and everything that people wrote is escaped."""

from __future__ import annotations

from datetime import datetime
from html import escape, unescape

from console.base.clock import WIB
from console.gateway.book import KnownFlag
from console.gateway.words import words_for
from console.handoff.answer import ANSWER_TYPES

POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
STYLE = """body{font:16px/1.4 system-ui,sans-serif;margin:1rem auto;max-width:50rem;padding:0 1rem}
article{border:1px solid #888;border-left-width:.5rem;border-radius:.3rem;margin:0 0 1rem;padding:.7rem}
.p1{border-left-color:#b00020}.p2{border-left-color:#c77700}h2{font-size:1.1rem;margin:0}
input,button{font:inherit;padding:.4rem;margin:.2rem .2rem .2rem 0}p{margin:.3rem 0}"""
_REFRESH_S = 10


def page(flags: list[KnownFlag], accept_language: str) -> str:
    language, words = words_for(accept_language)
    listed = "".join(_article(flag, words) for flag in flags) or f"<p>{words['empty']}</p>"
    return _document(language, words["title"], listed, _REFRESH_S)


def wait_page(wait_s: int, accept_language: str) -> str:
    """Instead of the page after too many wrong passwords; comes back by itself."""
    language, words = words_for(accept_language)
    return _document(language, words["title"], f"<p>{words['too_many'].format(seconds=wait_s)}</p>", wait_s)


def _document(language: str, title: str, inside: str, refresh_s: int) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="refresh" content="{refresh_s}"><title>{title}</title>'
        f'<link rel="stylesheet" href="/style.css"></head><body><h1>{title}</h1>{inside}</body></html>'
    )


def _article(flag: KnownFlag, words: dict[str, str]) -> str:
    part = flag.document.incident_component
    place = flag.document.location_component[0].location_description_text if flag.document.location_component else ""
    notes = flag.document.notes_component or ()
    # The notes are HTML by the standard; what they say is shown, never what they would do.
    told = "".join(f"<p>{escape(unescape(note.notes_action_comments.replace('<br>', ' · ')))}</p>" for note in notes)
    said = "".join(
        f"<p>{words.get(kind, escape(kind))}: {words[state]}{f' ({escape(fault)})' if fault else ''}</p>"
        for kind, state, fault in flag.answers
    )
    status = ", ".join(words.get(one, one) for one in part.incident_status_internal_text)
    priority = words.get(part.incident_priority_internal_text, part.incident_priority_internal_text)
    arrived = words["arrived"].format(moment=_moment(flag.first_utc))
    return (
        f'<article class="p{int(flag.priority)}"><h2>{escape(flag.number)} · '
        f"{escape(priority)} · {escape(part.incident_type_internal_text)}</h2>"
        f"<p>{escape(place)}</p><p>{arrived}</p><p>{escape(status)}</p>{told}{said}{_form(flag, words)}</article>"
    )


def _moment(at_utc: str) -> str:
    """In WIB, in figures that both languages read alike."""
    return f"{datetime.fromisoformat(at_utc).astimezone(WIB):%d-%m-%Y %H:%M:%S} WIB"


def _form(flag: KnownFlag, words: dict[str, str]) -> str:
    buttons = "".join(f'<button name="kind" value="{kind.value}">{words[kind.value]}</button>' for kind in ANSWER_TYPES)
    fields = "".join(
        f'<input name="{name}" aria-label="{words[name]}" placeholder="{words[name]}" maxlength="50">'
        for name in ("officer_name", "officer_number")
    )
    return f'<form method="post" action="/flags/{flag.id}/answers">{fields}{buttons}</form>'
