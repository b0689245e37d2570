"""The portal in a browser, served as it is in production: what people see of it works under its own policy, is
accessible, and the whole story holds from invitation to answer (long)."""

from __future__ import annotations

import email
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import policy
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.conftest import PROJECT, DemoNacht, Uitvoer
from tests.uitkomsten.maken import BSN, als_csv, regel

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="geen chromium op deze machine (Debian: apt-get install chromium)"
)
LAPTOP, TELEFOON = {"width": 1366, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Dienst:
    """A portal that serves the demo, in processes of its own."""

    data: Path
    adres: str
    wachtwoord: str
    geheimen: dict[str, str]


@dataclass
class Lezer:
    """A person with a browser, who notes what should not happen."""

    dienst: Dienst
    tab: Page
    fouten: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tab.on("console", self._console)
        self.tab.on("pageerror", lambda fout: self.fouten.append(str(fout)))

    def _console(self, bericht: ConsoleMessage) -> None:
        # a form that is refused has status 400, which a browser calls an error
        if bericht.type in ("error", "warning") and "status of 400" not in bericht.text:
            self.fouten.append(bericht.text)

    def ga(self, pad: str) -> Page:
        self.tab.goto(f"{self.dienst.adres}{pad}")
        return self.tab

    def meld_aan(self, adres: str, wachtwoord: str, geheim: str) -> None:
        self.ga("/account/login/")
        self.tab.fill("#id_login", adres)
        self.tab.fill("#id_password", wachtwoord)
        self.tab.click("button:has-text('Meld aan')")
        self.tab.fill("#id_code", _code(geheim))
        self.tab.click("button:has-text('Meld aan')")
        self.tab.wait_for_url(f"{self.dienst.adres}/")

    def keur(self) -> None:
        """Accessible, and nothing went wrong so far."""
        ernst = ("serious", "critical") if "/map/" in self.tab.url else ("minor", "moderate", "serious", "critical")
        gevonden = Axe().run(self.tab, options={"preload": False}).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in gevonden if v["impact"] in ernst] == []
        assert self.fouten == [], self.tab.url


def _code(geheim: str) -> str:
    import base64
    import hashlib
    import hmac
    import struct

    som = hmac.new(base64.b32decode(geheim), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    plek = som[-1] & 15
    return f"{(struct.unpack('>I', som[plek : plek + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def _vrije_poort() -> int:
    with socket.socket() as stekker:
        stekker.bind(("127.0.0.1", 0))
        return int(stekker.getsockname()[1])


@pytest.fixture(scope="module")
def dienst(demo_nacht: DemoNacht, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    map_ = tmp_path_factory.mktemp("dienst")
    shutil.copytree(demo_nacht.data, map_ / "data", symlinks=True)
    poort = _vrije_poort()
    uit = map_ / "uit.txt"
    with uit.open("w") as scherm:
        proces = subprocess.Popen(
            [sys.executable, "-m", "portaal", "--demo", str(map_ / "data"), "--poort", str(poort)],
            cwd=PROJECT,
            stdout=scherm,
            stderr=subprocess.STDOUT,
        )
    adres = f"http://127.0.0.1:{poort}"
    try:
        for _ in range(600):
            assert proces.poll() is None, uit.read_text()
            with suppress(OSError), urllib.request.urlopen(f"{adres}/favicon.ico", timeout=5):
                break
            time.sleep(0.2)
        tekst = uit.read_text()
        wachtwoord = re.search(r"elk account: (\S+)", tekst)
        assert wachtwoord is not None, tekst
        yield Dienst(map_ / "data", adres, wachtwoord[1], dict(re.findall(r"(\S+@\S+)\s+sleutel (\w+)", tekst)))
    finally:
        proces.terminate()
        proces.wait(timeout=60)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture
def lezer(chromium: Browser, dienst: Dienst) -> Iterator[Callable[..., Lezer]]:
    open_: list[BrowserContext] = []

    def maak(naam: str = "", beeld: dict[str, int] = LAPTOP) -> Lezer:
        open_.append(chromium.new_context(viewport=beeld, accept_downloads=True, locale="nl-NL"))
        nieuw = Lezer(dienst, open_[-1].new_page())
        if naam:
            adres = f"{naam}@demo.example.org"
            nieuw.meld_aan(adres, dienst.wachtwoord, dienst.geheimen[adres])
        return nieuw

    yield maak
    for context in open_:
        context.close()


def test_pages_work_under_their_own_policy_and_are_accessible(lezer: Callable[..., Lezer]) -> None:
    vreemd = lezer()
    for pad in ("/account/login/", "/account/password/reset/"):
        vreemd.ga(pad)
        vreemd.keur()
    aanbieder = lezer("aanbieder", TELEFOON)
    for pad in (
        *("/", "/aanleveren/00910001/", "/gesprekken/", "/gesprekken/nieuw/00910001/", "/aansluiten/00910001/"),
        *("/account/2fa/", "/account/logout/", "/map/aanbieder/00910001/cijfers.html"),
    ):
        tab = aanbieder.ga(pad)
        aanbieder.keur()
        breed = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert breed <= 0 or "cijfers" in pad, f"{pad} is wider than a phone"
    # from a figure to the form about it
    tab = aanbieder.tab
    assert tab.locator("a.betwist").count() > 10
    tab.locator("th a.betwist").first.click()
    assert tab.locator("#id_kpi").input_value() != ""


def test_the_charts_of_the_data_team_need_no_code_of_strangers(lezer: Callable[..., Lezer]) -> None:
    datateam = lezer("datateam")
    tab = datateam.ga("/map/datateam")
    for naam in ("volume", "kosten"):
        tab.goto(tab.url.rsplit("/", 1)[0] + f"/{naam}.html")
        tab.wait_for_function("document.body.dataset.klaar === 'ja'")
        tab.wait_for_selector(".grafiek svg")
        assert tab.locator(".grafiek p.leeg").count() == 0
    assert datateam.fouten == []
    tab = datateam.ga("/beheer/portaal/logregel/")
    with tab.expect_download() as bezig:
        tab.click("text=Alles als CSV")
    assert "data/volume.js" in Path(bezig.value.path()).read_text(encoding="utf-8-sig")


@pytest.mark.lang
def test_the_whole_story(
    dienst: Dienst, lezer: Callable[..., Lezer], draai_nacht: Callable[..., Uitvoer], tmp_path: Path
) -> None:
    """Invited, signed in, reads, switches, hands in a wrong file, reads the errors, hands in the right one, a night
    runs, sees the new figures, disputes one, gets an answer."""
    agb, adres, wachtwoord = "00910003", "nieuw@aanbieder.example.org", "zeven losse woorden"
    beheer = lezer("beheer")
    tab = beheer.ga("/beheer/portaal/account/add/")
    tab.fill("#id_email", adres)
    tab.fill("#id_naam", "Noor")
    tab.select_option("#id_rollen-0-soort", "aanbieder")
    tab.fill("#id_rollen-0-code", agb)
    tab.click("input[name=_save]")
    assert "verstuurd" in tab.content()
    assert beheer.fouten == []
    (brief,) = (dienst.data / "portaal" / "uit").glob("*.eml")
    bericht = email.message_from_bytes(brief.read_bytes(), policy=policy.default)
    link = re.search(r"http://\S+", bericht.get_content())
    assert link is not None

    noor = lezer()
    tab = noor.tab
    tab.goto(link[0])
    noor.keur()
    tab.fill("#id_password1", wachtwoord)
    tab.fill("#id_password2", wachtwoord)
    tab.click("button:has-text('Bewaar')")
    noor.keur()
    tab.click("text=Meld aan")
    tab.fill("#id_login", adres)
    tab.fill("#id_password", wachtwoord)
    tab.click("button:has-text('Meld aan')")
    noor.keur()
    tab.click("text=Met een app op uw telefoon")
    noor.keur()
    tab.fill("#id_code", _code(tab.inner_text("#sleutel")))
    tab.click("button:has-text('Stel in')")
    noor.keur()
    tab = noor.ga("/")
    tab.click("text=Bekijk de cijfers")
    noor.keur()
    tab.click("text=De cijfers >> nth=0")
    assert "Cijfers:" in tab.inner_text("h1")

    def lever(naam: str, inhoud: bytes) -> None:
        (tmp_path / naam).write_bytes(inhoud)
        noor.ga(f"/aanleveren/{agb}/")
        tab.set_input_files("#id_bestand", tmp_path / naam)
        tab.click("button:has-text('Lever aan')")

    goed = [
        regel(aanbieder_agb=agb, bsn=bsn, verslagjaar="2026", periode="K1", aanleverdatum="20260410", volgnummer="01")
        for bsn in BSN[10:20]
    ]
    lever("ander.csv", als_csv([regel(aanbieder_agb="00910001")]))
    tab.wait_for_selector(".fouten")
    assert "uw eigen AGB-code" in tab.inner_text(".fouten")
    noor.keur()
    lever("fout.csv", als_csv([*goed[:9], goed[9] | {"postcode": "FOUT"}]))
    tab.wait_for_selector("h1:has-text('Uitkomstbestand')")
    assert "postcode" in tab.inner_text("table")
    noor.keur()
    lever("goed.csv", als_csv(goed))
    tab.wait_for_selector("text=Het bestand klopt technisch")
    nacht = draai_nacht("--demo", str(dienst.data))
    assert nacht.status == 0, nacht.tekst
    tab = noor.ga(f"/aanleveren/{agb}/")
    standen = tab.locator("tbody td[data-kop=Nacht]").all_inner_texts()
    assert [stand.split(":")[0].strip() for stand in standen] == ["verwerkt", "afgekeurd"]
    tab.click("a:has-text('verwerkt')")
    assert "Dit bestand telt mee" in tab.content()
    noor.ga(f"/aansluiten/{agb}/")
    assert tab.locator("tr:has-text('Account met tweede factor') td").first.inner_text() != "nog niet"

    noor.ga(f"/map/aanbieder/{agb}/cijfers.html")
    tab.locator("th a.betwist").first.click()
    tab.fill("#id_tekst", "Dit cijfer herkennen wij niet; zie toewijzing 300157.")
    tab.click("button:has-text('Plaats')")
    assert "open" in tab.inner_text("dl.peil")
    noor.keur()
    gesprek = tab.url.removeprefix(dienst.adres)
    diemen = lezer("gemeente", TELEFOON)
    diemen.ga("/gesprekken/")
    diemen.keur()
    tab2 = diemen.ga(gesprek)
    tab2.fill("#id_tekst", "U heeft gelijk, we herstellen het.")
    tab2.click("button:has-text('Plaats')")
    diemen.keur()
    noor.ga(gesprek)
    assert "beantwoord" in tab.inner_text("dl.peil")

    meer = lezer("meer")
    tab3 = meer.ga("/map/gemeente/0437")
    tab3.click(".portaalbalk a:has-text('backoffice')")
    assert "/map/backoffice/0437/v/" in tab3.url
    meer.keur()
    assert noor.fouten == diemen.fouten == []
