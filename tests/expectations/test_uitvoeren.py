"""The checks at the borders: what passes, what is found, and which keys come with it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from expectations.controle import Controle
from expectations.norm import Norm, lees_norm, lees_termijnnormen
from expectations.suites import is_datumkolom
from expectations.uitvoeren import ControleFout, bewaar_controles, voer_controles_uit
from peilstok.publicatie import PublicatieFout, publiceer
from tests.expectations.sleutels import SLEUTELS
from tests.publicatie.wereld import BSN, PEILDATUM, Sleutel, bouw_warehouse, schrijf_manifest

CATALOGUS = Path(__file__).parents[2] / "peilstok" / "berichten" / "catalogus"
Zoek = Callable[..., Controle]


def _voer_uit(warehouse: Path, *opdrachten: str) -> dict[tuple[str, str, str], Controle]:
    with duckdb.connect(str(warehouse)) as con:
        for opdracht in opdrachten:
            con.execute(opdracht)
    return {(c.naam, c.tabel, c.kolom): c for c in voer_controles_uit(warehouse, SLEUTELS, Sleutel())}


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return bouw_warehouse(tmp_path / "warehouse.duckdb")


def test_goede_nacht_blokkeert_niet_en_meldt_de_trage_aanbieder(warehouse: Path) -> None:
    controles = _voer_uit(warehouse)
    assert [c for c in controles.values() if c.ernst == "blokkerend" and not c.geslaagd] == []
    norm = controles["norm_305_5WD_Wmo", "marts.kpi_termijn", "percentage"]
    assert (norm.ernst, norm.geslaagd, norm.beoordeeld_aantal, norm.norm_pct) == ("signaal", False, 12, 90.0)
    # The fixture makes the third provider late (tests/publicatie/wereld.py).
    assert "73730002" in {s["aanbieder_agb"] for s in norm.sleutels}
    assert norm.afwijkend_aantal == len(norm.sleutels)
    assert "90%" in norm.toelichting
    # Nothing keeps the file open: the night writes the results in the same process.
    with duckdb.connect(str(warehouse)) as con:
        bewaar_controles(con, list(controles.values()), PEILDATUM)
        assert con.execute("select count(*) from kwaliteit.controle").fetchone() == (len(controles),)
        assert con.execute("select distinct peildatum, kennis from kwaliteit.controle").fetchall() == [
            (PEILDATUM, PEILDATUM)
        ]
        sleutels = con.execute(
            "select sleutel from kwaliteit.controle_sleutel where naam = 'norm_305_5WD_Wmo'"
        ).fetchall()
        assert {json.loads(s)["aanbieder_agb"] for (s,) in sleutels} == {s["aanbieder_agb"] for s in norm.sleutels}


def test_fouten_aan_de_grenzen_worden_met_sleutel_gevonden(warehouse: Path) -> None:
    controles = _voer_uit(
        warehouse,
        "update raw.bericht set dagtekening = '2026-02-30' where identificatie = 'T000000003X'",
        "update raw.bericht set ontvanger = '0935' where identificatie = 'T000000004X'",
        "insert into raw.b305_start_product select * from raw.b305_start_product where toewijzingnummer = '5'",
        "update raw.b305_start_product set bericht_id = null where toewijzingnummer = '6'",
        "insert into marts.kpi_plekken_realisatie select * from marts.kpi_plekken_realisatie limit 1",
        "update marts.kpi_termijn set percentage = 120 where termijn = '305_5WD' and wet = 'Jw'"
        " and gemeente_code = '0983' and aanbieder_agb = 'ALLE' and maand = date '2026-01-01'",
        "update marts.kpi_plekken_realisatie set zorgdagen = -1 where productcode = '54V01' and gemeente_code = 'ALLE'"
        " and aanbieder_agb = 'ALLE' and maand = date '2026-01-01'",
    )
    gevonden = {naam for naam, c in controles.items() if not c.geslaagd and c.ernst == "blokkerend"}
    assert gevonden == {
        ("datum_leesbaar", "raw.bericht", "dagtekening"),
        ("ontvanger_vorm", "raw.bericht", "ontvanger"),
        ("sleutel_uniek", "raw.b305_start_product", ""),
        ("sleutel_gevuld", "raw.b305_start_product", ""),
        ("hoort_bij_bericht", "raw.b305_start_product", ""),
        ("sleutel_uniek", "marts.kpi_plekken_realisatie", ""),
        ("percentage_0_100", "marts.kpi_termijn", "percentage"),
        ("percentage_is_deel_van_geheel", "marts.kpi_termijn", "percentage"),
        ("niet_negatief", "marts.kpi_plekken_realisatie", "zorgdagen"),
        # The row that is there twice and the one that was changed are no longer the sum of their parts.
        ("alle_is_som", "marts.kpi_plekken_realisatie", "zorgdagen"),
        ("alle_is_som", "marts.kpi_plekken_realisatie", "plekken_maand"),
        ("alle_is_som", "marts.kpi_plekken_realisatie", "plekken_ytd"),
        ("alle_is_som", "marts.kpi_plekken_realisatie", "realisatie_ytd_eur"),
    }
    datum = controles["datum_leesbaar", "raw.bericht", "dagtekening"]
    assert (datum.beoordeeld_aantal, datum.afwijkend_aantal, len(datum.sleutels)) == (20, 1, 1)
    assert set(datum.sleutels[0]) == {"bestand_id", "bericht_id"}
    assert controles["sleutel_uniek", "raw.b305_start_product", ""].afwijkend_aantal == 2
    assert controles["niet_negatief", "marts.kpi_plekken_realisatie", "zorgdagen"].sleutels[0]["productcode"] == "54V01"


def test_bsn_in_tekst_blokkeert_en_in_nummer_is_een_signaal(warehouse: Path) -> None:
    controles = _voer_uit(
        warehouse,
        f"update raw.bericht set identificatie = 'ref {BSN}/1' where identificatie = 'T000000003X'",
        "alter table raw.b305_start_product add column volume varchar",
        f"update raw.b305_start_product set volume = '{BSN}' where rowid = 0",
        f"update raw.b305_start_product set toewijzingnummer = '{BSN}' where toewijzingnummer = '7'",
        # A longer number, and a number of nobody we know, are no finding.
        f"update raw.bericht set identificatie = '1{BSN}' where identificatie = 'T000000004X'",
        "update raw.bericht set identificatie = '999990020' where identificatie = 'T000000005X'",
    )
    tekst = controles["geen_bsn_in_tekst", "alle tabellen", ""]
    assert (tekst.geslaagd, tekst.ernst, tekst.afwijkend_aantal) == (False, "blokkerend", 2)
    assert {(s["tabel"], s["kolom"]) for s in tekst.sleutels} == {
        ("raw.bericht", "identificatie"),
        ("raw.b305_start_product", "toewijzingnummer"),
    }
    # where it came from, in the line that people read
    assert re.search(r"Eerste vindplaats: raw\.\w+\.\w+, bestand \d+\.xml", tekst.toelichting), tekst.toelichting
    nummer = controles["geen_bsn_in_nummer", "alle tabellen", ""]
    assert (nummer.geslaagd, nummer.ernst, nummer.afwijkend_aantal) == (False, "signaal", 1)
    assert BSN not in repr(controles)


def test_bsn_in_een_afgeleide_tabel_wordt_ook_gevonden(warehouse: Path) -> None:
    controles = _voer_uit(warehouse, f"update marts.dim_aanbieder set contactpersoon = '{BSN}'")
    tekst = controles["geen_bsn_in_tekst", "alle tabellen", ""]
    assert tekst.sleutels == ({"tabel": "marts.dim_aanbieder", "kolom": "contactpersoon", "waarden_aantal": "1"},)


def test_ontbrekende_tabel_en_leeg_warehouse(tmp_path: Path) -> None:
    leeg = bouw_warehouse(tmp_path / "leeg.duckdb", leeg=True)
    uitslag = _voer_uit(leeg)
    assert {c.naam for c in uitslag.values() if not c.geslaagd} == {"iets_geladen", "iets_beoordeeld"}
    # An empty population is never passed.
    zonder = [c for c in uitslag.values() if not c.beoordeeld_aantal]
    assert len(zonder) > 50 and {c.status for c in zonder} == {"niet te beoordelen"}
    assert {c.status for c in uitslag.values() if c.beoordeeld_aantal} == {"geslaagd", "niet geslaagd"}
    with duckdb.connect(str(leeg)) as con:
        bewaar_controles(con, list(uitslag.values()), PEILDATUM)
        bewaard = con.execute(
            "select status, count(*) from kwaliteit.controle where beoordeeld_aantal = 0 group by all"
        )
        assert bewaard.fetchall() == [("niet te beoordelen", len(zonder))]
    controles = _voer_uit(leeg, "drop table marts.kpi_termijn")
    assert controles["tabellen_aanwezig", "alle tabellen", ""].sleutels == ({"tabel": "marts.kpi_termijn"},)


def test_een_landing_waarvan_alles_geweigerd_is_wordt_niet_gepubliceerd(tmp_path: Path) -> None:
    leeg = bouw_warehouse(tmp_path / "leeg.duckdb", leeg=True)
    controles = _voer_uit(
        leeg,
        "insert into raw.bestand (bestand_id, pad, status, reden, wet, release, berichttype, afzender, gemeente_code"
        ", aanbieder_agb, dagtekening) select 'w' || n, 'berichten/' || n || '.xml', 'quarantaine'"
        ", 'release niet ondersteund', if(n < 10, 'Jw', 'Wmo'), if(n < 10, '3.1', '2.3'), '305', null, '0983'"
        ", '73730001', date '2022-01-10' from range(21) as r (n)",
    )
    mis = {c.naam: c for c in controles.values() if c.status == "niet geslaagd"}
    assert {n for n, c in mis.items() if c.ernst == "blokkerend"} == {"iets_geladen", "iets_beoordeeld"}
    assert mis["iets_geladen"].sleutels == ({"geladen_aantal": "0", "geweigerd_aantal": "21"},)
    assert {n for n, c in mis.items() if c.ernst == "signaal"} == {"weigering_aandeel", "release_wordt_gelezen"}
    assert {(s["wet"], s["release"]) for s in mis["release_wordt_gelezen"].sleutels} == {("Jw", "3.1"), ("Wmo", "2.3")}
    with duckdb.connect(str(leeg)) as con:
        bewaar_controles(con, list(controles.values()), PEILDATUM)
    manifest = schrijf_manifest(tmp_path / "manifest.json", leeg)
    with pytest.raises(PublicatieFout, match="iets_geladen"):
        publiceer(leeg, tmp_path / "publicatie", manifest)


def test_zonder_instelling_een_duidelijke_fout(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "kaal.duckdb")):
        pass
    with pytest.raises(ControleFout, match=r"raw\.instelling"):
        voer_controles_uit(tmp_path / "kaal.duckdb", SLEUTELS)


def test_afgesproken_norm_gaat_voor_de_standaard(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as con:
        assert lees_norm(con, "305_5WD", "Jw", PEILDATUM) is None
        con.execute("""
            insert into raw.ref_normen values
                ('305_5WD', '', '', '', date '2025-01-01', null, '85', '', 'hoger', 'algemeen'),
                ('305_5WD', 'Jw', '', '', date '2026-01-01', date '2026-12-31', '92,5', '', 'hoger', 'contract 2026'),
                ('305_5WD', 'Jw', '3', '', null, null, '10', '', 'hoger', 'een perceel'),
                ('307_5WD', '', '', '', null, null, 'x', '', 'hoger', 'geen getal')
        """)
        assert lees_norm(con, "305_5WD", "Jw", PEILDATUM) == Norm(92.5, "contract 2026")
        assert lees_norm(con, "305_5WD", "Jw", date(2025, 6, 1)) == Norm(85, "algemeen")
        assert lees_norm(con, "305_5WD", "Wmo", PEILDATUM) == Norm(85, "algemeen")
        assert lees_norm(con, "307_5WD", "Jw", PEILDATUM) is None
        standaard = {(n.termijn, n.verantwoordelijke): n.standaard for n in lees_termijnnormen(con)}
        assert standaard["307_5WD", "aanbieder"].percentage == 90
        assert "geen afspraak in normen.csv" in standaard["307_5WD", "aanbieder"].bron


def test_datumkolommen_zijn_precies_die_van_de_catalogus() -> None:
    with (CATALOGUS / "type.csv").open(encoding="utf-8") as bestand:
        datumtypen = {rij["type"] for rij in csv.DictReader(bestand) if rij["basis"] == "date"}
    with (CATALOGUS / "veld.csv").open(encoding="utf-8") as bestand:
        velden = [r for r in csv.DictReader(bestand) if r["kolom"] and r["type"] and not r["behandeling"]]
    assert {r["kolom"] for r in velden if is_datumkolom(r["kolom"], "VARCHAR")} == {
        r["kolom"] for r in velden if r["type"] in datumtypen
    }
