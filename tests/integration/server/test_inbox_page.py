"""The police page in a real browser: flags appear by themselves, are answered, and can't smuggle scripts."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from console.base.ids import new_id
from console.domain.roles import Role
from tests.helpers.browser import browser_installed, page_browser
from tests.helpers.centre import PASSWORD, CentreClient, RunningCentre, TestCamera, send_evidence
from tests.helpers.waiting import wait_until

pytestmark = pytest.mark.skipif(not browser_installed(), reason="the browser and its driver are not installed")


def _png() -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + dot


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    with page_browser(tmp_path_factory.mktemp("browser")) as driver:
        yield driver


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    centre = RunningCentre(tmp_path)
    centre.add_cameras([TestCamera("kam-001", 1307, name="Pos RT 3 Bandarharjo")])
    for role in (Role.OPERATOR, Role.POLICE_LIAISON):
        centre.add_user(role.value, role)
    centre.start()
    yield centre
    centre.close()


def _open(browser: WebDriver, centre: RunningCentre, name: str = "police_liaison") -> None:
    browser.get(f"{centre.url}/inbox")
    wait_until(lambda: browser.find_element(By.ID, "username").is_displayed())
    browser.find_element(By.ID, "username").send_keys(name)
    browser.find_element(By.ID, "password").send_keys(PASSWORD)
    browser.find_element(By.ID, "sign-in").click()


def _connection(browser: WebDriver) -> str | None:
    return browser.find_element(By.ID, "connection").get_attribute("data-state")


def _flag(client: CentreClient, **changes: object) -> UUID:
    flag_id = new_id()
    assert client.put_flag("kam-001", flag_id, **changes).status_code == 201
    return flag_id


def _card(browser: WebDriver, flag_id: UUID) -> WebElement:
    return wait_until(lambda: browser.find_elements(By.CSS_SELECTOR, f'[data-flag-id="{flag_id}"]'))[0]


def _field(card: WebElement, name: str) -> WebElement:
    return card.find_element(By.CSS_SELECTOR, f'[data-field="{name}"]')


def test_a_flag_appears_without_reloading_and_is_answered(browser: WebDriver, centre: RunningCentre) -> None:
    operator = centre.client("operator")
    _open(browser, centre)
    wait_until(lambda: _connection(browser) == "live")
    flag_id = _flag(operator)
    card = _card(browser, flag_id)
    assert _field(card, "category").text == "Tawuran / perkelahian massal"
    assert _field(card, "place").text == "RT 003, RW 002, Kel. Bandarharjo, Kec. Semarang Utara, Kota Semarang"
    assert _field(card, "camera").text == "Kamera 1307 · Pos RT 3 Bandarharjo"
    assert _field(card, "time").text == "Senin, 23 November 2026, 21.14 WIB"
    wait_until(lambda: operator.get(f"/v1/flags/{flag_id}").json()["state"] == "delivered")
    send_evidence(operator, flag_id, "kam-001", "still", "image/png", _png())
    wait_until(lambda: card.find_elements(By.CSS_SELECTOR, '[data-field="still"]'))
    wait_until(lambda: browser.execute_script("return arguments[0].naturalWidth", _field(card, "still")) == 1)
    card.find_element(By.NAME, "officer_name").send_keys("Aiptu Slamet")
    card.find_element(By.NAME, "officer_number").send_keys("78050123")
    card.find_element(By.CSS_SELECTOR, "button[data-action=acknowledge]").click()
    wait_until(lambda: "Diterima oleh Aiptu Slamet (78050123) pukul" in _field(card, "state").text)
    answer = operator.get(f"/v1/flags/{flag_id}").json()["acknowledgement"]
    assert (answer["officer_name"], answer["officer_number"]) == ("Aiptu Slamet", "78050123")
    later = _card(browser, _flag(operator))
    assert later.find_element(By.NAME, "officer_name").get_attribute("value") == "Aiptu Slamet"


def _clip(start: str, end: str, asked: tuple[str, str], *gaps: tuple[str, str, str]) -> dict[str, object]:
    """What a clip says of itself; times are seconds of 14:1x."""

    def span(start: str, end: str) -> dict[str, str]:
        return {"start_utc": f"2026-11-23T14:1{start}Z", "end_utc": f"2026-11-23T14:1{end}Z"}

    missing = [{**span(start, end), "reason": reason} for start, end, reason in gaps]
    footage = {"feed": "main", "asked": span(*asked), "pictures": [span(start, end)], "gaps": missing}
    return {**span(start, end), "footage": footage}


def test_evidence_lies_in_order_and_says_what_is_missing_in_it(browser: WebDriver, centre: RunningCentre) -> None:
    operator = centre.client("operator")
    flag_id = _flag(operator)
    missing = (("3:09", "3:31", "not_open"), ("3:50", "3:55", "connection"), ("4:02", "4:04", "of_next_year"))
    after = _clip("4:08", "4:39", ("4:09", "4:39"))
    before = _clip("3:31", "4:09", ("3:09", "4:09"), *missing)
    send_evidence(operator, flag_id, "kam-001", "clip", "video/mp4", b"after", **after)
    send_evidence(operator, flag_id, "kam-001", "clip", "video/mp4", b"before", **before)
    send_evidence(operator, flag_id, "kam-001", "clip", "video/mp4", b"older console")
    clocks = {"camera_ahead_ms": -12_340.0, "console_ahead_ms": 80.0, "console_uncertainty_ms": 100.0}
    send_evidence(operator, flag_id, "kam-001", "still", "image/png", _png(), clocks=clocks)
    _open(browser, centre)
    card = _card(browser, flag_id)
    wait_until(lambda: len(card.find_elements(By.TAG_NAME, "figure")) == 4)

    def said() -> list[list[str]]:
        captions = card.find_elements(By.TAG_NAME, "figcaption")
        return [[line.text for line in caption.find_elements(By.TAG_NAME, "p")] for caption in captions]

    assert said() == [
        [
            "Foto pukul 21.14.09 WIB",
            "Jam kamera: 12,3 detik lebih lambat dari jam ruang pantau",
            "Jam ruang pantau: cocok dengan jam pusat",
        ],
        [
            "Video sebelum laporan: pukul 21.13.31 WIB sampai 21.14.09 WIB",
            "Tidak ada gambar pukul 21.13.09 WIB sampai 21.13.31 WIB: kamera belum tersambung ke ruang pantau",
            "Tidak ada gambar pukul 21.13.50 WIB sampai 21.13.55 WIB: sambungan ke kamera terputus",
            "Tidak ada gambar pukul 21.14.02 WIB sampai 21.14.04 WIB: of_next_year",
        ],
        [
            "Video sesudah laporan: pukul 21.14.08 WIB sampai 21.14.39 WIB",
            "Lengkap, tidak ada bagian yang hilang",
        ],
        ["Video pukul 21.14.09 WIB sampai 21.14.09 WIB"],
    ]
    browser.find_element(By.ID, "language").click()
    assert said()[2][1] == "Complete, no part is missing"
    assert said()[1][2] == "No pictures from 21:13:50 WIB to 21:13:55 WIB: the connection to the camera was lost"
    browser.find_element(By.ID, "language").click()


def test_evidence_of_several_cameras_lies_camera_by_camera(browser: WebDriver, centre: RunningCentre) -> None:
    centre.add_cameras([TestCamera("kam-001", 1307, name="Pos RT 3 Bandarharjo"), TestCamera("kam-002", 1308)])
    operator = centre.client("operator")
    flag_id = _flag(operator, more_camera_ids=["kam-002"])
    for camera in ("kam-002", "kam-001"):
        send_evidence(operator, flag_id, camera, "clip", "video/mp4", camera.encode())
        send_evidence(operator, flag_id, camera, "still", "image/png", _png())
    _open(browser, centre)
    card = _card(browser, flag_id)
    wait_until(lambda: len(card.find_elements(By.TAG_NAME, "figure")) == 4)

    named = [line.text for line in card.find_elements(By.CSS_SELECTOR, "figcaption p:first-child")]
    assert [line.split(" · ")[0] for line in named] == ["Kamera 1307", "Kamera 1307", "Kamera 1308", "Kamera 1308"]
    kinds = [one.get_attribute("data-field") for one in card.find_elements(By.CSS_SELECTOR, "figure > :first-child")]
    assert kinds == ["still", "clip", "still", "clip"]
    assert "; Kamera 1308" in _field(card, "camera").text


def test_the_plan_names_what_is_around_with_coordinates_to_open(browser: WebDriver, centre: RunningCentre) -> None:
    near = TestCamera("kam-002", 1308, name="Gang <b>Melati</b>", place="-6.9591,110.42", status="offline")
    centre.add_cameras([near, TestCamera("kam-003", 1309, place=",")])
    flag_id = _flag(centre.client("operator"), more_camera_ids=["kam-003"])
    _open(browser, centre)
    card = _card(browser, flag_id)
    card.find_element(By.CSS_SELECTOR, '[data-field="map"] > summary').click()
    plan = wait_until(lambda: card.find_elements(By.CSS_SELECTOR, ".plan svg"))[0]
    assert [one.text for one in plan.find_elements(By.CSS_SELECTOR, "text.flagged")] == [
        "Kamera 1307 · Pos RT 3 Bandar…"
    ]
    assert [one.text for one in plan.find_elements(By.CSS_SELECTOR, "text.near")] == ["1308"]
    assert [one.text for one in plan.find_elements(By.CSS_SELECTOR, "text.area")] == ["Bandarharjo, RW 002"]
    assert [one.text for one in plan.find_elements(By.CSS_SELECTOR, ".scale text")] == ["100 m", "U"]
    listed = card.find_elements(By.CSS_SELECTOR, ".plan li")
    assert [one.text for one in listed] == ["Kamera 1308 · Gang <b>Melati</b> · 100 m · terputus"]
    link = card.find_element(By.CSS_SELECTOR, ".coordinates a")
    assert link.text == "-6.960000, 110.420000"
    assert str(link.get_attribute("href")).startswith("geo:-6.960000,110.420000?q=-6.960000,110.420000(Kamera%201307")
    assert "Letak sebagian kamera belum dicatat." in card.text


def test_a_still_is_enlarged_with_time_and_camera_and_notes_have_their_authors(
    browser: WebDriver, centre: RunningCentre
) -> None:
    operator = centre.client("operator")
    flag_id = _flag(operator)
    send_evidence(operator, flag_id, "kam-001", "still", "image/png", _png())
    for note in ("pelaku lari ke utara", "dua motor"):
        step = {"id": str(new_id()), "action": "note", "note": note}
        assert operator.call("POST", f"/v1/flags/{flag_id}/changes", step).status_code == 200
    _open(browser, centre)
    card = _card(browser, flag_id)
    notes = [one.text.splitlines() for one in card.find_elements(By.CSS_SELECTOR, ".notes li")]
    assert [note[1] for note in notes] == ["pelaku lari ke utara", "dua motor"]
    assert all(note[0].endswith("WIB · Operator · catatan") for note in notes)
    _field(card, "still").click()
    dialog = browser.find_element(By.ID, "enlarged")
    wait_until(dialog.is_displayed)
    told = [line.text for line in dialog.find_elements(By.TAG_NAME, "p")]
    assert told[0] == "Kamera 1307 · Pos RT 3 Bandarharjo"
    assert told[1] == "Senin, 23 November 2026, 21.14 WIB · Foto pukul 21.14.09 WIB"
    dialog.find_element(By.TAG_NAME, "button").click()
    wait_until(lambda: not dialog.is_displayed())


def test_what_people_write_is_shown_and_never_run(browser: WebDriver, centre: RunningCentre) -> None:
    nasty = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    flag_id = _flag(centre.client("operator"), note=nasty, category="<b>x</b>")
    _open(browser, centre)
    card = _card(browser, flag_id)
    assert _field(card, "note").text == nasty
    assert _field(card, "category").text == "<b>x</b>"
    assert browser.title != "owned"


def test_the_page_comes_back_after_an_outage_of_the_centre(browser: WebDriver, centre: RunningCentre) -> None:
    _open(browser, centre)
    wait_until(lambda: _connection(browser) == "live")
    centre.stop()
    wait_until(lambda: _connection(browser) == "again")
    centre.start()
    flag_id = _flag(centre.client("operator"))
    wait_until(lambda: browser.find_elements(By.CSS_SELECTOR, f'[data-flag-id="{flag_id}"]'), timeout_s=30)


def test_reloading_and_signing_out_leave_no_stream_behind(browser: WebDriver, centre: RunningCentre) -> None:
    _open(browser, centre)
    for _ in range(5):
        wait_until(lambda: _connection(browser) == "live")
        browser.refresh()
    wait_until(lambda: _connection(browser) == "live")
    wait_until(lambda: centre.centre.broker.open_streams == 1)
    browser.find_element(By.ID, "sign-out").click()
    wait_until(lambda: centre.centre.broker.open_streams == 0)
    assert browser.find_element(By.ID, "username").is_displayed()


def test_language_can_be_switched(browser: WebDriver, centre: RunningCentre) -> None:
    flag_id = _flag(centre.client("operator"))
    _open(browser, centre)
    card = _card(browser, flag_id)
    browser.find_element(By.ID, "language").click()
    assert _field(card, "category").text == "Gang brawl"
    assert browser.find_element(By.ID, "sign-out").text == "Sign out"
    browser.find_element(By.ID, "language").click()
    assert _field(card, "category").text == "Tawuran / perkelahian massal"


def test_an_account_that_is_not_the_polices_is_told_so(browser: WebDriver, centre: RunningCentre) -> None:
    _open(browser, centre, "operator")
    problem = browser.find_element(By.ID, "sign-in-problem")
    wait_until(lambda: problem.text == "Akun ini bukan akun polisi atau petugas bukti.")
