"""The settings of sources that are other makers' systems, checked when one is added: the first wrong one is told by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from console.base.errors import KnownError
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN
from console.server.sources.entries import feed_address
from console.server.sources.frigate import FrigateSettings
from console.server.sources.go2rtc import Go2RtcSettings
from console.server.sources.mediamtx import MediaMtxSettings
from console.server.sources.nx import NxSettings
from console.server.sources.onvif.adapter import OnvifPlace
from console.server.sources.stream_server import StreamServer
from console.server.sources.zoneminder import ZoneMinderSettings

_RTSP = {"rtsp", "rtsps"}
_HLS = {"http", "https"}
_LOGINS = ("source", "feeds", "both")
_GATEWAY = {"url", "streams_url", "sub_ending", "login_for"}
_LONGEST_ENDING = 20
_MOST_DEVICES = 5_000


def zoneminder_settings(told: Mapping[str, Any], login: Login) -> ZoneMinderSettings:
    """Raises KnownError ``source.setting`` (field), as all of these."""
    _refuse_unknown(told, {"url", "restream_url"})
    return ZoneMinderSettings(login, _address(told, "restream_url", _RTSP, is_needed=False))


def mediamtx_settings(told: Mapping[str, Any], login: Login) -> MediaMtxSettings:
    """Its streams may be RTSP, RTSP in TLS, or HLS, by the scheme of ``streams_url``."""
    return MediaMtxSettings(_streams(told, login, _RTSP | _HLS), _own(told, login))


def go2rtc_settings(told: Mapping[str, Any], login: Login) -> Go2RtcSettings:
    return Go2RtcSettings(_streams(told, login, _RTSP), _own(told, login))


def frigate_settings(told: Mapping[str, Any], login: Login) -> FrigateSettings:
    return FrigateSettings(_streams(told, login, _RTSP), _own(told, login))


def nx_settings(told: Mapping[str, Any], login: Login) -> NxSettings:
    """Whoever may read its devices watches them, too: an Nx server knows one kind of user for both."""
    _refuse_unknown(told, {"url", "rtsp_url"})
    if not login.user:
        raise KnownError("source.setting", field="user")
    return NxSettings(login, _address(told, "rtsp_url", _RTSP, is_needed=False))


def onvif_places(told: Mapping[str, Any], login: Login) -> list[OnvifPlace]:
    """One login for all devices of a source: those with another one are a source of their own."""
    _refuse_unknown(told, {"devices"})
    devices = told.get("devices")
    if not isinstance(devices, list) or not 0 < len(devices) <= _MOST_DEVICES:
        raise KnownError("source.setting", field="devices")
    for index, device in enumerate(devices):
        if not isinstance(device, str) or not device.strip():
            raise KnownError("source.setting", field=f"devices.{index}")
    return [OnvifPlace(device, login) for device in devices]


def _streams(told: Mapping[str, Any], login: Login, schemes: set[str]) -> StreamServer:
    _refuse_unknown(told, _GATEWAY)
    ending = told.get("sub_ending", StreamServer.sub_ending)
    if not isinstance(ending, str) or len(ending) > _LONGEST_ENDING:
        raise KnownError("source.setting", field="sub_ending")
    gives_login = _login_for(told) != "source"
    return StreamServer(_address(told, "streams_url", schemes), login if gives_login else NO_LOGIN, ending)


def _own(told: Mapping[str, Any], login: Login) -> Login:
    return login if _login_for(told) != "feeds" else NO_LOGIN


def _login_for(told: Mapping[str, Any]) -> str:
    value = told.get("login_for", "source")
    if value not in _LOGINS:
        raise KnownError("source.setting", field="login_for")
    return str(value)


def _address(told: Mapping[str, Any], name: str, schemes: set[str], *, is_needed: bool = True) -> str:
    """Without user and password: settings are no place for those."""
    value = told.get(name, "")
    if value == "" and not is_needed:
        return ""
    if not isinstance(value, str) or not feed_address(value):
        raise KnownError("source.setting", field=name)
    parts = urlsplit(value)
    if parts.scheme not in schemes or "@" in parts.netloc or parts.query or parts.fragment:
        raise KnownError("source.setting", field=name)
    return value


def _refuse_unknown(told: Mapping[str, Any], known: set[str]) -> None:
    """A misspelt name would be left out in silence."""
    unknown = sorted(set(told) - known)
    if unknown:
        raise KnownError("source.setting", field=unknown[0][:60])
