"""Every page of the site in a browser, from disk: what a reader sees equals the marts, whatever is chosen. A new page
is tested by being listed in PAGINAS."""

from __future__ import annotations

import csv
import io
import re
import shutil
import statistics
from collections.abc import Iterator
from datetime import date
from itertools import combinations, groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, FloatRect, Page, sync_playwright
from python_calamine import CalamineWorkbook

from peilstok.rapport.blok import Blok, Pagina
from peilstok.rapport.paginas import PAGINAS
from tests.publicatie.wereld import AANBIEDERS
from tests.rapport.blad import Keuze, gesorteerd, stoplicht_verwacht, verwacht
from tests.rapport.gepubliceerd import publiceer_wereld

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="geen chromium op deze machine (Debian: apt-get install chromium)"
)

GEEN_KEUZE = Keuze("Jw", 2026)
KEUZES = (GEEN_KEUZE, Keuze("Wmo", 2025, 4, "0983", "73730001"))
MET_CIJFERS = [p for p in PAGINAS if p.blokken]
per_pagina = pytest.mark.parametrize("pagina", MET_CIJFERS, ids=[p.naam for p in MET_CIJFERS])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publiceer_wereld(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def marts(site: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(site / "peilstok.duckdb"), read_only=True) as con:
        yield con


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


class Lezer:
    """A reader with one tab open, who notes what should not happen."""

    def __init__(self, chromium: Browser, site: Path) -> None:
        self.site = site
        self.fouten: list[str] = []
        self.tab: Page = chromium.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True)
        self.tab.on("console", self._console)
        self.tab.on("pageerror", lambda fout: self.fouten.append(str(fout)))
        # blob: is a file that the page itself makes, for a download.
        self.tab.on("request", lambda r: None if re.match("(file|blob):", r.url) else self.fouten.append(r.url))

    def _console(self, bericht: ConsoleMessage) -> None:
        if bericht.type in ("error", "warning"):
            self.fouten.append(bericht.text)

    def open(self, naam: str, hash_: str = "") -> None:
        # By way of an empty page: another hash alone would not load anything.
        self.tab.goto("about:blank")
        self.tab.goto((self.site / f"{naam}.html").as_uri() + hash_)
        self.wacht()

    def wacht(self) -> None:
        self.tab.wait_for_function("document.body.dataset.klaar === 'ja'")

    def kies(self, pagina: Pagina, keuze: Keuze) -> Keuze:
        """Set the filters that the page has; returns the selection that holds then."""
        for naam in pagina.filters:
            if hasattr(keuze, naam):
                self.tab.select_option(f"#filter-{naam}", str(getattr(keuze, naam)))
        self.wacht()
        return keuze if "maand" in pagina.filters else Keuze(keuze.wet, keuze.jaar, 0, keuze.gemeente, keuze.aanbieder)

    def tabel(self, blok: Blok) -> list[list[Any]]:
        """The figures in the table as they are written."""
        rijen = self.tab.locator(f"#tabel-{blok.id} tbody tr").all()
        return [
            [
                # A column without any figure is one of text, and nothing is a dash in both.
                _uit_nederlands(tekst) if soort == "getal" or tekst == "–" else tekst
                for soort, tekst in rij.locator("td").evaluate_all(
                    # Not innerText: that of a closed table is empty.
                    "cellen => cellen.map(c => [c.className.split(' ')[0], c.textContent])"
                )
            ]
            for rij in rijen
        ]

    def download(self, blok: Blok, soort: str) -> bytes:
        with self.tab.expect_download() as bezig:
            self.tab.click(f"[data-blok='{blok.id}'][data-download='{soort}']")
        return Path(bezig.value.path()).read_bytes()

    def beeld(self) -> list[str]:
        """What the page says, to compare two views."""
        return self.tab.locator("main").all_inner_texts()


@pytest.fixture
def lezer(chromium: Browser, site: Path) -> Iterator[Lezer]:
    lezer = Lezer(chromium, site)
    yield lezer
    lezer.tab.close()
    assert lezer.fouten == []


def _uit_nederlands(tekst: str) -> float | None:
    kaal = tekst.strip().replace(".", "").replace(",", ".").replace("\u2212", "-")
    return None if kaal in ("–", "") else float(kaal)


def _met_tabel(pagina: Pagina) -> list[Blok]:
    return [
        blok for blok in pagina.blokken if blok.soort not in ("kerncijfers", "stoplicht", "aandacht", "matrix", "naast")
    ]


def _ongeveer(gezien: list[list[Any]], juist: list[list[Any]], blok: Blok) -> None:
    """The table is rounded to the decimals of its maten, the largest difference is half of the last one."""
    ruim = 0.5 * 10 ** -min(m.decimalen for m in (*blok.maten, *blok.na)) + 0.011
    assert len(gezien) == len(juist), blok.id
    # Rows of text in the order of their texts: rounding does not change it.
    per_tekst = any(isinstance(w, str) for rij in juist for w in rij)

    def volgorde(rijen: list[list[Any]]) -> list[list[Any]]:
        return sorted(rijen, key=lambda rij: [w for w in rij if isinstance(w, str)]) if per_tekst else rijen

    for rij, juiste in zip(volgorde(gesorteerd(gezien)), volgorde(juist), strict=True):
        assert [w if w is None or isinstance(w, str) else 0 for w in rij] == [
            w if w is None or isinstance(w, str) else 0 for w in juiste
        ], blok.id
        assert _getallen(rij) == pytest.approx(_getallen(juiste), abs=ruim), blok.id


def _getallen(rij: list[Any]) -> list[float]:
    return [w for w in rij if w is not None and not isinstance(w, str)]


@per_pagina
def test_filters_brengen_de_cijfers_van_de_marts(
    lezer: Lezer, marts: duckdb.DuckDBPyConnection, pagina: Pagina
) -> None:
    lezer.open(pagina.naam)
    for keuze in KEUZES:
        geldt = lezer.kies(pagina, keuze)
        for blok in _met_tabel(pagina):
            for maat in blok.maten if blok.maatkeuze else (None,):
                if maat:
                    lezer.tab.select_option(f"#maat-{blok.id}", maat.kolom)
                    lezer.wacht()
                juist = verwacht(marts, blok, geldt, maat)
                _ongeveer(lezer.tabel(blok), juist, blok)
                assert bool(juist) != bool(lezer.tab.inner_text(f"#leeg-{blok.id}")), blok.id
        for blok in pagina.blokken:
            if blok.soort == "kerncijfers":
                tegels = lezer.tab.locator(f"#tegels-{blok.id} dd.waarde").all_inner_texts()
                getallen = [[_uit_nederlands(re.sub(r"[^\d.,\u2212–]", "", tekst))] for tekst in tegels]
                _ongeveer(getallen, gesorteerd([[w] for rij in verwacht(marts, blok, geldt) for w in rij]), blok)


@per_pagina
def test_downloads_zijn_wat_er_staat(lezer: Lezer, marts: duckdb.DuckDBPyConnection, pagina: Pagina) -> None:
    lezer.open(pagina.naam)
    aanbieder = "73730001" if pagina.kies_aanbieder else "ALLE"
    wet = pagina.eerst_wet or "Jw"
    keuze = lezer.kies(pagina, Keuze(wet, 2026, 5, "0983", aanbieder))
    for blok in _met_tabel(pagina):
        # Chromium stops a page after ten downloads in a row; a fresh one also proves that the address is enough.
        lezer.tab.reload()
        lezer.wacht()
        juist = verwacht(marts, blok, keuze, blok.maten[0] if blok.maatkeuze else None)
        if not juist and pagina.kies_aanbieder:
            continue
        assert juist, blok.id
        inhoud = lezer.download(blok, "csv")
        assert inhoud.startswith(b"\xef\xbb\xbf"), "Excel leest zonder BOM geen UTF-8"
        regels = list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))
        blad = CalamineWorkbook.from_filelike(io.BytesIO(lezer.download(blok, "xlsx"))).get_sheet_by_index(0)
        # in a sheet a day is a day, and no cell is text that looks like one
        cellen = [cel for rij in blad.to_python() for cel in rij]
        assert date(2026, 7, 14) in cellen
        # a code or a year of digits alone is text, so that it keeps its zeros and gets no point
        als_tekst = [cel for cel in cellen if isinstance(cel, str) and re.fullmatch(r"\d+-\d+-\d+|-?\d+[.,]\d+", cel)]
        assert als_tekst == []
        for soort, rijen in (("csv", regels), ("xlsx", [[_dag(cel) for cel in rij] for rij in blad.to_python()])):
            kop = {str(rij[0]): str(rij[1]) for rij in rijen if len(rij) > 1 and rij[0]}
            assert kop["Peilstok"] == blok.titel
            assert {"Jw": "Jeugdwet (Jw)", "Wmo": "Wmo"}[wet] in kop["Selectie"], soort
            assert "Venlo" not in kop.get("Kennisdatum", ""), soort
            assert kop["Peildatum"] == kop["Kennisdatum"] == "14-07-2026"
            assert "voorlopig" in kop["Stand"] or blok.bron.tijdloos or blok.over == "rijen", soort
            begin = next(n for n, rij in enumerate(rijen) if rij and rij[0] == (blok.rijkop or "Wat")) + 1
            breed = len(juist[0])
            plekken = range(1, breed + 1)
            is_tekst = {i for i in plekken if any(isinstance(rij[i - 1], str) for rij in juist)}
            cijfers = [[_cel(rij[i], i in is_tekst) for i in plekken] for rij in rijen[begin:]]
            for rij, juiste in zip(gesorteerd(cijfers), juist, strict=True):
                assert _getallen(rij) == pytest.approx(_getallen(juiste), abs=0.011), (blok.id, soort)
                assert [w for w in rij if isinstance(w, str)] == [w for w in juiste if isinstance(w, str)], blok.id


def test_een_cijfer_van_voor_de_eerste_gedekte_maand_is_gemerkt(lezer: Lezer) -> None:
    zin = "Cijfers vanaf maart 2025; daarvoor ontbreken berichten."
    lezer.open("kwaliteit", "#wet=Wmo&jaar=2025")
    koppen = lezer.tab.locator("#tabel-optijd thead th").all_inner_texts()
    assert [kop for kop in koppen if "†" in kop] == ["jan 25†", "feb 25†", "Jaar tot nu†"]
    assert "† = onvolledig; in de grafiek een open teken. " + zin in lezer.tab.inner_text("#noot-optijd")
    # Another gemeente has them all, and so has the other law.
    for hash_ in ("#wet=Wmo&jaar=2025&gemeente=0983", "#wet=Jw&jaar=2025"):
        lezer.open("kwaliteit", hash_)
        assert "†" not in lezer.tab.inner_text("main")
    lezer.open("index", "#wet=Wmo&jaar=2025")
    rij = lezer.tab.locator("#tabel-stoplicht tr", has_text="Op tijd: startbericht").inner_text()
    assert "grijs" in rij and "er ontbreken berichten" in rij and "2025†" in rij
    assert zin + " Zo'n cijfer krijgt geen kleur." in lezer.tab.inner_text("#noot-stoplicht")


def _dag(waarde: Any) -> Any:
    return f"{waarde:%d-%m-%Y}" if isinstance(waarde, date) else waarde


def _cel(waarde: Any, is_tekst: bool = False) -> float | str | None:
    if is_tekst:
        # The apostrophe keeps a spreadsheet from running text as a formula.
        return str(waarde).removeprefix("'")
    return None if waarde == "" else float(waarde.replace(",", ".") if isinstance(waarde, str) else waarde)


@per_pagina
def test_een_link_brengt_het_beeld_terug_en_gaat_mee(
    lezer: Lezer, chromium: Browser, site: Path, pagina: Pagina
) -> None:
    lezer.open(pagina.naam)
    lezer.kies(pagina, Keuze("Wmo", 2025, 3, "0935", "73730002"))
    for blok in pagina.blokken:
        if blok.maatkeuze:
            lezer.tab.select_option(f"#maat-{blok.id}", blok.maten[-1].kolom)
            lezer.wacht()
    hash_ = urlsplit(lezer.tab.url).fragment
    assert "wet=Wmo" in hash_
    assert ("aanbieder=73730002" in hash_) == ("aanbieder" in pagina.filters)
    ander = Lezer(chromium, site)
    ander.open(pagina.naam, f"#{hash_}")
    assert ander.beeld() == lezer.beeld()
    for verwijzing in lezer.tab.locator("nav a").all():
        assert (verwijzing.get_attribute("href") or "").endswith(f"#{hash_}")
    # The skip link must not wipe the selection out of the address.
    lezer.tab.locator(".spring").focus()
    lezer.tab.keyboard.press("Enter")
    assert urlsplit(lezer.tab.url).fragment == hash_
    assert lezer.tab.evaluate("document.activeElement.id") == "inhoud"
    ander.tab.close()
    assert ander.fouten == []


@per_pagina
def test_onbekende_aanbieder_wordt_uitgelegd(lezer: Lezer, marts: duckdb.DuckDBPyConnection, pagina: Pagina) -> None:
    lezer.open(pagina.naam, f"#wet={pagina.eerst_wet or 'Jw'}&aanbieder=99999999")
    if "aanbieder" in pagina.filters:
        assert "99999999" in lezer.tab.inner_text("#selectie")
    for blok in pagina.blokken:
        if "aanbieder" not in pagina.filters or blok.bron.heel:
            continue
        if "aanbieder_agb" in blok.bron.kolommen:
            assert lezer.tab.inner_text(f"#leeg-{blok.id}") == blok.leeg
        else:
            assert "niet per aanbieder" in lezer.tab.inner_text(f"#noot-{blok.id}")


@per_pagina
@pytest.mark.parametrize("breedte", [1366, 390])
def test_geen_ernstige_toegankelijkheidsfout(lezer: Lezer, pagina: Pagina, breedte: int) -> None:
    lezer.tab.set_viewport_size({"width": breedte, "height": 800})
    lezer.open(pagina.naam)
    # Without preloading: it would fetch the style sheet, which file:// refuses.
    gevonden = Axe().run(lezer.tab, options={"preload": False}).response["violations"]
    ernstig = [(v["id"], [n["target"] for n in v["nodes"]]) for v in gevonden if v["impact"] in ("serious", "critical")]
    assert ernstig == []
    assert lezer.tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "de pagina schuift opzij"
    # What is only read aloud, in a cell out of sight, widens the page unless its place scrolls with it.
    assert lezer.tab.evaluate(
        "[...document.querySelectorAll('.schuif .alleen-voorlezen')]"
        ".every(e => !e.offsetParent || e.closest('.schuif').contains(e.offsetParent))"
    )
    assert lezer.tab.locator("[aria-current='page']").inner_text() == pagina.titel


@pytest.mark.parametrize("zorgterrein", ["ALLE", "J&O"])
def test_waterval_loopt_van_target_naar_werkelijk(lezer: Lezer, zorgterrein: str) -> None:
    lezer.open("kosten")
    lezer.tab.select_option("#filter-zorgterrein", zorgterrein)
    lezer.wacht()
    bedragen = [_uit_nederlands(t.replace("€", "").replace("+", "")) or 0 for t in _teksten(lezer, "pxq")]
    # Target and werkelijk, and two steps for each product: all five, or the two that are J&O.
    assert len(bedragen) == 2 + 2 * (5 if zorgterrein == "ALLE" else 2)
    assert sum(bedragen[:-1]) == bedragen[-1] != 0


def test_plafonds_tonen_de_verwachting(lezer: Lezer) -> None:
    lezer.open("kosten")
    assert _teksten(lezer, "plafond") == ["120,0%", "90,0%", "90,0%"]
    lezer.tab.select_option("#filter-aanbieder", "73730001")
    lezer.wacht()
    assert _teksten(lezer, "plafond") == ["120,0%"]
    assert lezer.tab.locator("#tabel-plafond tbody th").all_inner_texts() == ["Ambulant Noord, J&O, 0983"]


def _teksten(lezer: Lezer, blok: str) -> list[str]:
    """The figures beside the bars of a chart, top to bottom."""
    return lezer.tab.locator(f"#grafiek-{blok} .mark-text.role-mark text").all_text_contents()


def _overlapt(een: FloatRect, ander: FloatRect) -> bool:
    breed = min(een["x"] + een["width"], ander["x"] + ander["width"]) - max(een["x"], ander["x"])
    hoog = min(een["y"] + een["height"], ander["y"] + ander["height"]) - max(een["y"], ander["y"])
    return breed > 0 and hoog > 3  # the box of a letter is higher than the letter


@pytest.mark.parametrize("breedte", [1366, 390])
def test_namen_en_normen_van_een_grafiek_zijn_heel(lezer: Lezer, breedte: int) -> None:
    """No name cut off left of a bar, no norm written across a line."""
    lezer.tab.set_viewport_size({"width": breedte, "height": 800})
    for pagina in (p for p in MET_CIJFERS if not p.kies_aanbieder):
        # what was to be expected is known of the last year only
        jaar = 2026 if pagina.naam == "sturing" else 2025
        lezer.open(pagina.naam, f"#wet={pagina.eerst_wet or 'Jw'}&jaar={jaar}")
        for blok in (b for b in pagina.blokken if b.soort in ("balken", "waterval")):
            namen = lezer.tab.locator(f"#grafiek-{blok.id} .role-axis-label text").all_text_contents()
            assert namen and not [naam for naam in namen if "…" in naam], blok.id
    lezer.open("doorlooptijd", "#wet=Jw&jaar=2026")
    namen = lezer.tab.locator("#grafiek-aanbieders .mark-text.role-mark text").all()
    dozen = [doos for naam in namen if naam.text_content() and (doos := naam.bounding_box())]
    assert len(dozen) > 2 and not any(_overlapt(een, ander) for een, ander in combinations(dozen, 2))
    lezer.open("kwaliteit", "#wet=Wmo&jaar=2025")
    assert "start (305) 80% tot en met juni 2025, 90% vanaf juli 2025" in lezer.tab.inner_text("#noot-optijd")
    grafiek = lezer.tab.locator("#grafiek-optijd")
    lijnen = [doos for lijn in grafiek.locator(".mark-line path").all() if (doos := lijn.bounding_box())]
    labels = [doos for tekst in grafiek.locator(".mark-text.role-mark text").all() if (doos := tekst.bounding_box())]
    assert len(lijnen) == 2 and len(labels) == 1  # the norm that holds no more has none
    assert labels[0]["x"] > max(lijn["x"] + lijn["width"] for lijn in lijnen)
    normen = [doos for norm in grafiek.locator(".mark-rule.role-mark line").all() if (doos := norm.bounding_box())]
    vorig, nu = sorted(normen, key=lambda norm: norm["x"])
    assert vorig["x"] + vorig["width"] == pytest.approx(nu["x"], abs=1) and vorig["y"] > nu["y"]


def test_bijschrift_noemt_waarover_de_cijfers_gaan(lezer: Lezer) -> None:
    lezer.open("kosten", "#wet=Jw&jaar=2025")
    assert lezer.tab.inner_text("#tabel-plafond caption") == (
        "Jeugdwet (Jw), 2025, alle gemeenten, alle aanbieders, alle zorgterreinen."
    )
    # Not what was chosen but could not be applied.
    lezer.open("kosten", "#wet=Jw&jaar=2025&maand=3&aanbieder=73730001")
    for blok_id, selectie in (
        ("uitgaven", "Jeugdwet (Jw), 2025 tot en met maart, alle gemeenten, alle aanbieders, alle zorgterreinen."),
        ("pxq", "Jeugdwet (Jw), 2025, alle gemeenten, alle aanbieders, alle zorgterreinen."),
        ("plafond", "Jeugdwet (Jw), 2025, alle gemeenten, Ambulant Noord, alle zorgterreinen."),
    ):
        assert lezer.tab.inner_text(f"#tabel-{blok_id} caption") == selectie
    lezer.open("doorlooptijd", "#wet=Jw&jaar=2025&aanbieder=73730001")
    assert "alle aanbieders" in lezer.tab.inner_text("#tabel-aanbieders caption")
    # What is open now is of no year.
    lezer.open("aanbieder", "#wet=Jw&jaar=2025&aanbieder=73730001")
    stand = "Jeugdwet (Jw), alle gemeenten, Ambulant Noord, stand op 14-07-2026"
    assert lezer.tab.inner_text("#tabel-bevindingen caption") == f"{stand}."
    blok = next(b for p in PAGINAS for b in p.blokken if p.naam == "aanbieder" and b.id == "bevindingen")
    assert f"Selectie;{stand}\r\n" in lezer.download(blok, "csv").decode("utf-8-sig")


def test_maand_zonder_cijfer_is_een_gat_in_de_lijn(lezer: Lezer) -> None:
    lezer.open("doorlooptijd", "#wet=Jw&jaar=2025")
    blok = next(b for p in PAGINAS for b in p.blokken if p.naam == "doorlooptijd" and b.id == "wachttijd")
    # Of every row but the total: how many stretches of months with a figure.
    stukken = [sum(met for met, _ in groupby(waarde is not None for waarde in rij)) for rij in lezer.tabel(blok)[:-1]]
    lijnen = lezer.tab.locator("#grafiek-wachttijd .mark-line path").evaluate_all(
        "p => p.map(x => x.getAttribute('d'))"
    )
    assert max(stukken) > 1
    assert sorted(lijn.count("M") for lijn in lijnen) == sorted(stukken)


def test_lijst_past_op_een_telefoon(lezer: Lezer) -> None:
    lezer.tab.set_viewport_size({"width": 390, "height": 844})
    lezer.open("aanbieder", "#wet=Jw&jaar=2026&aanbieder=73730001")
    for blok in ("bevindingen", "afspraken", "opvolging"):
        cellen = lezer.tab.locator(f"#tabel-{blok} td").all()
        assert cellen and all((doos := cel.bounding_box()) and doos["x"] + doos["width"] <= 390 for cel in cellen)
        assert lezer.tab.locator(f"#tabel-{blok}").get_by_role("rowheader").count()
    # The lines are those of the open findings per owner.
    wie = lezer.tab.locator("#tabel-bevindingen td[data-kop='Wie herstelt']").all_inner_texts()
    assert sorted(wie) == ["aanbieder", "gemeente", "niemand: blijft staan", "niemand: blijft staan"]


def test_een_zin_krijgt_de_breedte_van_de_kaart(lezer: Lezer) -> None:
    lezer.tab.set_viewport_size({"width": 390, "height": 844})
    lezer.open("signalen", "#wet=Jw")
    zinnen = [cel for cel in lezer.tab.locator("#tabel-niet td.tekst").all() if len(cel.inner_text()) > 60]
    assert zinnen
    assert all((doos := cel.bounding_box()) and 300 < doos["width"] <= 390 for cel in zinnen)


@pytest.mark.parametrize("rapport", ["berichten", "aanbieder_73730001"])
def test_score_per_regel_past_op_een_telefoon(lezer: Lezer, site: Path, rapport: str) -> None:
    lezer.tab.set_viewport_size({"width": 390, "height": 844})
    lezer.tab.goto((site / "kwaliteit" / f"{rapport}.html").as_uri())
    cellen = lezer.tab.locator("table.scores td").all()
    assert cellen and all((doos := cel.bounding_box()) and doos["x"] + doos["width"] <= 390 for cel in cellen)
    koppen = lezer.tab.locator("table.scores").get_by_role("columnheader").all_inner_texts()
    eerste = lezer.tab.locator("table.scores tbody tr").first.locator("td")
    assert eerste.count() == len(koppen) - 1
    assert "Jw" in lezer.tab.locator("table.scores").get_by_role("rowheader").first.inner_text()
    gevonden = Axe().run(lezer.tab, options={"preload": False}).response["violations"]
    assert [v["id"] for v in gevonden if v["impact"] in ("serious", "critical")] == []


def test_ontbrekend_bestand_zegt_het(chromium: Browser, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "kopie", ignore=shutil.ignore_patterns("Jw-ALLE.js", "*.duckdb", "parquet"))
    lezer = Lezer(chromium, tmp_path / "kopie")
    lezer.tab.goto((tmp_path / "kopie" / "volume.html").as_uri())
    lezer.tab.wait_for_function("document.getElementById('selectie').textContent.includes('ontbreken')")
    lezer.tab.close()


STOPLICHT = next(blok for blok in PAGINAS[0].blokken if blok.soort == "stoplicht")


def _stoplicht_csv(lezer: Lezer) -> list[dict[str, str]]:
    regels = list(csv.reader(io.StringIO(lezer.download(STOPLICHT, "csv").decode("utf-8-sig")), delimiter=";"))
    begin = next(n for n, rij in enumerate(regels) if rij and rij[0] == STOPLICHT.rijkop)
    return [dict(zip(regels[begin], rij, strict=True)) for rij in regels[begin + 1 :]]


@pytest.mark.parametrize(
    "keuze", [GEEN_KEUZE, Keuze("Wmo", 2026, 0, "0983"), Keuze("Wmo", 2025, 0, "ALLE", "73730001")]
)
def test_aandacht_is_die_van_de_mart(lezer: Lezer, marts: duckdb.DuckDBPyConnection, keuze: Keuze) -> None:
    blok = next(blok for blok in PAGINAS[0].blokken if blok.soort == "aandacht")
    lezer.open("index")
    lezer.kies(PAGINAS[0], keuze)
    juist = marts.execute(
        "select d.naam || coalesce(', perceel ' || a.perceel, ''), a.waarde, a.noemer from marts.aandacht as a"
        " inner join marts.dim_kpi as d on a.kpi = d.kpi where wet = ? and jaar = ? and kijk_gemeente_code = ?"
        " and (aanbieder_agb = ? or ? = 'ALLE') order by rang",
        [keuze.wet, keuze.jaar, keuze.gemeente, keuze.aanbieder, keuze.aanbieder],
    ).fetchall()
    assert bool(juist) != bool(lezer.tab.inner_text("#leeg-aandacht"))
    if not juist:
        return
    regels = list(csv.reader(io.StringIO(lezer.download(blok, "csv").decode("utf-8-sig")), delimiter=";"))
    begin = next(n for n, rij in enumerate(regels) if rij and rij[0] == blok.rijkop)
    gezien = [dict(zip(regels[begin], rij, strict=True)) for rij in regels[begin + 1 :]]
    assert [(rij["Wat"], _cel(rij["Waarde"]), _cel(rij["Noemer"])) for rij in gezien] == [
        (naam, pytest.approx(waarde, abs=0.011), pytest.approx(noemer, abs=0.011)) for naam, waarde, noemer in juist
    ]
    assert lezer.tab.locator("#tabel-aandacht tbody tr").count() == min(15, len(juist))


@pytest.mark.parametrize("duur", ["jaar", "kwartaal", "maand"])
@pytest.mark.parametrize(
    ("keuze", "zorgterrein"),
    [
        (GEEN_KEUZE, "ALLE"),
        (Keuze("Wmo", 2026, 0, "0983"), "ALLE"),
        (Keuze("Wmo", 2025, 5, "ALLE", "73730001"), "ALLE"),
        (Keuze("Jw", 2026, 4), "Jeugd-ggz"),
    ],
)
def test_stoplicht_is_dat_van_de_mart(
    lezer: Lezer, marts: duckdb.DuckDBPyConnection, keuze: Keuze, zorgterrein: str, duur: str
) -> None:
    lezer.open("index")
    lezer.kies(PAGINAS[0], keuze)
    lezer.tab.select_option("#filter-zorgterrein", zorgterrein)
    lezer.tab.select_option("#per-stoplicht", duur)
    lezer.wacht()
    juist = stoplicht_verwacht(marts, keuze, zorgterrein, duur)
    assert juist
    rijen = _stoplicht_csv(lezer)
    namen = [rij["KPI"] for rij in rijen]
    assert sorted(namen) == sorted(juist)
    for rij in rijen:
        for kop, waarde in juist[rij["KPI"]].items():
            if isinstance(waarde, float) or waarde is None:
                assert _cel(rij[kop]) == (None if waarde is None else pytest.approx(waarde, abs=0.011)), (rij, kop)
            else:
                assert rij[kop] == waarde, (rij, kop)
    kleuren = ["rood", "oranje", "groen", "grijs"]
    assert [r["Oordeel"] for r in rijen] == sorted((r["Oordeel"] for r in rijen), key=kleuren.index)
    # What is on the page is what is in the file.
    for rij, op_pagina in zip(rijen, lezer.tab.locator("#tabel-stoplicht tbody tr").all(), strict=True):
        cel = {c.get_attribute("data-kop"): c for c in op_pagina.locator("td").all()}
        assert op_pagina.locator("th").inner_text().startswith(rij["KPI"])
        assert cel["Oordeel"].inner_text().split()[1] == rij["Oordeel"]
        assert cel["Oordeel"].inner_text().endswith(rij["Geen kleur"] or rij["Oordeel"])
        if rij["Noemer"] and rij["Noemer telt"] != "euro":
            assert f" {rij['Noemer telt']}" in cel["Waarde"].inner_text()
        assert rij["Trend"] in cel["Trend"].inner_text() and rij["Periode"] in cel["Waarde"].inner_text()
        gezien = _uit_nederlands(re.sub(r"[^\d.,\u2212–]", "", cel["Waarde"].inner_text().split()[0]))
        assert gezien == (None if rij["Waarde"] == "" else pytest.approx(_cel(rij["Waarde"]), abs=0.051))
        for beeld in cel["Verloop"].locator("svg").all():
            assert beeld.get_attribute("aria-label") == f"Verloop: {rij['Verloop']}"


def test_stoplicht_zegt_opvolging_wijziging_en_gaat_naar_de_kpi(lezer: Lezer) -> None:
    lezer.open("index")
    start = next(rij for rij in _stoplicht_csv(lezer) if rij["KPI"].startswith("Op tijd"))
    assert start["Opvolging"] == (
        "escalatie: 2 verbeterplan, lopend (02-06-2026, Ambulant Noord); ook bij 1 andere aanbieder; straks"
        " gesprek: kwartaalgesprek, gepland (20-08-2026, Ambulant Noord)"
    )
    assert start["Sinds vorige publicatie"].endswith("was 50,0%")
    noot = lezer.tab.inner_text("#noot-stoplicht")
    assert "publicatie van 07-07-2026" in noot and "strategisch <overleg>, afgerond (datum onbekend" in noot
    assert "totaalscore" in lezer.tab.inner_text("#blok-stoplicht")
    # A step at one provider and one gemeente is not shown at others.
    lezer.kies(PAGINAS[0], Keuze("Jw", 2026, 0, "0983", "73730002"))
    assert lezer.tab.locator("td[data-kop=Opvolging]").first.inner_text() == "–"
    link = lezer.tab.locator("#tabel-stoplicht th a", has_text="Op tijd")
    hash_ = urlsplit(lezer.tab.url).fragment
    assert "aanbieder=73730002" in hash_
    link.click()
    lezer.tab.wait_for_url("**/kwaliteit.html*")
    lezer.wacht()
    assert lezer.tab.inner_text("h1") == "Kwaliteit"
    assert urlsplit(lezer.tab.url).fragment == hash_


def test_stoplicht_deelt_zijn_periode_en_past_op_een_telefoon(lezer: Lezer, chromium: Browser, site: Path) -> None:
    lezer.open("index")
    lezer.tab.select_option("#per-stoplicht", "kwartaal")
    lezer.wacht()
    ander = Lezer(chromium, site)
    ander.tab.set_viewport_size({"width": 390, "height": 844})
    ander.open("index", "#" + urlsplit(lezer.tab.url).fragment)
    assert ander.tab.input_value("#per-stoplicht") == "kwartaal"
    # As cards, and still a table to a screen reader.
    doos = ander.tab.locator("#tabel-stoplicht tbody tr").first.bounding_box()
    assert doos is not None and doos["width"] <= 390
    stoplicht = ander.tab.locator("#tabel-stoplicht")
    assert stoplicht.get_by_role("rowheader").count() == stoplicht.locator("tbody tr").count() > 0
    ander.tab.close()
    assert ander.fouten == []


@pytest.mark.parametrize("duur", ["jaar", "maand"])
def test_stoplicht_van_een_aanbieder_is_dat_van_het_overzicht(
    lezer: Lezer, marts: duckdb.DuckDBPyConnection, duur: str
) -> None:
    keuze = Keuze("Wmo", 2025, 0, "ALLE", "73730001")
    lezer.open("aanbieder", f"#wet=Wmo&jaar=2025&aanbieder=73730001&per.stoplicht={duur}")
    rijen = _stoplicht_csv(lezer)
    juist = stoplicht_verwacht(marts, keuze, "ALLE", duur)
    assert sorted(rij["KPI"] for rij in rijen) == sorted(juist) != []
    for rij in rijen:
        assert rij["Oordeel"] == juist[rij["KPI"]]["Oordeel"] and rij["Periode"] == juist[rij["KPI"]]["Periode"]
    op_pagina = lezer.tab.locator("#tabel-stoplicht").inner_text()
    # The steps have a list of their own on this page, with no other provider in its file.
    assert "Opvolging" not in op_pagina and "Opvolging" not in rijen[0]
    lezer.open("index", "#" + urlsplit(lezer.tab.url).fragment)
    assert [rij | {"Opvolging": ""} for rij in rijen] == [rij | {"Opvolging": ""} for rij in _stoplicht_csv(lezer)]


def test_aanbieders_zijn_te_sorteren_en_naast_elkaar_te_leggen(lezer: Lezer, marts: duckdb.DuckDBPyConnection) -> None:
    lezer.open("aanbieders", "#wet=Wmo&jaar=2026")
    rijen = _met_namen(
        marts,
        "select aanbieder_agb, k.naam || coalesce(', perceel ' || perceel, '') as kpi, waarde, kleur"
        " from marts.pagina_matrix join marts.dim_kpi as k using (kpi) where wet = 'Wmo' and jaar = 2026",
    )
    met_kleur = {rij["kpi"] for rij in rijen if rij["kleur"] != "grijs"}
    koppen = lezer.tab.locator("#tabel-matrix thead th").all_inner_texts()
    assert koppen == ["Aanbieder", "Segment", *sorted(met_kleur)]
    start = "Op tijd: startbericht"
    lezer.tab.click(f"#tabel-matrix thead button >> text={start}")
    lezer.wacht()
    plek = koppen.index(start)
    gezien = [
        (rij.locator("th").inner_text(), rij.locator("td").nth(plek - 1).inner_text())
        for rij in lezer.tab.locator("#tabel-matrix tbody tr").all()
    ]
    juist = {AANBIEDERS[rij["aanbieder_agb"]]: rij for rij in rijen if rij["kpi"] == start}
    assert sorted(naam for naam, _ in gezien) == sorted(juist)
    # red first, then the figure that is furthest from its norm
    kleuren = ["rood", "oranje", "groen", "grijs"]
    volgorde = [(kleuren.index(juist[naam]["kleur"]), float(juist[naam]["waarde"])) for naam, _ in gezien]
    assert volgorde == sorted(volgorde)
    for naam, tekst in gezien:
        getal = re.search(r"([\d,]+)%", tekst)
        assert getal and _uit_nederlands(getal[1]) == pytest.approx(float(juist[naam]["waarde"]), abs=0.051)
    assert lezer.tab.evaluate("document.activeElement.textContent") == start
    assert "Vink hierboven" in lezer.tab.inner_text("#leeg-naast")
    for code in ("73730001", "73730002"):
        lezer.tab.check(f"[data-naast='{code}']")
        lezer.wacht()
    assert "naast=73730001_73730002" in lezer.tab.url
    koppen = lezer.tab.locator("#tabel-naast thead th").all_inner_texts()
    assert koppen == ["KPI", "Norm", AANBIEDERS["73730001"], AANBIEDERS["73730002"]]
    rij = lezer.tab.locator("#tabel-naast tbody tr", has_text=start)
    assert rij.locator("td").nth(1).inner_text() == next(t for naam, t in gezien if naam == AANBIEDERS["73730001"])


def test_zonder_aanbieder_legt_de_pagina_uit_en_daarna_vergelijkt_ze(lezer: Lezer, site: Path) -> None:
    lezer.open("aanbieder", "#wet=Jw")
    assert "Kies een aanbieder" in lezer.tab.inner_text("main")
    assert not lezer.tab.locator(".blok:visible").count()
    lezer.tab.click("#te-kiezen a >> text=Ambulant Noord")
    lezer.wacht()
    assert lezer.tab.locator("#blok-optijd:visible svg").count() == 1
    assert "klaar" in lezer.tab.evaluate("Object.keys(document.body.dataset).join()")
    lezer.tab.select_option("#gesprek", "klein")
    lezer.wacht()
    assert "gesprek=klein" in lezer.tab.url
    assert not lezer.tab.locator("#blok-kosten:visible").count()
    assert lezer.tab.locator("#blok-afspraken:visible").count() == 1
    rapport = lezer.tab.get_attribute("#bestand-bevindingen", "href") or ""
    assert (site / rapport).is_file()
    # Nobody else is in the file of this provider (A16).
    gegevens = (site / "data" / "aanbieder" / "Jw-73730001.js").read_text(encoding="utf-8")
    assert "73730001" in gegevens
    assert not [agb for agb in AANBIEDERS if agb != "73730001" and agb in gegevens]


def test_spreiding_is_die_van_het_segment_vanaf_vijf_gevallen(marts: duckdb.DuckDBPyConnection) -> None:
    rijen = _met_namen(marts, "select * from marts.pagina_spreiding_resultaat")
    een = next(
        r
        for r in rijen
        if (r["wet"], r["gemeente_code"], r["jaar"], r["aanbieder_agb"]) == ("Jw", "ALLE", 2026, "73730008")
    )
    eigen = sorted(
        waarde
        for agb, waarde in marts.execute(
            "select aanbieder_agb, binnen_norm_volgens_plan_pct from marts.kpi_looptijd where wet = 'Jw'"
            " and jaar = 2026 and productcode = 'ALLE' and gemeente_code = 'ALLE' and uitgestroomd_met_norm_aantal >= 5"
        ).fetchall()
        if agb != "ALLE" and agb >= "73730006"
    )
    assert een["vergeleken_met"] == f"{len(eigen)} in segment regulier"
    assert (een["laagste"], een["mediaan"], een["hoogste"]) == pytest.approx(
        (eigen[0], statistics.median(eigen), eigen[-1])
    )
    # Four klein providers with enough cases are too few: compared with all; the strategic one has no segment of five.
    klein = next(r for r in rijen if r["aanbieder_agb"] == "73730002" and r["jaar"] == 2026)
    assert klein["vergeleken_met"].startswith("alle ")


def _met_namen(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    antwoord = con.execute(sql)
    namen = [kolom[0] for kolom in antwoord.description or []]
    return [dict(zip(namen, rij, strict=True)) for rij in antwoord.fetchall()]


def _volgende_nacht(map_: Path, patroon: str) -> None:
    """Give the files another version, as the next publication does."""
    for pad in map_.glob(patroon):
        if pad.suffix in (".html", ".js") and "runtime" not in pad.parts:
            tekst = pad.read_text(encoding="utf-8")
            pad.write_text(re.sub(r'(versie = "|data-versie=")\w{16}', r"\g<1>" + "0" * 16, tekst), encoding="utf-8")


def _vraagt_opnieuw_te_laden(lezer: Lezer) -> bool:
    lezer.tab.wait_for_selector("#selectie button")
    assert "nieuwe cijfers gepubliceerd" in lezer.tab.inner_text("#selectie")
    assert not lezer.tab.locator(".blok:visible").count()
    return not lezer.tab.locator(".blok td, .blok svg, .tegels *").count()


def test_pagina_van_voor_de_wissel_toont_geen_cijfers_van_erna(chromium: Browser, site: Path, tmp_path: Path) -> None:
    map_ = tmp_path / "site"
    shutil.copytree(site, map_)
    lezer = Lezer(chromium, map_)
    lezer.open("index", "#wet=Jw")
    assert lezer.tab.locator(".blok:visible").count()
    _volgende_nacht(map_, "**/*")
    lezer.tab.select_option("#filter-aanbieder", "73730001")
    assert _vraagt_opnieuw_te_laden(lezer)
    # what was loaded before is of the same night as the page
    lezer.tab.select_option("#filter-aanbieder", "ALLE")
    lezer.wacht()
    assert lezer.tab.locator(".blok:visible").count() and not lezer.tab.locator("#selectie button").count()
    lezer.tab.select_option("#filter-aanbieder", "73730001")
    assert _vraagt_opnieuw_te_laden(lezer)
    lezer.tab.click("#selectie button")
    lezer.wacht()
    assert lezer.tab.input_value("#filter-aanbieder") == "73730001" and lezer.tab.locator(".blok td").count()
    lezer.tab.close()
    assert lezer.fouten == []


@pytest.mark.parametrize("wat", ["*.html", "data/site.js", "data/index.js", "data/index/Jw*.js"])
def test_pagina_die_tijdens_de_wissel_laadt_toont_geen_cijfers(
    chromium: Browser, site: Path, tmp_path: Path, wat: str
) -> None:
    shutil.copytree(site, tmp_path / "site")
    _volgende_nacht(tmp_path / "site", wat)
    lezer = Lezer(chromium, tmp_path / "site")
    lezer.tab.goto((tmp_path / "site" / "index.html").as_uri() + "#wet=Jw")
    assert _vraagt_opnieuw_te_laden(lezer)
    lezer.tab.close()
    assert lezer.fouten == []


@pytest.mark.parametrize("breedte", [1366, 390])
def test_definities_zoeken_en_linken(lezer: Lezer, breedte: int) -> None:
    lezer.tab.set_viewport_size({"width": breedte, "height": 800})
    lezer.open("definities", "#kpi_termijn")
    assert lezer.tab.locator("#kpi_termijn details").get_attribute("open") is not None
    alle = lezer.tab.locator(".definitie:visible").count()
    lezer.tab.fill("#zoek", "kpi_termijn")
    assert 0 < lezer.tab.locator(".definitie:visible").count() < alle
    assert "definities" in lezer.tab.inner_text("#gevonden")
    assert not lezer.tab.locator("#kop-leeswijzer").is_visible()
    lezer.tab.fill("#zoek", "bestaatniet")
    assert "Niets gevonden" in lezer.tab.inner_text("#gevonden")
    lezer.tab.fill("#zoek", "")
    gevonden = Axe().run(lezer.tab, options={"preload": False}).response["violations"]
    assert [v["id"] for v in gevonden if v["impact"] in ("serious", "critical")] == []
    assert lezer.tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    lezer.tab.click("#k002-13 a:text-is('OP271')")
    assert lezer.tab.evaluate("document.querySelector(':target').getBoundingClientRect().top < window.innerHeight")
    links = [a.get_attribute("href") or "" for a in lezer.tab.locator("article.kader a").all()]
    assert len(links) == 3
    for link in links:
        naam, _, hash_ = link.partition(".html")
        lezer.open(naam, hash_)
        assert "Voor deze selectie" not in lezer.tab.inner_text("main section.blok >> nth=0"), link
    lezer.open("definities", "#wet=Wmo&jaar=2025")
    assert (lezer.tab.get_attribute("nav a[data-pagina=volume]", "href") or "").endswith("#wet=Wmo&jaar=2025")
