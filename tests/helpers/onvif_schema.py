"""The ONVIF standard's own schemas, from a package that ships them: what goes over the wire is held against them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import onvif
from lxml import etree

from tests.helpers.onvif_answers import DEVICE, MEDIA, MEDIA2, PTZ

WSDL_FOLDER = Path(onvif.__file__).parent / "wsdl"
WSDL = {
    DEVICE: "ver10/device/wsdl/devicemgmt.wsdl",
    MEDIA: "ver10/media/wsdl/media.wsdl",
    MEDIA2: "ver20/media/wsdl/media.wsdl",
    PTZ: "ver20/ptz/wsdl/ptz.wsdl",
}
_ENVELOPE = Path("schema/common/soap-envelope")
_SOAP = "{http://www.w3.org/2003/05/soap-envelope}"
_XS_SCHEMA = ".//{http://www.w3.org/2001/XMLSchema}schema"


class _Strict(etree.Resolver):  # type: ignore[misc]  # lxml ships no types
    """libxml2 knows XML Schema 1.0, for which the extension points beside optional elements are ambiguous. Allowing only
    other namespaces there makes them plain, and stricter: a misspelt element is no extension.
    """

    def resolve(self, url: str, _public_id: str, context: Any) -> Any:
        path = Path(url.removeprefix("file://"))
        return self.resolve_string(_strict(path), context, base_url=url)


def _strict(path: Path) -> bytes:
    text = path.read_bytes()
    if path.name == _ENVELOPE.name:
        return text  # its body holds anything, a fault of its own namespace included
    for every in (b'namespace="##any"', b'namespace="##targetNamespace"'):
        text = text.replace(every, b'namespace="##other"')
    return text


@cache
def _schema(file: Path) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Strict())
    path = WSDL_FOLDER / file
    root = etree.fromstring(_strict(path), parser, base_url=str(path))
    if file != _ENVELOPE:
        # Read again by itself, so that it keeps the prefixes declared around it.
        root = etree.fromstring(etree.tostring(root.find(_XS_SCHEMA), with_tail=False), parser, base_url=str(path))
    return etree.XMLSchema(root)


@cache
def _actions(namespace: str) -> frozenset[str]:
    tree = etree.parse(str(WSDL_FOLDER / WSDL[namespace]))
    return frozenset(tree.xpath("//*[local-name()='operation']/@soapAction"))


def faults_of(message: bytes, namespace: str) -> list[str]:
    """What the standard has against one request or answer; empty when it is right."""
    document = etree.fromstring(message)
    envelope = _schema(_ENVELOPE)
    found = [] if envelope.validate(document) else [str(error) for error in envelope.error_log]
    for content in document.iterfind(f"{_SOAP}Body/*"):
        if content.tag == f"{_SOAP}Fault":
            continue
        schema = _schema(Path(WSDL[namespace]))
        found += [] if schema.validate(etree.ElementTree(content)) else [str(error) for error in schema.error_log]
    return found


def knows_action(namespace: str, operation: str) -> bool:
    """Whether the standard has this operation, under the action that we send."""
    return f"{namespace}/{operation}" in _actions(namespace)
