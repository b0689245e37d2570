"""The worklist of uitval: what it holds, and that it comes back as it went."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema
from peilstok.rapport import schrijf_uitvallijsten
from peilstok.rapport.tabelbestand import lees_csv
from peilstok.werkblad import lees_werkblad

PSEUDONIEM = Pseudonimiseerder("sleutel van de test")


@pytest.fixture
def pub(tmp_path: Path) -> Path:
    pad = tmp_path / "peilstok.duckdb"
    with duckdb.connect(str(pad)) as con:
        con.execute("""
            create schema marts;
            create table marts.fct_uitvalgeval as
            select 'Wmo' as wet, gemeente as toewijzing_gemeente_code, nummer as toewijzingnummer
                , einde as einddatum, date '2025-02-01' as begindatum, '01234567' as aanbieder_agb, '1' as perceel
                , '02A01' as productcode, '02' as reden_beeindiging, null::date as geplande_einddatum
                , false as is_op_geplande_einddatum, true as is_rijp, oordeel, dag as oordeel_datum
                , 'geheim' as client_id
            from (values ('0098', '7', date '2026-01-10', null, null::date)
                , ('0098', '7', date '2026-03-10', null, null)
                , ('0098', '8', date '2026-05-10', 'toegang', date '2026-06-01')
                , ('0098', null, date '2026-05-11', null, null)
                , ('0099', '9', date '2026-05-12', null, null)) as g (gemeente, nummer, einde, oordeel, dag)
        """)
    return pad


def test_een_regel_per_toewijzing_wat_nog_moet_voorop(pub: Path, tmp_path: Path) -> None:
    lijsten = schrijf_uitvallijsten(pub, tmp_path)
    assert [(lijst.code, len(lijst.rijen), lijst.open_aantal) for lijst in lijsten] == [("0098", 2, 1), ("0099", 1, 1)]
    rijen = lees_csv(tmp_path / "werklijst_uitval_0098.csv")
    assert [(r["toewijzingnummer"], r["einddatum"], r["oordeel"], r["datum"]) for r in rijen] == [
        ("7", "10-03-2026", "", ""),
        ("8", "10-05-2026", "toegang", "01-06-2026"),
    ]
    assert {r["aanbieder"] for r in rijen} == {"01234567"}
    assert not any("geheim" in pad.read_text(encoding="utf-8-sig") for pad in tmp_path.glob("*.csv"))
    assert "geheim" not in str(list(lees_werkblad((tmp_path / "werklijst_uitval_0098.xlsx").read_bytes())))


@pytest.mark.parametrize("kolom", ["toewijzingnummer", "oordeel"])
def test_zonder_een_kolom_krijgt_een_doelgroep_niets(pub: Path, tmp_path: Path, kolom: str) -> None:
    with duckdb.connect(str(pub)) as con:
        con.execute(f"alter table marts.fct_uitvalgeval drop column {kolom}")
    assert schrijf_uitvallijsten(pub, tmp_path) == []
    assert list(tmp_path.glob("werklijst*")) == []


@pytest.mark.parametrize("soort", ["csv", "xlsx"])
def test_een_lijst_die_terugkomt_zegt_alleen_wat_is_ingevuld(pub: Path, tmp_path: Path, soort: str) -> None:
    schrijf_uitvallijsten(pub, tmp_path)
    terug = tmp_path / "landing" / "terugkoppeling" / f"lijst.{soort}"
    terug.parent.mkdir(parents=True)
    terug.write_bytes((tmp_path / f"werklijst_uitval_0098.{soort}").read_bytes())
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        samenvatting = laad_referenties(con, tmp_path / "landing", PSEUDONIEM)
        assert samenvatting.afgekeurd == []
        assert con.execute("from raw.ref_uitval_beoordeling").fetchall() == [
            ("Wmo", "0098", "8", "toegang", "2026-06-01")
        ]
