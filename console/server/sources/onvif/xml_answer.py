"""Reads XML of a stranger with the standard library's parser: no document type, so no entity; bounded depth and count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from console.base.errors import KnownError

_NAME_SCOPE = "onvif://www.onvif.org/name/"
_LONGEST_NAME = 120
_MOST_DEEP = 64
_MOST_ELEMENTS = 300_000
"""Of a recorder of 256 channels and four profiles each there are about 100,000."""


class _RefusedError(Exception):
    """The document is one that no honest device sends."""


class _Builder(TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self._deep = 0
        self._elements = 0

    def doctype(self, *_: object) -> None:
        # Told before anything inside it is read: no entity is ever declared.
        raise _RefusedError

    def start(self, *arguments: object) -> Element:
        self._deep += 1
        self._elements += 1
        if self._deep > _MOST_DEEP or self._elements > _MOST_ELEMENTS:
            raise _RefusedError
        return super().start(*arguments)  # type: ignore[arg-type]  # pass-through

    def end(self, *arguments: object) -> Element:
        self._deep -= 1
        return super().end(*arguments)  # type: ignore[arg-type]  # pass-through


def read_xml(body: bytes, host: str) -> Element:
    """The document's root. Raises KnownError ``source.bad_answer`` (host)."""
    parser = XMLParser(target=_Builder())  # noqa: S314  what that rule fears needs a DOCTYPE
    try:
        parser.feed(body)
        root = parser.close()
    except (ParseError, _RefusedError, ValueError, LookupError):
        # The cause is cut: it quotes the document.
        raise KnownError("source.bad_answer", host=host) from None
    if not isinstance(root, Element):
        raise KnownError("source.bad_answer", host=host)
    return root


def local(element: Element) -> str:
    """Its name without the namespace, since devices do not agree on the latter."""
    return element.tag.rpartition("}")[2]


def inside(element: Element | None, *path: str) -> Element | None:
    """The first one down a path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def every(element: Element | None, name: str) -> Iterator[Element]:
    """All children of this local name."""
    return (child for child in (element if element is not None else ()) if local(child) == name)


def words(element: Element | None, *path: str) -> str:
    """The text down a path, its white space made single; empty where there is none."""
    found = inside(element, *path)
    return " ".join((found.text or "").split()) if found is not None else ""


def number(element: Element | None, *path: str) -> int:
    """The whole number down a path; 0 for what is none."""
    text = words(element, *path).partition(".")[0]
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004  fits 32 bits


def shown(text: str) -> str:
    """A device's own words, fit for a list."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(plain.split())[:_LONGEST_NAME]


def name_in(scopes: Iterable[str]) -> str:
    """What the owner calls the device, from the scopes that it tells; empty where none is a name."""
    names = (scope[len(_NAME_SCOPE) :] for scope in scopes if scope.lower().startswith(_NAME_SCOPE))
    return shown(unquote(next(names, "")))
