"""The statement of a year and the uitdraai per perceel: what was frozen, what changed, and what cannot be told."""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from peilstok.rapport.jaarstukken import Plek, Resultaat, euro, neem_jaarstukken_over, schrijf_jaarstukken

EIGEN, ANDER = "00910001", "00910002"
_TYPE = {
    "int": "integer",
    "str": "varchar",
    "date": "date",
    "Decimal": "decimal(18, 2)",
    "float": "double",
    "bool": "boolean",
}
PLEK = {
    "jaar": 2025,
    "wet": "Jw",
    "gemeente_code": "0384",
    "aanbieder_agb": EIGEN,
    "productcode": "41V01",
    "tot_en_met_maand": "2025-12-01",
    "betaling": "plekken",
    "plekken": 1.5,
    "prijs_eur": 7500,
    "realisatie_eur": 1000,
    "voorschot_eur": 1234.5,
    "saldo_eur": -234.5,
    "voorlopig": False,
    "onvolledig": False,
}
TOTAAL = PLEK | {"gemeente_code": "ALLE", "productcode": "ALLE"}
UITVAL = {
    "jaar": 2025,
    "kpi": "uitval",
    "maat": "percentage",
    "wet": "Wmo",
    "perceel": "2",
    "gemeente_code": "ALLE",
    "aanbieder_agb": EIGEN,
    "naam": "Uitval",
    "is_termijn": False,
    "waarde": 40,
    "teller": 2,
    "noemer": 5,
    "norm": 35,
    "bandbreedte": 5,
    "richting": "lager",
    "kleur": "oranje",
    "voorlopig": False,
    "onvolledig": False,
}


def _schrijf(map_: Path, plekken: list[dict[str, Any]], resultaten: list[dict[str, Any]]) -> Path:
    with duckdb.connect(str(map_ / "pub.duckdb")) as con:
        con.execute("create schema marts")
        for tabel, soort, rijen in (("jaarafrekening", Plek, plekken), ("jaarresultaat", Resultaat, resultaten)):
            kolommen = ", ".join(f"{veld.name} {_TYPE[str(veld.type).split(' |')[0]]}" for veld in fields(soort))
            con.execute(f"create table marts.{tabel} ({kolommen})")
            for rij in rijen:
                vraagtekens = ", ".join("?" for _ in rij)
                con.execute(f"insert into marts.{tabel} ({', '.join(rij)}) values ({vraagtekens})", list(rij.values()))
        con.execute(
            "create table marts.dim_aanbieder as select ? as aanbieder_agb, ? as aanbieder_naam", [ANDER, "B&B"]
        )
    return schrijf_jaarstukken(map_ / "pub.duckdb", map_ / "jaar").parent


def _lees(pad: Path) -> str:
    return re.sub(r"[ \n]+", " ", pad.read_text(encoding="utf-8"))


def test_een_vastgelegd_jaar_toont_toen_en_wat_sindsdien_veranderde(tmp_path: Path) -> None:
    vast = {"vastgelegd_op": "2026-04-01", "saldo_nu_eur": -200, "correctie_eur": 34.5}
    later = {"vastgelegd_op": "2026-04-01", "waarde_nu": 50, "kleur_nu": "rood"}
    map_ = _schrijf(
        tmp_path, [PLEK | vast, TOTAAL | vast], [UITVAL | later, UITVAL | later | {"aanbieder_agb": "ALLE"}]
    )
    stuk = _lees(map_ / EIGEN / "2025.html")
    assert "Vastgelegd op 01-04-2026" in stuk and "terug te betalen door u" in stuk
    toen, nu, verschil = (euro(Decimal(bedrag)) for bedrag in ("-234.5", "-200", "34.5"))
    assert f"{euro(Decimal('234.5'))} terug" in stuk
    assert f"<td>{toen}</td><td>{nu}</td><td>{verschil}</td>" in stuk
    assert "binnen de bandbreedte" in stuk and "<td>50,0%</td>" in stuk
    uitdraai = _lees(map_ / "perceel-2-2025.html")
    assert "Perceel 2: uitdraai over 2025" in uitdraai and "hoogstens 35%, bandbreedte 5%" in uitdraai
    assert f'href="{EIGEN}/2025.html"' in _lees(map_ / "index.html")


def test_een_lopend_jaar_is_geen_afrekening(tmp_path: Path) -> None:
    lopend = {"tot_en_met_maand": "2025-09-01", "voorlopig": True}
    stuk = _lees(_schrijf(tmp_path, [PLEK | lopend, TOTAAL | lopend], []) / EIGEN / "2025.html")
    assert "Dit is een tussenstand, geen afrekening" in stuk and "terug te betalen" not in stuk
    assert "Niet vastgelegd" in stuk and "geen correcties te noemen" in stuk


@pytest.mark.parametrize(
    ("betaling", "zin"),
    [
        ("deels plekken", "de manier van betalen veranderde in het jaar"),
        ("onbekend", "het is niet bekend hoe dit wordt betaald"),
        ("plekken", "de prijs of de afspraak ontbreekt"),
    ],
)
def test_zonder_een_bedrag_is_er_geen_saldo(tmp_path: Path, betaling: str, zin: str) -> None:
    """Unknown is no zero: a settlement with a part missing is none."""
    zonder = {"saldo_eur": None, "realisatie_eur": None}
    stuk = _lees(
        _schrijf(tmp_path, [PLEK | zonder | {"betaling": betaling}, TOTAAL | zonder], []) / EIGEN / "2025.html"
    )
    assert "het saldo is niet te bepalen" in stuk and zin in stuk
    assert "te betalen aan u" not in stuk and "terug te betalen" not in stuk


def test_een_voorschot_op_wat_per_prestatie_wordt_betaald_staat_apart(tmp_path: Path) -> None:
    los = PLEK | {"betaling": "per prestatie", "saldo_eur": None, "realisatie_eur": None}
    stuk = _lees(_schrijf(tmp_path, [los], []) / EIGEN / "2025.html")
    assert "per prestatie betaald" in stuk and "<caption>" not in stuk


def test_een_aanbieder_krijgt_alleen_zijn_eigen_stukken(tmp_path: Path) -> None:
    map_ = _schrijf(tmp_path, [PLEK, TOTAAL, PLEK | {"aanbieder_agb": ANDER, "jaar": 2024}], [UITVAL])
    neem_jaarstukken_over(map_, tmp_path / "eigen", EIGEN)
    assert [pad.name for pad in (tmp_path / "eigen").iterdir()] == ["2025.html"]
    assert ANDER not in _lees(tmp_path / "eigen" / "2025.html") and "B&amp;B" in _lees(map_ / ANDER / "2024.html")
    neem_jaarstukken_over(map_, tmp_path / "niets", "00910003")
    assert not (tmp_path / "niets").exists()


def test_zonder_een_jaar_zegt_het_overzicht_dat(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "pub.duckdb")):
        pass
    assert "nog geen jaar" in _lees(schrijf_jaarstukken(tmp_path / "pub.duckdb", tmp_path / "jaar"))
    assert [pad.name for pad in (tmp_path / "jaar").iterdir()] == ["index.html"]
