"""Frozen figures: the right days, kept once, and as they were known that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.bevroren import (
    Moment,
    bevries,
    bewaar_stoplicht,
    is_bevroren,
    laad_bevroren,
    laad_stoplicht,
    momenten,
)
from peilstok.demo import DEMO_SLEUTEL
from peilstok.laden import maak_schema

PEILMOMENT = Path(__file__).parents[2] / "dbt" / "seeds" / "peilmoment.csv"


@pytest.mark.parametrize(
    ("peildatum", "verwacht"),
    [
        (date(2022, 2, 21), []),
        (date(2022, 2, 22), [Moment(date(2022, 2, 22), ("budgetafspraak",))]),
        (
            date(2022, 3, 7),
            [Moment(date(2022, 2, 22), ("budgetafspraak",)), Moment(date(2022, 3, 1), ("maandoverzicht",))],
        ),
        (date(2022, 3, 8), [Moment(date(2022, 3, 1), ("maandoverzicht",))]),
        (date(2022, 3, 15), []),
        (date(2022, 4, 1), [Moment(date(2022, 4, 1), ("maandoverzicht", "jaarafrekening"))]),
    ],
)
def test_momenten_van_seed_002(peildatum: date, verwacht: list[Moment]) -> None:
    assert momenten(PEILMOMENT, peildatum) == verwacht


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    verbinding = duckdb.connect()
    maak_schema(verbinding, laad_catalogus())
    verbinding.execute(
        """
        CREATE SCHEMA marts;
        CREATE TABLE marts.dim_maand AS
            SELECT unnest([DATE '2026-01-01', DATE '2026-02-01', DATE '2026-03-01', DATE '2026-04-01']) AS maand,
                   unnest([true, true, true, false]) AS is_volledig;
        CREATE TABLE marts.kpi_plekken_realisatie AS
            SELECT 'Jw' AS wet, '0384' AS gemeente_code, 'a' AS aanbieder_agb, NULL::VARCHAR AS productcode, maand,
                   1.5 AS plekken_ytd, 10::DECIMAL(18,2) AS realisatie_ytd_eur,
                   NULL::DECIMAL(18,2) AS voorschot_ytd_eur,
                   7 AS nog_een_kolom
            FROM marts.dim_maand;
        CREATE TABLE marts.kpi_uitgaven AS
            SELECT 'Jw' AS wet, 'ALLE' AS zorgterrein, 'ALLE' AS gemeente_code, maand,
                   DATE '2026-01-01' AS gedeclareerd_tot,
                   10::DECIMAL(18,2) AS realisatie_ytd_eur, 12::DECIMAL(18,2) AS prognose_ytd_eur
            FROM marts.dim_maand;
        CREATE TABLE marts.kpi_budgetplafond AS
            SELECT jaar, 'Jw' AS wet, 'ALLE' AS gemeente_code, 'a' AS aanbieder_agb, 'Z' AS zorgterrein, maand
                       AS tot_en_met_maand, DATE '2026-01-01' AS gedeclareerd_tot,
                   100::DECIMAL(18,2) AS budgetplafond_eur, 10::DOUBLE AS bandbreedte_pct,
                   10::DECIMAL(18,2) AS realisatie_ytd_eur, 10::DOUBLE AS uitputting_pct,
                   NULL::DECIMAL(18,2) AS verplicht_eur, 40::DECIMAL(18,2) AS jaareinde_lineair_eur,
                   NULL::DECIMAL(18,2) AS jaareinde_toegewezen_eur, 40::DOUBLE AS jaareinde_pct,
                   'onder' AS bandbreedte_signaal, 'groen' AS kleur
            FROM (VALUES (2025, DATE '2025-12-01'), (2026, DATE '2026-03-01')) AS v (jaar, maand);
        """
    )
    return verbinding


def test_wat_vastligt_verandert_niet_meer(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    moment = Moment(date(2026, 4, 1), ("budgetafspraak", "maandoverzicht"))
    bevries(con, tmp_path / "bevroren", moment)
    assert is_bevroren(tmp_path / "bevroren", moment)
    con.execute("UPDATE marts.kpi_plekken_realisatie SET realisatie_ytd_eur = 99")
    with pytest.raises(FileExistsError):
        bevries(con, tmp_path / "bevroren", moment)
    for _ in range(2):
        assert laad_bevroren(con, tmp_path / "bevroren") == 1
        # the last two complete months, once for each purpose
        assert con.execute(
            "SELECT count(*), count(DISTINCT soort), min(maand), max(maand), max(realisatie_ytd_eur)"
            " FROM raw.bevroren_plekken"
        ).fetchone() == (4, 2, date(2026, 2, 1), date(2026, 3, 1), 10)
    # of costs also the last declared month
    assert con.execute("SELECT count(*), min(maand) FROM raw.bevroren_uitgaven").fetchone() == (6, date(2026, 1, 1))
    # a year has one row, of its last complete month: last year's was long past
    assert con.execute(
        "SELECT jaar, soort, jaareinde_pct FROM raw.bevroren_budgetplafond ORDER BY soort"
    ).fetchall() == [
        (2026, "budgetafspraak", 40),
        (2026, "maandoverzicht", 40),
    ]


def test_een_jaar_ligt_apart_van_de_maanden_vast(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """The day of a statement keeps the year before, and nothing of it among the monthly figures."""
    for tabel in ("jaarplekken", "jaarresultaat"):
        stand = tabel.replace("jaar", "jaarstand_")
        con.execute(f"CREATE TABLE marts.{stand} AS SELECT * EXCLUDE (moment) FROM raw.bevroren_{tabel}")
        con.execute(f"INSERT INTO marts.{stand} (jaar, wet) VALUES (2024, 'Jw'), (2025, 'Jw'), (2026, 'Jw')")
    bevries(con, tmp_path, Moment(date(2026, 4, 1), ("maandoverzicht", "jaarafrekening")))
    bevries(con, tmp_path, Moment(date(2026, 4, 2), ("jaarafrekening",)))
    assert laad_bevroren(con, tmp_path) == 2
    for tabel in ("jaarplekken", "jaarresultaat"):
        assert con.execute(f"SELECT moment, jaar FROM raw.bevroren_{tabel} ORDER BY moment").fetchall() == [
            (date(2026, 4, 1), 2025),
            (date(2026, 4, 2), 2025),
        ]
    assert con.execute("SELECT DISTINCT moment, soort FROM raw.bevroren_plekken").fetchall() == [
        (date(2026, 4, 1), "maandoverzicht")
    ]


def test_een_moment_van_voor_een_tabel_heeft_haar_niet(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    bevries(con, tmp_path, Moment(date(2026, 4, 1), ("budgetafspraak",)))
    (tmp_path / "2026-04-01" / "bevroren_budgetplafond.parquet").unlink()
    assert laad_bevroren(con, tmp_path) == 1
    assert con.execute("SELECT count(*) FROM raw.bevroren_budgetplafond").fetchone() == (0,)
    assert con.execute("SELECT count(*) FROM raw.bevroren_uitgaven").fetchone() == (3,)


def test_mislukt_vastleggen_laat_niets_achter(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    con.execute("DROP TABLE marts.kpi_uitgaven")
    moment = Moment(date(2026, 4, 1), ("maandoverzicht",))
    with pytest.raises(duckdb.CatalogException):
        bevries(con, tmp_path, moment)
    assert list(tmp_path.iterdir()) == [] and laad_bevroren(con, tmp_path) == 0


@pytest.mark.lang
def test_nacht_legt_een_gemiste_dag_alsnog_vast_zoals_toen_bekend(
    demo_nacht: object, draai_nacht: Callable[..., object], tmp_path: Path
) -> None:
    """The 19th of July passed without a night; the night of the 20th keeps it with what was known on the 19th."""
    landing = demo_nacht.landing  # type: ignore[attr-defined]
    omgeving = {
        "PEILSTOK_LANDING": str(landing),
        "PEILSTOK_DATA": str(tmp_path / "data"),
        "PEILSTOK_SLEUTEL": DEMO_SLEUTEL,
        "PEILSTOK_DEMO": "ja",
        "PEILSTOK_PEILDATUM": "2026-07-20",
    }
    uitvoer = draai_nacht(**omgeving)
    assert uitvoer.status == 0, uitvoer.tekst  # type: ignore[attr-defined]
    assert "Cijfers van 19-07-2026 vastleggen" in uitvoer.tekst  # type: ignore[attr-defined]
    with duckdb.connect(str(tmp_path / "data" / "warehouse.duckdb"), read_only=True) as con:
        assert con.execute("SELECT peildatum, kennisdatum FROM raw.instelling").fetchall() == [
            (date(2026, 7, 20), date(2026, 7, 20))
        ]
        rijen = con.execute(
            "SELECT moment, soort, max(maand), count(*) > 0, count(verschil_realisatie_eur) > 0"
            " FROM marts.kpi_bevroren_plekken GROUP BY ALL"
        ).fetchall()
        brieven = con.execute(
            "SELECT moment, tot_en_met_maand, count(*) FILTER (WHERE status = 'concept') > 0, count(*) > 0"
            " FROM marts.kpi_bandbreedtebrief GROUP BY ALL"
        ).fetchall()
    assert rijen == [(date(2026, 7, 19), "budgetafspraak", date(2026, 6, 1), True, True)]
    assert brieven == [(date(2026, 7, 19), date(2026, 6, 1), True, True)]
    publicatie = tmp_path / "data" / "publicatie" / "datateam"
    paginas = sorted(pad.name for pad in (publicatie / "brieven").iterdir())
    assert paginas[0].startswith("BB-2026-07-19-ALLE-") and paginas[-1] == "index.html"
    assert 'href="brieven/index.html"' in (publicatie / "index.html").read_text(encoding="utf-8")


def _publiceer(map_: Path, kennisdatum: str, kleur: str) -> None:
    (map_ / "parquet").mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        con.execute(f"COPY (SELECT DATE '{kennisdatum}' AS kennisdatum) TO '{map_}/parquet/peil.parquet'")
        con.execute(
            f"""
            COPY (SELECT 'uitval' AS kpi, 'Wmo' AS wet, '1' AS perceel, 'ALLE' AS zorgterrein, 'ALLE' AS gemeente_code,
                         'ALLE' AS aanbieder_agb, '2026' AS periode, 4.5 AS waarde, '{kleur}' AS kleur, 1 AS en_meer)
            TO '{map_}/parquet/stoplicht.parquet'
            """
        )


def test_stoplicht_van_de_vorige_publicatie(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """The last one of an earlier kennisdatum, however often a night runs; none for a night of before it."""
    publicatie, map_ = tmp_path / "datateam", tmp_path / "bevroren"
    vraag = "SELECT kennisdatum, kleur FROM raw.bevroren_stoplicht"

    def nacht(kennisdatum: date, kleur: str) -> list[tuple[date, str]]:
        bewaar_stoplicht(publicatie, map_, kennisdatum)
        laad_stoplicht(con, map_, kennisdatum)
        gezien = con.execute(vraag).fetchall()
        _publiceer(publicatie, kennisdatum.isoformat(), kleur)
        return gezien

    assert nacht(date(2026, 9, 29), "groen") == []
    assert nacht(date(2026, 9, 30), "oranje") == [(date(2026, 9, 29), "groen")]
    assert nacht(date(2026, 9, 30), "rood") == [(date(2026, 9, 29), "groen")]
    assert nacht(date(2026, 10, 1), "rood") == [(date(2026, 9, 30), "rood")]
    assert nacht(date(2026, 9, 30), "rood") == []
    assert {pad.name for pad in map_.iterdir()} == {"stoplicht.parquet"}
