"""The sheet by itself: the rooms of the script in a browser as the modules that they are, without a page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from peilstok.rapport import runtime
from peilstok.rapport.grafieken import MAANDEN

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
met_browser = pytest.mark.skipif(CHROMIUM is None, reason="geen chromium op deze machine")
KAMERS = files("peilstok.rapport") / "runtime_bron" / "site"

SITE: dict[str, Any] = {
    "alle": "ALLE",
    "overig": "OVERIG",
    "vast": {},
    "merk": "",
    "delen": {},
    "maanden": {"kort": MAANDEN, "lang": MAANDEN},
    "producten": [["Jw", "45A04", "Gesprek", "Jeugd-ggz", "J&O"], ["Jw", "50A01", "Spel", "Overig", "Overig"]],
    "aanbieders": {"73730001": "Ambulant <Noord>"},
    "gemeenten": {},
    "keuzes": {"Jw": {"jaren": {"2026": 3}, "gemeenten": [], "aanbieders": ["73730001"], "zorgterreinen": []}},
    "kolomVanFilter": {"gemeente": "gemeente_code", "aanbieder": "aanbieder_agb", "zorgterrein": "zorgterrein"},
    "rijenVanZorgterrein": ["productcode"],
    "gaten": [],
    "warnNoemer": 10,
    "pagina": {
        "naam": "proef",
        "filters": ["wet", "jaar", "maand", "gemeente", "aanbieder"],
        "delen": [],
        "blokken": [],
    },
}
MAAT = {"kolom": "aantal", "naam": "Aantal", "decimalen": 0, "eenheid": "", "teken": 1}
BLOK: dict[str, Any] = {
    "id": "b",
    "bron": "bron",
    "soort": "lijn",
    "rij": "productcode",
    "rijkop": "Product",
    "over": "maand",
    "namen": [],
    "totaalnaam": "Alles",
    "totaal": "som",
    "totaalkop": "Samen",
    "na": [],
    "maten": [MAAT],
    "filterkolom": {},
    "jaareinde": False,
}
KEUZE = {"wet": "Jw", "jaar": 2026, "maand": 0, "gemeente": "ALLE", "aanbieder": "ALLE", "zorgterrein": "ALLE"}
KOLOMMEN = {
    "gemeente_code": {"w": ["ALLE", "0001"], "i": [0, 0, 0, 1]},
    "aanbieder_agb": {"w": ["ALLE"], "i": [0, 0, 0, 0]},
    "productcode": {"w": ["ALLE", "45A04"], "i": [0, 1, 0, 0]},
    "maand": [202601, 202601, 202602, 202601],
    "aantal": [7, 3, 9, 99],
    "voorlopig": [0, 0, 1, 0],
}


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    def geef(route: Route) -> None:
        naam = route.request.url.rsplit("/", 1)[1]
        if naam == "leeg.html":
            route.fulfill(body="<!doctype html>", content_type="text/html")
        else:
            route.fulfill(body=(KAMERS / naam).read_text(encoding="utf-8"), content_type="text/javascript")

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        tab = browser.new_page()
        tab.route("http://kamers.test/*", geef)
        yield tab
        browser.close()


def _blad(
    tab: Page,
    kolommen: dict[str, Any],
    blok: dict[str, Any] | None = None,
    site: dict[str, Any] | None = None,
    **keuze: Any,
) -> Any:
    """The sheet of a block whose source has these columns, made by the module `blad.js` alone."""
    tab.goto("http://kamers.test/leeg.html")
    site = SITE | {"delen": {"Jw": {"bron": kolommen}}} | (site or {})
    return tab.evaluate(
        """async ([site, blok, keuze]) => {
            window.PEILSTOK = site;
            const { maakBlad } = await import("http://kamers.test/blad.js");
            return JSON.parse(JSON.stringify(maakBlad(blok, keuze)));
        }""",
        [site, BLOK | (blok or {}), KEUZE | keuze],
    )


def _cellen(blad: Any) -> dict[str, list[Any]]:
    return {rij["naam"]: [cel["waarde"] for cel in rij["cellen"]] for rij in blad["rijen"]}


@met_browser
def test_maanden_staan_naast_elkaar_en_het_totaal_onderaan(tab: Page) -> None:
    blad = _blad(tab, KOLOMMEN)
    assert [kolom["tekst"] for kolom in blad["kolommen"]] == ["jan", "feb*", "Samen"]
    # a month without a figure is empty and no zero
    assert _cellen(blad) == {"45A04 - Gesprek": [3, None, 3], "Alles": [7, 9, 16]}
    assert list(_cellen(blad)) == ["45A04 - Gesprek", "Alles"]
    assert blad["voorlopig"] and blad["deels"]
    assert _cellen(_blad(tab, KOLOMMEN, maand=1)) == {"45A04 - Gesprek": [3, 3], "Alles": [7, 7]}


@met_browser
def test_een_venster_loopt_over_de_jaargrens(tab: Page) -> None:
    kolommen = KOLOMMEN | {
        "gemeente_code": {"w": ["ALLE"], "i": [0, 0, 0, 0]},
        "productcode": {"w": ["ALLE"], "i": [0, 0, 0, 0]},
        "maand": [202511, 202512, 202601, 202602],
    }
    blad = _blad(tab, kolommen, {"venster": 3})
    assert [kolom["tekst"] for kolom in blad["kolommen"]] == ["dec 25", "jan 26*", "feb 26", "Samen"]
    # the sum stays that of the year
    assert _cellen(blad) == {"Alles": [3, 9, 99, 108]}
    assert [punt["maand"] for punt in blad["punten"]] == blad["maanden"] == ["dec 25", "jan 26", "feb 26"]
    # a month without any row stands there empty
    gat = _blad(tab, kolommen | {"maand": [202510, 202512, 202601, 202602]}, {"venster": 5, "totaal": ""})
    assert _cellen(gat) == {"Alles": [7, None, 3, 9, 99]}
    # the last months that there are, also in a year that has none yet
    later = _blad(tab, kolommen, {"venster": 2}, jaar=2027)
    assert [kolom["tekst"] for kolom in later["kolommen"]] == ["jan 26*", "feb 26", "Samen"]


@met_browser
def test_een_filter_werkt_op_de_kolom_die_de_bron_noemt(tab: Page) -> None:
    assert _cellen(_blad(tab, KOLOMMEN, gemeente="0001")) == {"Alles": [99, 99]}
    kijk = KOLOMMEN | {"kijk": {"w": ["ALLE", "0001"], "i": [1, 1, 1, 0]}}
    # the named column holds, also when nothing was chosen
    eigen = {"filterkolom": {"gemeente": "kijk"}}
    assert _cellen(_blad(tab, kijk, eigen)) == {"Alles": [99, 99]}
    assert _cellen(_blad(tab, kijk, eigen, gemeente="0001")) == {"45A04 - Gesprek": [3, None, 3], "Alles": [7, 9, 16]}


@met_browser
def test_wat_niet_kan_worden_gekozen_staat_erbij(tab: Page) -> None:
    zonder = {naam: waarden for naam, waarden in KOLOMMEN.items() if naam != "aanbieder_agb"}
    blad = _blad(tab, zonder, aanbieder="73730001")
    assert blad["noten"][0] == "Deze cijfers zijn er niet per aanbieder; u ziet het geheel."
    assert blad["geldt"]["aanbieder"] == "ALLE"
    blad = _blad(tab, KOLOMMEN, zorgterrein="J&O")
    assert list(_cellen(blad)) == ["45A04 - Gesprek"] and "per zorgterrein" in blad["noten"][0]


MERK = {"merk": "niet getoond (< 5 of herleidbaar)"}
ONDERDRUKT = KOLOMMEN | {
    "productcode": {"w": ["ALLE", "45A04", "OVERIG"], "i": [0, 1, 2, 0]},
    "maand": [202601, 202601, 202601, 202601],
    "niet_getoond_kolommen": {"w": [None, "aantal,ander"], "i": [0, 1, 0, 0]},
    "samengenomen_aantal": [None, None, 3, None],
}


@met_browser
def test_een_cijfer_dat_niet_wordt_getoond_is_geen_getal_en_niet_leeg(tab: Page) -> None:
    blad = _blad(tab, ONDERDRUKT, site=MERK)
    # in its place, not a zero; and no sum that was not published
    assert _cellen(blad) == {"45A04 - Gesprek": ["niet getoond"], "Overige (3 samen)": [9], "Alles": [7]}
    assert list(_cellen(blad))[1:] == ["Overige (3 samen)", "Alles"]
    assert "Niet getoond: < 5 of herleidbaar." in blad["noten"]
    # no mark in the chart that would say zero
    assert [punt["reeks"] for punt in blad["punten"] if not punt["som"]] == ["Overige (3 samen)"]
    # without the mark a sum over a withheld figure is withheld as well
    assert _cellen(_blad(tab, ONDERDRUKT))["45A04 - Gesprek"] == ["niet getoond", "niet getoond"]
    with pytest.raises(Exception, match="is niet te rekenen"):
        tab.evaluate("async () => 1 + (await import('http://kamers.test/basis.js')).WEG")


@met_browser
def test_van_een_jaar_met_een_maand_staan_de_jaren_naast_elkaar(tab: Page) -> None:
    jaren = KOLOMMEN | {
        "maand": [202512, 202512, 202603, 202603],
        "productcode": {"w": ["ALLE", "45A04"], "i": [0, 1, 0, 1]},
    }
    jaren["gemeente_code"] = {"w": ["ALLE"], "i": [0, 0, 0, 0]}
    maanden = {"maanden": {"kort": [*"123456789012"], "lang": [*"123456789012"]}}
    blad = _blad(tab, jaren, {"jaareinde": True, "totaal": "laatste"}, site=MERK | maanden)
    assert [kolom["tekst"] for kolom in blad["kolommen"]] == ["2 2025", "3 2026*"]
    assert _cellen(blad) == {"45A04 - Gesprek": [3, 99], "Alles": [7, 9]} and blad["punten"] == []


@met_browser
def test_wat_voor_deze_lezer_vaststaat_is_geen_keuze(tab: Page) -> None:
    blad = _blad(tab, KOLOMMEN, site={"vast": {"gemeente": "0001"}}, gemeente="0001")
    assert _cellen(blad) == {"Alles": [99, 99]}
    zonder = {naam: waarden for naam, waarden in KOLOMMEN.items() if naam != "gemeente_code"}
    assert _blad(tab, zonder, site={"vast": {"gemeente": "0001"}}, gemeente="0001")["noten"][0].startswith("* = ")


def test_het_script_is_alle_kamers_elk_na_wat_zij_gebruikt() -> None:
    volgorde = runtime.kamers()
    assert sorted(volgorde) == sorted(pad.name.removesuffix(".js") for pad in KAMERS.iterdir())
    script = runtime.bundel()
    assert "import " not in script and "export " not in script
    # one closure: a name is given once
    namen = [
        regel.split()[1].split("(")[0] for regel in script.splitlines() if regel.startswith(("const ", "function "))
    ]
    assert len(namen) == len(set(namen)) > 50
    assert json.dumps(volgorde[-1]) == '"pagina"'


def test_een_kamer_die_gebruikt_wat_er_niet_is_wordt_geweigerd(monkeypatch: pytest.MonkeyPatch) -> None:
    bron = {"a": 'import { x } from "./b.js";\n', "b": "export const y = 1;\n"}
    monkeypatch.setattr(runtime, "_lees", bron.__getitem__)
    with pytest.raises(ValueError, match=r"gebruikt x, dat site/b\.js niet geeft"):
        runtime.kamers("a")
    bron["b"] = 'import { z } from "./a.js";\nexport const x = z;\n'
    bron["a"] += "export const z = x;\n"
    with pytest.raises(ValueError, match="a -> b -> a"):
        runtime.kamers("a")
