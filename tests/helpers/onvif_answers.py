"""What the made-up ONVIF camera answers, as XML that the standard's own schemas accept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

DEVICE = "http://www.onvif.org/ver10/device/wsdl"
MEDIA = "http://www.onvif.org/ver10/media/wsdl"
MEDIA2 = "http://www.onvif.org/ver20/media/wsdl"
PTZ = "http://www.onvif.org/ver20/ptz/wsdl"
PATHS = {DEVICE: "/onvif/device_service", MEDIA: "/onvif/Media", MEDIA2: "/onvif/Media2", PTZ: "/onvif/PTZ"}
_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:ter="http://www.onvif.org/ver10/error"><env:Body>'
)
_CLOSE = "</env:Body></env:Envelope>"
_MULTICAST = (
    "<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>239.0.0.1</tt:IPv4Address></tt:Address>"
    "<tt:Port>0</tt:Port><tt:TTL>1</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast>"
)


@dataclass(frozen=True)
class SimProfile:
    """One profile of the camera."""

    token: str
    source: str = "VS_1"
    encoding: str = "H264"
    width: int = 1920
    height: int = 1080
    kbps: int = 4096
    ptz: bool = False
    name: str = "Utama"
    stream: str = ""
    """Its address where it is not made of the token."""


@dataclass(frozen=True)
class SimDevice:
    """What the camera is."""

    profiles: tuple[SimProfile, ...] = (
        SimProfile("P_main", ptz=True),
        SimProfile("P_sub", width=640, height=360, kbps=512, ptz=True),
    )
    name: str = "Simpang Lima"
    maker: str = "Warung"
    serial: str = "WK-0042"
    media2: bool = True
    ptz: bool = True
    services: bool = True
    """Whether it knows GetServices."""
    host_told: str = ""
    """The host of the addresses it tells; its own where empty."""
    silent: frozenset[str] = field(default_factory=frozenset)
    """Tokens of profiles that it tells no address of."""


def answered(namespace: str, operation: str, content: str = "") -> bytes:
    return f'{_OPEN}<q:{operation}Response xmlns:q="{namespace}">{content}</q:{operation}Response>{_CLOSE}'.encode()


def fault(subcode: str, text: str = "no") -> bytes:
    return (
        f"{_OPEN}<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>ter:{subcode}</env:Value>"
        f'</env:Subcode></env:Code><env:Reason><env:Text xml:lang="en">{escape(text)}</env:Text></env:Reason></env:Fault>{_CLOSE}'
    ).encode()


def clock(now_utc: datetime) -> str:
    time = _parts(Hour=now_utc.hour, Minute=now_utc.minute, Second=now_utc.second)
    date = _parts(Year=now_utc.year, Month=now_utc.month, Day=now_utc.day)
    return (
        "<q:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>"
        f"<tt:UTCDateTime><tt:Time>{time}</tt:Time><tt:Date>{date}</tt:Date></tt:UTCDateTime></q:SystemDateAndTime>"
    )


def _parts(**numbers: int) -> str:
    return "".join(f"<tt:{name}>{number}</tt:{name}>" for name, number in numbers.items())


def services(base: str, namespaces: Iterable[str]) -> str:
    return "".join(
        f"<q:Service><q:Namespace>{namespace}</q:Namespace><q:XAddr>{base}{PATHS[namespace]}</q:XAddr>"
        "<q:Version><tt:Major>22</tt:Major><tt:Minor>12</tt:Minor></q:Version></q:Service>"
        for namespace in namespaces
    )


def capabilities(base: str, ptz: bool) -> str:
    streaming = "<tt:StreamingCapabilities><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities>"
    media = f"<tt:Media><tt:XAddr>{base}{PATHS[MEDIA]}</tt:XAddr>{streaming}</tt:Media>"
    moving = f"<tt:PTZ><tt:XAddr>{base}{PATHS[PTZ]}</tt:XAddr></tt:PTZ>" if ptz else ""
    return f"<q:Capabilities>{media}{moving}</q:Capabilities>"


def about(device: SimDevice) -> str:
    told = {
        "Manufacturer": device.maker,
        "Model": "K-1",
        "FirmwareVersion": "1.0",
        "SerialNumber": device.serial,
        "HardwareId": "1",
    }
    return "".join(f"<q:{name}>{escape(text)}</q:{name}>" for name, text in told.items())


def scopes(device: SimDevice) -> str:
    items = ["onvif://www.onvif.org/Profile/Streaming"]
    if device.name:
        items.append("onvif://www.onvif.org/name/" + device.name.replace(" ", "%20"))
    return "".join(
        f"<q:Scopes><tt:ScopeDef>Configurable</tt:ScopeDef><tt:ScopeItem>{escape(item)}</tt:ScopeItem></q:Scopes>"
        for item in items
    )


def profiles(device: SimDevice) -> str:
    return "".join(_profile(profile, device.ptz) for profile in device.profiles if profile.encoding != "H265")


def profiles2(device: SimDevice) -> str:
    return "".join(_profile2(profile, device.ptz) for profile in device.profiles)


def media_uri(url: str) -> str:
    return (
        f"<q:MediaUri><tt:Uri>{escape(url)}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>"
        "<tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></q:MediaUri>"
    )


def preset(token: str, name: str) -> str:
    return f"<q:Preset token={quoteattr(token)}><tt:Name>{escape(name)}</tt:Name></q:Preset>"


def _entity(kind: str) -> str:
    return f"<tt:Name>{kind}</tt:Name><tt:UseCount>1</tt:UseCount>"


def _source(profile: SimProfile, tag: str) -> str:
    return (
        f'<{tag} token="VSC">{_entity("source")}<tt:SourceToken>{escape(profile.source)}</tt:SourceToken>'
        f'<tt:Bounds x="0" y="0" width="{profile.width}" height="{profile.height}"/></{tag}>'
    )


def _size(profile: SimProfile) -> str:
    return f"<tt:Resolution>{_parts(Width=profile.width, Height=profile.height)}</tt:Resolution>"


def _moved(tag: str) -> str:
    return f'<{tag} token="PTZC">{_entity("ptz")}<tt:NodeToken>N_1</tt:NodeToken></{tag}>'


def _profile(profile: SimProfile, ptz: bool) -> str:
    encoder = (
        f'<tt:VideoEncoderConfiguration token="VEC">{_entity("encoder")}<tt:Encoding>{profile.encoding}</tt:Encoding>'
        f"{_size(profile)}<tt:Quality>5</tt:Quality><tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit>"
        f"<tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>{profile.kbps}</tt:BitrateLimit></tt:RateControl>"
        f"{_MULTICAST}<tt:SessionTimeout>PT60S</tt:SessionTimeout></tt:VideoEncoderConfiguration>"
    )
    moved = _moved("tt:PTZConfiguration") if profile.ptz and ptz else ""
    source = _source(profile, "tt:VideoSourceConfiguration")
    named = f"<tt:Name>{escape(profile.name)}</tt:Name>"
    return f"<q:Profiles token={quoteattr(profile.token)}>{named}{source}{encoder}{moved}</q:Profiles>"


def _profile2(profile: SimProfile, ptz: bool) -> str:
    encoder = (
        f'<q:VideoEncoder token="VEC">{_entity("encoder")}<tt:Encoding>{profile.encoding}</tt:Encoding>{_size(profile)}'
        f"<tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit><tt:BitrateLimit>{profile.kbps}</tt:BitrateLimit>"
        f"</tt:RateControl><tt:Quality>5</tt:Quality></q:VideoEncoder>"
    )
    moved = _moved("q:PTZ") if profile.ptz and ptz else ""
    configurations = f"<q:Configurations>{_source(profile, 'q:VideoSource')}{encoder}{moved}</q:Configurations>"
    return f"<q:Profiles token={quoteattr(profile.token)}><q:Name>{escape(profile.name)}</q:Name>{configurations}</q:Profiles>"
