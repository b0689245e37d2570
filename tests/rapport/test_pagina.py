"""The page: offline, escaped, with an explanation where there is nothing to show."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.controle import Controle
from expectations.uitvoeren import bewaar_controles
from peilstok.publicatie import publiceer
from peilstok.rapport.gegevens import eerste_voorlopige_maand
from peilstok.rapport.pagina import getal_tekst, schrijf_pagina
from tests.publicatie.wereld import PEILDATUM, bouw_warehouse, schrijf_manifest


def _publiceer(map_: Path, *, leeg: bool = False, verborgen: tuple[str, ...] = ()) -> Path:
    warehouse = bouw_warehouse(map_ / "warehouse.duckdb", leeg=leeg)
    controles = [
        Controle("grens_raw", "goed", "raw.bericht", "", "blokkerend", True, 20, 0, toelichting="In orde <b>"),
        Controle(
            "norm",
            "norm_305_5WD_Jw",
            "marts.kpi_termijn",
            "percentage",
            "signaal",
            False,
            12,
            1,
            ({"aanbieder_agb": "<script>alert(1)</script>"},),
            "Norm gehaald",
            92.5,
        ),
    ]
    with duckdb.connect(str(warehouse)) as con:
        bewaar_controles(con, controles, PEILDATUM)
    manifest = schrijf_manifest(map_ / "manifest.json", warehouse, verborgen=verborgen)
    return publiceer(warehouse, map_ / "publicatie", manifest, regio="<Regio> & Co").map


@pytest.fixture(scope="module")
def pagina(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _publiceer(tmp_path_factory.mktemp("pagina"), verborgen=("contactpersoon",))


def _data(map_: Path) -> dict[str, Any]:
    tekst = (map_ / "data.js").read_text(encoding="utf-8")
    gegevens: dict[str, Any] = json.loads(tekst.removeprefix("window.PEILSTOK = ").rstrip().removesuffix(";"))
    return gegevens


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
                assert not plek or f'id="{plek}"' in (html.parent / bestand).read_text(encoding="utf-8"), verwijzing
    for naam in ("stijl.css", "pagina.js"):
        assert "http" not in (pagina / "runtime" / naam).read_text(encoding="utf-8")
    assert "http" not in (pagina / "data.js").read_text(encoding="utf-8")
    assert "fetch(" not in (pagina / "runtime" / "pagina.js").read_text(encoding="utf-8")


def test_namen_worden_nergens_opmaak(pagina: Path) -> None:
    index = (pagina / "index.html").read_text(encoding="utf-8")
    assert "&lt;Regio&gt; &amp; Co" in index
    assert "<Regio>" not in index
    controles = (pagina / "kwaliteit" / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in controles
    assert "&lt;script&gt;alert" in controles
    assert "In orde &lt;b&gt;" in controles
    assert "<" not in (pagina / "data.js").read_text(encoding="utf-8")
    assert "Zorghoeve <Lindelust>" in _data(pagina)["aanbieders"].values()
    assert "innerHTML =" not in (pagina / "runtime" / "pagina.js").read_text(encoding="utf-8")


def test_gegevens_zijn_die_van_de_publicatie(pagina: Path) -> None:
    data = _data(pagina)
    with duckdb.connect(str(pagina / "peilstok.duckdb"), read_only=True) as con:
        verwacht = con.execute(
            "select round(plekken_ytd, 3) from marts.kpi_plekken_realisatie where wet = 'Jw' and gemeente_code = 'ALLE'"
            " and aanbieder_agb = 'ALLE' and productcode = '45V01' and maand = date '2026-06-01'"
        ).fetchone()
    assert [r[5] for r in data["tabellen"]["plekken"] if r[:5] == ["Jw", "ALLE", "ALLE", "45V01", 202606]] == list(
        verwacht
    )
    assert data["normen"] == {"305_5WD_Jw": 92.5}
    assert data["voorlopigVanaf"] == 202605
    # n of last year comes from last year's row, and is 0 for the first year there is.
    per = {tuple(r[:4]): r for r in data["tabellen"]["doorlooptijd"]}
    assert per[2026, "Jw", "ALLE", "73730001"][8] == per[2025, "Jw", "ALLE", "73730001"][4]
    assert per[2025, "Jw", "ALLE", "73730001"][8] == 0


def test_kwaliteitsvak_telt_bestanden_en_controles(pagina: Path) -> None:
    index = " ".join((pagina / "index.html").read_text(encoding="utf-8").split())
    assert "<strong>1</strong> bestanden in quarantaine" in index
    assert "<strong>1</strong> van 2 controles in orde, 1 om op te volgen" in index
    assert "is leeg" in index
    assert "14 juli 2026" in index


def test_leeg_warehouse_geeft_een_pagina_die_het_uitlegt(tmp_path: Path) -> None:
    index = (_publiceer(tmp_path, leeg=True) / "index.html").read_text(encoding="utf-8")
    assert "Er zijn nog geen cijfers" in index
    assert "<script" not in index


def test_zonder_namen_staat_de_agb_code(tmp_path: Path) -> None:
    map_ = _publiceer(tmp_path, verborgen=("aanbieder_naam", "contactpersoon"))
    assert _data(map_)["aanbieders"] == {}
    assert "Lindelust" not in (map_ / "data.js").read_text(encoding="utf-8")


def test_zonder_regio_noemt_de_kop_de_gemeenten(pagina: Path, tmp_path: Path) -> None:
    index = schrijf_pagina(pagina / "peilstok.duckdb", tmp_path)
    assert "de gemeenten 0893, 0935 en 0983" in index.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kennis", "eerste"),
    [
        (date(2026, 7, 14), date(2026, 5, 1)),
        (date(2026, 1, 2), date(2025, 11, 1)),
        (date(2026, 3, 30), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 2, 1)),
    ],
)
def test_voorlopig_is_jonger_dan_twee_maanden(kennis: date, eerste: date) -> None:
    assert eerste_voorlopige_maand(kennis) == eerste


def test_getallen_op_zijn_nederlands() -> None:
    assert getal_tekst(1234.5, 1) == "1.234,5"
    assert getal_tekst(None) == "–"
