"""Reference tables: types by suffix, bad rows listed with line and reason, missing files are no error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_referenties, maak_schema

PSEUDONIEM = Pseudonimiseerder("sleutel van de test")


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as verbinding:
        maak_schema(verbinding, laad_catalogus())
        yield verbinding


def leg(landing: Path, naam: str, inhoud: str | bytes) -> None:
    doel = landing / "referentie" / naam
    doel.parent.mkdir(parents=True, exist_ok=True)
    doel.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())


def test_ontbrekende_tabellen_zijn_leeg(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    assert len(samenvatting.ontbreekt) == 17 and not samenvatting.afgekeurd
    assert con.execute("SELECT count(*) FROM raw.ref_normen").fetchone() == (0,)


def test_typen_scheidingsteken_en_kolomvolgorde(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(
        tmp_path,
        "prijzen.csv",
        "\ufeffextra;Wet;productcode;aanbieder_agb;geldig_van;geldig_tot;prijs_eur\r\n"
        "x;Jw;45V01;00000001;2025-01-01;31-12-2025;7500,50\r\n\r\nx;Wmo;02A03;;;;16000\r\n",
    )
    laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute("SELECT * FROM raw.ref_prijzen ORDER BY wet").fetchall() == [
        ("Jw", "45V01", "00000001", Decimal("7500.50"), date(2025, 1, 1), date(2025, 12, 31)),
        ("Wmo", "02A03", None, Decimal("16000.00"), None, None),
    ]


def test_slechte_rijen_worden_genoemd_en_de_rest_telt(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(
        tmp_path,
        "prijzen.csv",
        "wet,productcode,aanbieder_agb,prijs_eur,geldig_van,geldig_tot\n"
        "Jw,45V01,,7500,,\nJw,45V01,,veel,,\nJw,45V01,,1,2025-02-30,\nJw,45V01\n,45V01,,1,,\nJw,x,,1.005,,\n",
    )
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    assert samenvatting.geladen == {"prijzen": 1}
    verwacht = [
        (3, "prijs_eur is geen getal"),
        (4, "geldig_van is geen datum (jjjj-mm-dd)"),
        (5, "de rij heeft niet evenveel kolommen als de kop"),
        (6, "wet is leeg"),
        (7, "prijs_eur heeft meer dan 2 decimalen"),
    ]
    vraag = "SELECT regel, reden FROM raw.bestand WHERE pad = 'referentie/prijzen.csv' ORDER BY 1"
    assert con.execute(vraag).fetchall() == verwacht
    laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute(vraag).fetchall() == verwacht
    leg(tmp_path, "prijzen.csv", "wet,productcode,aanbieder_agb,prijs_eur,geldig_van,geldig_tot\nJw,45V01,,7500,,\n")
    laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute(vraag).fetchall() == []


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"wet;productcode\nJw;1\n", "kolom aanbieder_agb, prijs_eur, geldig_van, geldig_tot ontbreekt"),
        (b"", "ontbreekt"),
        ("wet;caf\u00e9\n".encode("latin-1"), "UTF-8"),
        (b'wet,productcode,aanbieder_agb,prijs_eur,geldig_van,geldig_tot\nJw,"1"x,,1,,\n', "geen leesbare CSV"),
    ],
)
def test_onleesbare_tabel_is_leeg_en_genoemd(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, inhoud: bytes, reden: str
) -> None:
    leg(tmp_path, "prijzen.csv", inhoud)
    samenvatting = laad_referenties(con, tmp_path, PSEUDONIEM)
    assert reden in samenvatting.afgekeurd[0].reden
    assert con.execute("SELECT count(*) FROM raw.ref_prijzen").fetchone() == (0,)


def test_bsn_wordt_pseudoniem_ook_in_toelichting(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    leg(
        tmp_path,
        "ervaringen.csv",
        "meetdatum,wet,gemeente_code,aanbieder_agb,productcode,bsn,instrument,domein,score\n"
        "2026-01-01,Jw,0384,00000001,45V01,999900006,ZRM,wonen,3\n",
    )
    leg(
        tmp_path,
        "uitval_beoordeling.csv",
        "wet,gemeente_code,toewijzingnummer,oordeel,toelichting,datum\n"
        "Wmo,0384,0012,toegang,gebeld met 999900006,2026-01-01\n",
    )
    laad_referenties(con, tmp_path, PSEUDONIEM)
    assert con.execute("SELECT client_id FROM raw.ref_ervaringen").fetchone() == (PSEUDONIEM.client_id("999900006"),)
    nummer, toelichting = con.execute(
        "SELECT toewijzingnummer, toelichting FROM raw.ref_uitval_beoordeling"
    ).fetchall()[0]
    assert nummer == "12" and "999900006" not in toelichting
