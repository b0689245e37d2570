"""The page: offline, escaped, with an explanation where there is nothing to show."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest

from peilstok.rapport.bron import vraag
from peilstok.rapport.pagina import getal_tekst
from peilstok.rapport.paginas import PAGINAS
from peilstok.rapport.site import schrijf_site
from tests.rapport.gepubliceerd import publiceer_wereld


@pytest.fixture(scope="module")
def pagina(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publiceer_wereld(tmp_path_factory.mktemp("pagina"))


def _script(pad: Path) -> Any:
    regel, *_ = pad.read_text(encoding="utf-8").splitlines()
    return json.loads(regel.split(" = ", 1)[1].removesuffix(";"))


class _Verwijzingen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.gevonden: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.gevonden += [waarde or "" for naam, waarde in attrs if naam in {"src", "href", "action", "data", "srcset"}]


def test_geen_enkele_verwijzing_naar_buiten(pagina: Path) -> None:
    for html in pagina.rglob("*.html"):
        lezer = _Verwijzingen()
        lezer.feed(html.read_text(encoding="utf-8"))
        for verwijzing in lezer.gevonden:
            if not verwijzing.startswith("#"):
                assert not re.match(r"[a-z]+:|//|/", verwijzing), verwijzing
                bestand, _, plek = verwijzing.partition("#")
                assert (html.parent / bestand).is_file(), verwijzing
                # With "=" it is a selection for the page to make, not a place in it.
                assert (
                    not plek or "=" in plek or f'id="{plek}"' in (html.parent / bestand).read_text(encoding="utf-8")
                ), verwijzing
    for naam in ("site.css", "site.js"):
        assert "http" not in (pagina / "runtime" / naam).read_text(encoding="utf-8")
    for script in (pagina / "data").rglob("*.js"):
        assert "http" not in script.read_text(encoding="utf-8"), script
    assert "fetch(" not in (pagina / "runtime" / "site.js").read_text(encoding="utf-8")


def test_namen_worden_nergens_opmaak(pagina: Path) -> None:
    index = (pagina / "index.html").read_text(encoding="utf-8")
    assert "&lt;Regio&gt; &amp; Co" in index
    assert "<Regio>" not in index
    controles = (pagina / "kwaliteit" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in controles
    assert "&lt;script&gt;alert" in controles
    assert "In orde &lt;b&gt;" in controles
    for script in (pagina / "data").rglob("*.js"):
        assert "<" not in script.read_text(encoding="utf-8"), script
    assert "Zorghoeve <Lindelust>" in _script(pagina / "data" / "site.js")["aanbieders"].values()
    assert "innerHTML =" not in (pagina / "runtime" / "site.js").read_text(encoding="utf-8")


def test_elk_script_draagt_de_versie_van_de_paginas(pagina: Path, tmp_path: Path) -> None:
    versies = {
        re.findall(r'data-versie="(\w{16})"', pad.read_text(encoding="utf-8"))[0] for pad in pagina.glob("*.html")
    }
    scripts = list((pagina / "data").rglob("*.js"))
    assert len(versies) == 1 and len(scripts) > len(PAGINAS)
    for script in scripts:
        assert script.read_text(encoding="utf-8").endswith(f'.versie = "{min(versies)}";\n'), script
    opnieuw = schrijf_site(pagina / "peilstok.duckdb", tmp_path, paginas=PAGINAS[:2])
    assert min(versies) not in opnieuw.read_text(encoding="utf-8")


def test_gegevens_zijn_die_van_de_publicatie(pagina: Path) -> None:
    with duckdb.connect(str(pagina / "peilstok.duckdb"), read_only=True) as con:
        verwacht = con.execute(
            "select productcode, year(maand) * 100 + month(maand), round(plekken_ytd, 3), voorlopig"
            " from marts.kpi_plekken_realisatie where wet = 'Jw' and gemeente_code = 'ALLE' and aanbieder_agb ="
            " '73730001'"
        ).fetchall()
    deel = _script(pagina / "data" / "plekken" / "Jw-73730001.js")["plekken"]
    kolommen = [[k["w"][i] for i in k["i"]] if isinstance(k := deel[naam], dict) else deel[naam] for naam in (
        "gemeente_code", "productcode", "maand", "plekken_ytd", "voorlopig")]  # fmt: skip
    alle = [rij[1:] for rij in zip(*kolommen, strict=True) if rij[0] == "ALLE"]
    assert sorted(alle) == sorted(verwacht)


def test_waar_berichten_ontbreken_staat_op_elke_pagina(pagina: Path) -> None:
    assert _script(pagina / "data" / "site.js")["gaten"] == [["Wmo", "0935", 202503], ["Wmo", "ALLE", 202503]]
    zin = "Wmo: cijfers vanaf maart 2025; daarvoor ontbreken berichten"
    for p in PAGINAS:
        assert zin in (pagina / f"{p.naam}.html").read_text(encoding="utf-8"), p.naam
    berichten = (pagina / "kwaliteit" / "berichten.html").read_text(encoding="utf-8")
    assert "Wmo, gemeente 0935: cijfers vanaf maart 2025; daarvoor ontbreken berichten." in berichten


def test_elke_bron_heeft_wat_de_pagina_nodig_heeft(pagina: Path) -> None:
    with duckdb.connect(str(pagina / "peilstok.duckdb"), read_only=True) as con:
        for blok in (blok for p in PAGINAS for blok in p.blokken):
            namen = {kolom[0] for kolom in con.execute(*vraag(blok.bron)).description or []}
            assert namen == set(blok.bron.kolommen), blok.bron.naam
            assert "wet" in namen, blok.bron.naam
            assert blok.bron.tijdloos != bool({"jaar", "maand"} & namen), blok.bron.naam
            assert blok.bron.tijdloos or "voorlopig" in namen, blok.bron.naam
            # What a table says of its figures goes along.
            van_tabel = {rij[0] for rij in con.execute(f"describe {blok.bron.tabel}").fetchall()}
            assert van_tabel & {"voorlopig", "onvolledig"} <= namen, blok.bron.naam
            maten = {k for m in (*blok.maten, *blok.na) for k in (m.kolom, m.teller, m.noemer) if k}
            assert maten | ({blok.rij, blok.norm} - {""}) <= namen, blok.id
            getekend = {} if blok.balken is None else {blok.balken.waarde, blok.balken.streep, blok.balken.van}
            assert set(getekend) - {""} <= maten, blok.id
            assert blok.bron.heel == (blok.rij == "aanbieder_agb"), blok.id


def test_een_pagina_noemt_tabellen_en_kolommen_en_rekent_niet() -> None:
    """How a figure is counted is said in dbt (issue 15.5): a source names one table, columns and values of columns."""
    naam, tabel = r"[a-z][a-z0-9_]*", r"(marts|kwaliteit)\.[a-z][a-z0-9_]*"
    for bron in (bron for p in PAGINAS for bron in p.bronnen):
        assert re.fullmatch(tabel, bron.tabel), bron.naam
        namen = [*bron.kolommen, *bron.alleen, *bron.zonder]
        assert [k for k in namen if not re.fullmatch(rf"{naam}(\|{naam})*", k)] == [], bron.naam
    sql = re.compile(r"\b(select\s.+\sfrom|union all|group by|left join|case when|count\(|sum\()", re.IGNORECASE)
    modules = files("peilstok.rapport.paginas").iterdir()
    teksten = {pad.name: pad.read_text(encoding="utf-8") for pad in modules if pad.name.endswith(".py")}
    assert len(teksten) > len(PAGINAS)
    assert [naam for naam, tekst in teksten.items() if sql.search(tekst)] == []


def test_de_definitie_van_een_blok_is_die_van_waar_het_van_is_gemaakt(pagina: Path) -> None:
    """Also through the tables that only show others as a page does."""
    for naam, blok, anker in (
        ("aanbieder", "optijd", "kpi_termijn"),
        ("aanbieder", "kosten", "kpi_uitgaven"),
        ("kosten", "later", "kpi_uitgaven"),
        ("plekken", "realisatie", "kpi_plekken_realisatie"),
        ("volume", "verwijzer", "kpi_verwijzer"),
    ):
        tekst = (pagina / f"{naam}.html").read_text(encoding="utf-8").split(f'id="blok-{blok}"', 1)[1]
        assert tekst.split('href="definities.html#', 1)[1].startswith(f'{anker}"'), blok


def test_ids_zijn_uniek_en_links_bestaan() -> None:
    namen = [p.naam for p in PAGINAS]
    assert len(set(namen)) == len(namen) and namen[0] == "index"
    for p in PAGINAS:
        assert len({b.id for b in p.blokken}) == len(p.blokken), p.naam
        assert {b.link for b in p.blokken} - {""} <= set(namen), p.naam
        assert not p.kies_aanbieder or "aanbieder" in p.filters, p.naam
    # One name, one source: the name is that of a file's part.
    bronnen = [bron for p in PAGINAS for bron in p.bronnen]
    assert all(een == ander for een in bronnen for ander in bronnen if een.naam == ander.naam)


def test_zonder_kolom_vervalt_het_blok(tmp_path: Path) -> None:
    map_ = publiceer_wereld(tmp_path, verborgen=("contactpersoon", "clienten_ytd"))
    volume = (map_ / "volume.html").read_text(encoding="utf-8")
    assert "blok-lopend" in volume and "blok-verwijzer" not in volume
    assert "clienten_ytd" not in (map_ / "data" / "volume.js").read_text(encoding="utf-8")


def test_zonder_stoplicht_blijft_de_rest_van_het_overzicht(tmp_path: Path) -> None:
    map_ = publiceer_wereld(tmp_path, verborgen=("contactpersoon", "kleur"))
    index = (map_ / "index.html").read_text(encoding="utf-8")
    assert "blok-volume" in index and "blok-stoplicht" not in index
    assert "stoplicht" not in (map_ / "data" / "index.js").read_text(encoding="utf-8")
    assert not any("opvolging" in pad.read_text(encoding="utf-8") for pad in (map_ / "data" / "index").glob("*.js"))


def test_kwaliteitsvak_telt_bestanden_en_controles(pagina: Path) -> None:
    index = " ".join((pagina / "index.html").read_text(encoding="utf-8").split())
    assert "<strong>1</strong> bestanden in quarantaine" in index
    assert "<strong>1</strong> van 2 controles in orde, 1 om op te volgen" in index
    assert "is leeg" in index
    assert "14-07-2026" in index


def test_leeg_warehouse_geeft_een_pagina_die_het_uitlegt(tmp_path: Path) -> None:
    index = (publiceer_wereld(tmp_path, leeg=True) / "index.html").read_text(encoding="utf-8")
    assert "Er zijn nog geen cijfers" in index
    assert "<script" not in index


def test_zonder_namen_staat_de_agb_code(tmp_path: Path) -> None:
    map_ = publiceer_wereld(tmp_path, verborgen=("aanbieder_naam", "contactpersoon"))
    assert _script(map_ / "data" / "site.js")["aanbieders"] == {}


def test_zonder_regio_noemt_de_kop_de_gemeenten(pagina: Path, tmp_path: Path) -> None:
    index = schrijf_site(pagina / "peilstok.duckdb", tmp_path)
    assert "de gemeenten 0893, 0935 en 0983" in index.read_text(encoding="utf-8")


def test_getallen_op_zijn_nederlands() -> None:
    assert getal_tekst(1234.5, 1) == "1.234,5"
    assert getal_tekst(None) == "–"
