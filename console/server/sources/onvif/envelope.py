"""What is sent to an ONVIF device: SOAP 1.2 envelopes, and the token that proves the password without telling it."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from enum import Enum
from xml.sax.saxutils import escape, quoteattr

from console.server.keys import Login

SCHEMA = "http://www.onvif.org/ver10/schema"
_SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
_UTILITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
_DIGEST = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest"
_BASE64 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary"


class Service(Enum):
    """The services of a device by their namespaces."""

    DEVICE = "http://www.onvif.org/ver10/device/wsdl"
    MEDIA = "http://www.onvif.org/ver10/media/wsdl"
    MEDIA2 = "http://www.onvif.org/ver20/media/wsdl"
    PTZ = "http://www.onvif.org/ver20/ptz/wsdl"


def tag(name: str, content: str = "", namespace: str = "", **attributes: str) -> str:
    """One element; ``content`` is XML already."""
    given = {"xmlns": namespace} if namespace else {}
    written = "".join(f" {key}={quoteattr(value)}" for key, value in {**given, **attributes}.items())
    return f"<{name}{written}>{content}</{name}>"


def text_tag(name: str, text: str, namespace: str = "") -> str:
    """One element of text."""
    return tag(name, escape(text), namespace)


def envelope(service: Service, operation: str, content: str, security: str = "") -> bytes:
    """One request, whole. Prefixes as most devices know them: some read them as if they were names."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">'
        f"<s:Header>{security}</s:Header><s:Body>{tag(operation, content, service.value)}</s:Body></s:Envelope>"
    ).encode()


def user_token(login: Login, created_utc: datetime, nonce: bytes) -> str:
    """WS-UsernameToken with a digest; ``created_utc`` by the device's clock, which refuses what is old."""
    created = created_utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{created_utc.microsecond // 1000:03}Z"
    proof = hashlib.sha1(nonce + created.encode() + login.password.reveal().encode())  # noqa: S324  the standard's
    token = (
        text_tag("Username", login.user)
        + tag("Password", base64.b64encode(proof.digest()).decode(), Type=_DIGEST)
        + tag("Nonce", base64.b64encode(nonce).decode(), EncodingType=_BASE64)
        + text_tag("Created", created, _UTILITY)
    )
    return tag("Security", tag("UsernameToken", token), _SECURITY)
