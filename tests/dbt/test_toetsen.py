"""The tests that yml declares, asked per table: none is lost, and each finds what dbt's own query finds."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from expectations.controle import ControleFout
from expectations.toetsen import lees_toetsen, voer_toetsen_uit
from tests.dbt.magazijn import Magazijn, Project


@pytest.fixture
def leeg(project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every model of the project over an empty raw; its own, since these tests fill the marts with nonsense."""
    magazijn = Magazijn(project).draai([])
    magazijn.bouw(*(knoop["name"] for knoop in project.modellen))
    with magazijn.con as con:
        yield con


def test_elke_toets_van_elke_tabel_geeft_een_regel(project: Project, leeg: duckdb.DuckDBPyConnection) -> None:
    controles = voer_toetsen_uit(leeg, project.manifest)
    toetsen = [knoop for knoop in project.manifest["nodes"].values() if knoop["resource_type"] == "test"]
    gevuld = {k["attached_node"] for k in toetsen if (k.get("test_metadata") or {}).get("name") == "gevuld"}
    eisen = [
        (naam, kolom["name"])
        for naam, knoop in project.manifest["nodes"].items()
        for kolom in knoop.get("columns", {}).values()
        if any(eis["type"] == "not_null" for eis in kolom["constraints"])
    ]
    assert gevuld == {naam for naam, _ in eisen}, "een tabel met not_null in zijn yml noemt ook de toets gevuld"
    assert len(controles) == len(toetsen) - len(gevuld) + len(eisen) == len(lees_toetsen(project.manifest))
    assert [c for c in controles if not c.geslaagd] == []
    ernst = {(c.naam, c.tabel): c.ernst for c in controles}
    assert ernst["prestatie_netto_niet_negatief", "marts.fct_prestatie"] == "signaal"
    assert ernst["not_null", "marts.kpi_uitval"] == "blokkerend"
    uitleg = {(c.naam, c.tabel, c.kolom): c.toelichting for c in controles}
    assert uitleg["tussen", "marts.kpi_uitval", "percentage"] == "percentage is ten minste 0 en ten hoogste 100."
    assert uitleg["accepted_values", "marts.kpi_uitval", "kleur"] == "kleur is een van: groen, oranje, rood, grijs."
    assert not any("None" in zin or "{" in zin or "ref(" in zin for zin in uitleg.values())


def test_per_tabel_vindt_wat_elke_toets_alleen_vindt(project: Project, leeg: duckdb.DuckDBPyConnection) -> None:
    """Two rows of nothing, and two with nonsense, in every table that is one."""
    tabellen = [k for k in project.modellen if k["config"]["materialized"] == "table"]
    for knoop in tabellen:
        kolommen = leeg.execute(f"describe {knoop['relation_name']}").fetchall()
        onzin = [f"try_cast(-{n + 7} as {soort})" for n, (_, soort, *_) in enumerate(kolommen)]
        for waarden in (["null"] * len(kolommen), onzin):
            leeg.execute(f"insert into {knoop['relation_name']} select {', '.join(waarden)} from range(2)")
    gevonden = voer_toetsen_uit(leeg, project.manifest)
    toetsen = {(t.naam, t.tabel, t.kolom, t.toelichting): t for t in lees_toetsen(project.manifest)}
    assert len(toetsen) == len(gevonden)
    for controle in gevonden:
        toets = toetsen[controle.naam, controle.tabel, controle.kolom, controle.toelichting]
        alleen = leeg.execute(f"select count(*) from ({toets.query})").fetchone()
        assert (controle.afwijkend_aantal, controle.geslaagd) == (alleen[0], not alleen[0]), toets
    per_soort = {naam for naam, *_ in toetsen if any(c.naam == naam and not c.geslaagd for c in gevonden)}
    assert {"not_null", "accepted_values", "tussen", "unieke_sleutel", "relationships"} <= per_soort
    leeg_gevuld = next(c for c in gevonden if (c.naam, c.tabel, c.kolom) == ("not_null", "marts.kpi_uitval", "teller"))
    assert (leeg_gevuld.beoordeeld_aantal, leeg_gevuld.afwijkend_aantal) == (4, 2)


def test_een_fout_noemt_kolom_en_sleutel_maar_geen_client(project: Project, leeg: duckdb.DuckDBPyConnection) -> None:
    kolommen = [rij[0] for rij in leeg.execute("describe marts.kpi_uitval").fetchall()]
    goed = {"jaar": "2025", "perceel": "'1'", "gemeente_code": "'0384'", "aanbieder_agb": "'ALLE'", "noemer": "5"}
    waarden = ", ".join(goed.get(kolom, "null") for kolom in kolommen)
    leeg.execute(f"insert into marts.kpi_uitval select {waarden}")
    controles = {(c.naam, c.tabel, c.kolom): c for c in voer_toetsen_uit(leeg, project.manifest)}
    sleutel = {"jaar": "2025", "perceel": "1", "gemeente_code": "0384", "aanbieder_agb": "ALLE"}
    assert controles["not_null", "marts.kpi_uitval", "teller"].sleutels == (sleutel,)
    assert controles["not_null", "marts.kpi_uitval", "noemer"].sleutels == ()
    assert not any("client_id" in s for c in controles.values() for s in c.sleutels)


def test_een_toets_die_niet_te_stellen_is_stopt_de_nacht(project: Project, leeg: duckdb.DuckDBPyConnection) -> None:
    """A test that was never asked is not one that passed."""
    leeg.execute("drop table marts.kpi_uitval")
    with pytest.raises(ControleFout, match=r"konden niet worden uitgevoerd: Catalog Error"):
        voer_toetsen_uit(leeg, project.manifest)
    naam, knoop = next((n, k) for n, k in project.manifest["nodes"].items() if k["resource_type"] == "test")
    for anders in ({"compiled_code": None}, {"compiled_code": "select 1", "test_metadata": {"name": "tussen"}}):
        manifest = {"nodes": project.manifest["nodes"] | {naam: knoop | anders}}
        with pytest.raises(ControleFout, match=knoop["name"]):
            lees_toetsen(manifest)
