"""The made-up camera and our requests are what the ONVIF standard's own schemas say, so that the camera may stand for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from zeep import Client
from zeep.exceptions import Fault
from zeep.wsse.username import UsernameToken

from console.base.clock import SystemClock
from console.base.redaction import Secret
from console.server.keys import Login
from console.server.sources.onvif.adapter import OnvifAdapter, OnvifPlace
from tests.helpers.onvif_answers import MEDIA, SimProfile
from tests.helpers.onvif_camera import Exchange, running_camera
from tests.helpers.onvif_schema import WSDL, WSDL_FOLDER, faults_of, knows_action

_PROFILES = (
    SimProfile('P<&">', source="VS & 1", ptz=True),
    SimProfile("P_sub", source="VS & 1", width=640, height=360),
)


@pytest.fixture(scope="module", params=["media2", "media", "old", "digest"])
def exchanges(request: pytest.FixtureRequest) -> Iterator[list[Exchange]]:
    """All that goes over the wire when each kind of device is read."""
    kind: str = request.param
    with running_camera(profiles=_PROFILES, media2=kind != "media", services=kind != "old", name="") as camera:
        camera.http_digest = kind == "digest"
        login = Login(camera.user, Secret(camera.password))
        OnvifAdapter([OnvifPlace(camera.address, login)], SystemClock()).read()
        yield camera.exchanges


def test_every_request_and_every_answer_is_as_the_standard_says(exchanges: list[Exchange]) -> None:
    assert len(exchanges) > 5
    for exchange in exchanges:
        assert knows_action(exchange.namespace, exchange.operation)
        assert faults_of(exchange.request, exchange.namespace) == []
        assert faults_of(exchange.answer, exchange.namespace) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"tt:SourceToken>", b"tt:Sourcetoken>"),
        (b' token="P_sub"', b""),
        (b"<tt:Width>640", b"<tt:Width>wide"),
        (b"env:Body>", b"env:Text>"),
    ],
)
def test_the_schemas_find_what_is_wrong(exchanges: list[Exchange], right: bytes, wrong: bytes) -> None:
    exchange = next(one for one in exchanges if one.operation == "GetProfiles")
    broken = exchange.answer.replace(right, wrong)
    assert broken != exchange.answer
    assert faults_of(broken, exchange.namespace)


def test_somebody_elses_client_reads_the_made_up_camera() -> None:
    with running_camera(profiles=_PROFILES) as camera:
        token = UsernameToken(camera.user, camera.password, use_digest=True, zulu_timestamp=True)  # type: ignore[no-untyped-call]
        with Client(str(WSDL_FOLDER / WSDL[MEDIA]), wsse=token) as client:  # type: ignore[no-untyped-call]  # zeep has none
            media = client.create_service(f"{{{MEDIA}}}MediaBinding", f"http://{camera.address}/onvif/Media")
            assert [profile.token for profile in media.GetProfiles()] == ['P<&">', "P_sub"]
            camera.password = "another"
            with pytest.raises(Fault, match="wrong"):
                media.GetProfiles()
