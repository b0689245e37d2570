"""The drafts of the bandbreedtebrief as pages: what is open, what was overtaken, and for whom."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from peilstok.rapport import schrijf_brieven
from peilstok.rapport.brieven import euro_tekst, procent_tekst
from tests.publicatie.wereld import bouw_warehouse

FEBRUARI, MEI = (f"BB-{moment}-0983-73730004.html" for moment in ("2026-02-22", "2026-05-19"))


@pytest.fixture
def wereld(tmp_path: Path) -> Path:
    return bouw_warehouse(tmp_path / "wereld.duckdb")


def _schrijf(wereld: Path, verander: str = "") -> Path:
    with duckdb.connect(str(wereld)) as con:
        con.execute(verander)
    overzicht = schrijf_brieven(wereld, wereld.parent / "brieven")
    assert overzicht is not None
    return overzicht.parent


def test_een_concept_van_voor_het_laatste_moment_is_niet_verzonden(wereld: Path) -> None:
    map_ = _schrijf(wereld)
    assert sorted(pad.name for pad in map_.iterdir()) == [FEBRUARI, MEI, "index.html"]
    assert "Dit concept is niet verzonden" in (map_ / FEBRUARI).read_text(encoding="utf-8")
    assert "Vul de gele velden in" in (map_ / MEI).read_text(encoding="utf-8")
    overzicht = (map_ / "index.html").read_text(encoding="utf-8")
    assert overzicht.index("Stand van 19-05-2026") < overzicht.index("Stand van 22-02-2026")
    assert ">niet verzonden<" in overzicht and ">concept, 19-05-2026<" in overzicht


@pytest.mark.parametrize(
    ("verander", "stappen"),
    [
        ("", ("Concept: 19-05-2026", "Verzonden: nog niet", "Reactie: nog niet", "Besluit: nog niet")),
        (
            "update marts.kpi_bandbreedtebrief set status = 'besluit', status_datum = date '2026-07-01',"
            " verzonden_datum = date '2026-06-01', reactie_uiterlijk_datum = date '2026-06-22',"
            " besluit_datum = date '2026-07-01' where moment = date '2026-05-19'",
            ("Concept: 19-05-2026", "Verzonden: 01-06-2026", "Reactie: nog niet", "Besluit: 01-07-2026"),
        ),
    ],
)
def test_een_brief_toont_haar_stand(wereld: Path, verander: str, stappen: tuple[str, ...]) -> None:
    brief = (_schrijf(wereld, verander) / MEI).read_text(encoding="utf-8")
    assert all(f">{stap}</li>" in brief for stap in stappen)
    assert ("CONCEPT" in brief) == (not verander)


def test_een_brief_over_een_jaar_met_een_gat_zegt_dat(wereld: Path) -> None:
    gat = "insert into marts.dim_dekking values ('{}', '{}', date '2026-01-01', false, date '2026-03-01')"
    zin = "Jw: cijfers vanaf maart 2026; daarvoor ontbreken berichten."
    assert zin in (_schrijf(wereld, gat.format("Jw", "0983")) / MEI).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "gat",
    [
        "('Wmo', '0983', date '2026-01-01', false, date '2026-03-01')",
        "('Jw', '0935', date '2026-01-01', false, date '2026-03-01')",
        "('Jw', '0983', date '2025-01-01', false, date '2025-12-01')",
    ],
)
def test_een_gat_bij_een_ander_of_eerder_staat_niet_in_de_brief(wereld: Path, gat: str) -> None:
    brief = (_schrijf(wereld, f"insert into marts.dim_dekking values {gat}") / MEI).read_text(encoding="utf-8")
    assert "ontbreken berichten" not in brief


def test_het_jaar_is_voorbij(wereld: Path) -> None:
    """On a moment in January the letter is about the year before: nothing more was assigned for it."""
    map_ = _schrijf(
        wereld,
        "update marts.kpi_bandbreedtebrief set tot_en_met_maand = date '2026-12-01', gedeclareerd_tot = '2026-12-01'"
        ", moment = date '2027-01-10'",
    )
    brief = (map_ / "BB-2027-01-10-0983-73730004.html").read_text(encoding="utf-8")
    assert "Het jaar is voorbij" in brief and "Toegewezen," not in brief
    assert "Maanden vanaf november 2026" in brief


def test_wie_de_tabel_niet_heeft_krijgt_geen_brieven(wereld: Path) -> None:
    with duckdb.connect(str(wereld)) as con:
        con.execute("alter table marts.kpi_bandbreedtebrief drop column bovengrens_eur")
    assert schrijf_brieven(wereld, wereld.parent / "brieven") is None
    assert not (wereld.parent / "brieven").exists()


def test_een_code_die_geen_bestandsnaam_kan_zijn_heeft_geen_brief(wereld: Path) -> None:
    map_ = _schrijf(wereld, "update marts.kpi_bandbreedtebrief set aanbieder_agb = '../../weg'")
    assert [pad.name for pad in map_.iterdir()] == ["index.html"]


def test_bedragen_en_percentages_op_zijn_nederlands() -> None:
    assert euro_tekst(Decimal("45500.49")) == "€\N{NO-BREAK SPACE}45.500"
    assert [procent_tekst(waarde) for waarde in (10.0, 7.5, 129.357, 99.96, 120.04)] == [
        "10%",
        "7,5%",
        "129,4%",
        "100%",
        "120%",
    ]
