"""The media profiles of a device: which one is a camera's main feed, which one its sub feed, and where they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from console.base.errors import KnownError
from console.server.sources.onvif.device import NOT_DONE, OnvifDevice
from console.server.sources.onvif.envelope import SCHEMA, Service, tag, text_tag
from console.server.sources.onvif.xml_answer import every, inside, number, words

_USUAL = {"H264", "H265"}
_LONGEST_TOKEN = 256


@dataclass(frozen=True)
class Profile:
    """One way in which a device sends one of its video sources."""

    token: str
    name: str
    source_token: str
    encoding: str
    width: int
    height: int
    kbps: int
    ptz: bool

    @property
    def usual(self) -> bool:
        """Whether every console decodes it cheaply."""
        return self.encoding in _USUAL

    @property
    def size(self) -> tuple[int, int]:
        return self.width * self.height, self.kbps


@dataclass(frozen=True)
class Feeds:
    """The profiles of one video source that a camera of the directory has."""

    source_token: str
    main: Profile
    sub: Profile | None
    ptz: Profile | None


def read_profiles(device: OnvifDevice) -> tuple[Service, list[Profile]]:
    """All that send pictures, with the service that told of them. Raises as :meth:`OnvifDevice.call`.

    Media2 first: the older service can not say H.265.
    """
    for service in (Service.MEDIA2, Service.MEDIA):
        if not device.has(service):
            continue
        try:
            found = _profiles_of(device, service)
        except KnownError as error:
            if service is Service.MEDIA or error.code not in NOT_DONE or not device.has(Service.MEDIA):
                raise
            continue
        if found:
            return service, found
    return Service.MEDIA, []


def feeds_of(profiles: Iterable[Profile]) -> list[Feeds]:
    """One for each video source, in the device's order."""
    by_source: dict[str, list[Profile]] = {}
    for profile in profiles:
        by_source.setdefault(profile.source_token, []).append(profile)
    return [_feeds(token, group) for token, group in by_source.items()]


def stream_address(device: OnvifDevice, service: Service, profile: Profile) -> str:
    """Empty where the device tells none that a feed can have. Raises as :meth:`OnvifDevice.call`."""
    wanted = text_tag("ProfileToken", profile.token)
    if service is Service.MEDIA2:
        answer = device.call(service, "GetStreamUri", "<Protocol>RTSP</Protocol>" + wanted)
        return device.address.stream_url(words(answer, "Uri"))
    transport = tag("Transport", "<Protocol>RTSP</Protocol>", SCHEMA)
    setup = tag("StreamSetup", text_tag("Stream", "RTP-Unicast", SCHEMA) + transport)
    return device.address.stream_url(words(device.call(service, "GetStreamUri", setup + wanted), "MediaUri", "Uri"))


def _feeds(source_token: str, group: list[Profile]) -> Feeds:
    # What is usual is better than what is large: a picture in JPEG is a burden for everybody.
    main = max(group, key=lambda profile: (profile.usual, profile.size))
    smaller = [profile for profile in group if profile.usual and profile.size < main.size]
    sub = min(smaller, key=lambda profile: profile.size, default=None)
    movable = [profile for profile in (main, sub, *group) if profile is not None and profile.ptz]
    return Feeds(source_token, main, sub, movable[0] if movable else None)


def _profiles_of(device: OnvifDevice, service: Service) -> list[Profile]:
    if service is Service.MEDIA2:
        answer = device.call(service, "GetProfiles", "<Type>All</Type>")
        told = [_profile(one, inside(one, "Configurations"), "") for one in every(answer, "Profiles")]
    else:
        answer = device.call(service, "GetProfiles")
        told = [_profile(one, one, "Configuration") for one in every(answer, "Profiles")]
    return [profile for profile in told if profile is not None]


def _profile(profile: Element, configurations: Element | None, ending: str) -> Profile | None:
    """None for one without pictures, such as one for sound or metadata alone."""
    source = inside(configurations, "VideoSource" + ending)
    encoder = inside(configurations, "VideoEncoder" + ending)
    tokens = profile.get("token", ""), words(source, "SourceToken")
    if source is None or encoder is None or not all(0 < len(token) <= _LONGEST_TOKEN for token in tokens):
        return None
    return Profile(
        token=tokens[0],
        name=words(profile, "Name"),
        source_token=tokens[1],
        encoding=words(encoder, "Encoding").upper().replace(".", ""),
        width=number(encoder, "Resolution", "Width"),
        height=number(encoder, "Resolution", "Height"),
        kbps=number(encoder, "RateControl", "BitrateLimit"),
        ptz=inside(configurations, "PTZ" + ending) is not None,
    )
