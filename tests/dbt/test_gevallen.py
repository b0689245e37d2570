"""Every KPI table is the sum of its cases: a demo region here, random worlds in the tests of the oracles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from peilstok.demo import STANDAARD, maak_regio, schrijf_regio
from tests.dbt.hertelling import gevallen_van, hoort_bij, kpi_modellen, kpi_tabellen, verschillen
from tests.dbt.magazijn import Instelling, Magazijn, Project
from tests.dbt.test_structuur import seed

REGIO = replace(STANDAARD, clienten=60, regels=True)
ZONDER_GEVALLEN = {
    # what was known on an earlier day, and what is made of other KPI tables
    *("kpi_bandbreedtebrief", "kpi_bevroren_plekken", "kpi_bevroren_uitgaven", "kpi_nabetaling", "kpi_normvoorstel"),
    *("kpi_interventie", "kpi_voorspelling", "kpi_voorspelling_toets"),
}
GEEN_MAAT = {
    "volgorde",
    "kleur",
    "voorlopig",
    "onvolledig",
    "omschrijving",
    "eenheid",
    "kpi",
    "gedeclareerd_tot",
    "is_gedeclareerd",
    "heeft_later",
    "tot_en_met_maand",
    "bandbreedte_signaal",
    "is_per_plek",
    "is_heel_jaar",
    "aanname",
    "uitleg",
    "methode",
    "is_vergelijkbaar",
    "is_jaar_gedeclareerd",
}
"""What a KPI table says about a figure."""


@pytest.fixture(scope="module")
def demo(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Magazijn:
    landing: Path = tmp_path_factory.mktemp("gevallen")
    schrijf_regio(maak_regio(REGIO), landing)
    magazijn = Magazijn(project)
    dag = REGIO.peildatum.isoformat()
    magazijn.laad(landing, Instelling(peildatum=dag, kennisdatum=dag, historie_tot="2056-12-31"))
    return magazijn


def test_elke_cel_is_de_som_van_haar_gevallen(project: Project, demo: Magazijn) -> None:
    fout = [regel for knoop in kpi_tabellen(project) for regel in verschillen(demo, knoop)]
    assert not fout, "\n".join(fout[:40])


def test_elk_geval_staat_in_een_rij(project: Project, demo: Magazijn) -> None:
    """Of the first maat, the cases it counts: the cell with their own values exists."""
    fout = []
    for knoop in kpi_tabellen(project):
        opzet = knoop["config"]["meta"]
        maat = next(iter(opzet["maten"].values()))
        rij = opzet["grain"]
        gelijk = " and ".join(f"g.{kolom} is not distinct from k.{kolom}" for kolom in rij)
        maand = " and g.maand in (select maand from marts.dim_maand where is_volledig)" if "maand" in rij else ""
        (gemist,) = demo.con.execute(
            f"select count(*) from marts.{gevallen_van(knoop)} as g where {maat.get('waar', 'true')}{maand} "
            f"and not exists (select 1 from marts.{knoop['name']} as k where {gelijk})"
        ).fetchone() or (0,)
        if gemist:
            fout.append(f"{knoop['name']}: {gemist} gevallen zonder rij")
    assert fout == []


def test_elke_kpi_heeft_gevallen_en_elke_kolom_een_maat(project: Project, demo: Magazijn) -> None:
    met = {knoop["name"] for knoop in kpi_tabellen(project)}
    kpis = {knoop["name"] for knoop in kpi_modellen(project)}
    assert kpis - met == ZONDER_GEVALLEN
    for knoop in kpi_tabellen(project):
        opzet = knoop["config"]["meta"]
        kolommen = set(demo.kolommen(f"marts.{knoop['name']}")) - set(opzet["grain"])
        assert kolommen - GEEN_MAAT - opzet["maten"].keys() == set(), knoop["name"]
        gevallen = set(demo.kolommen(f"marts.{gevallen_van(knoop)}"))
        for naam, maat in opzet["maten"].items():
            assert {maat[deel] for deel in ("waar", "kolom") if deel in maat} <= gevallen, f"{knoop['name']}.{naam}"


def test_clienten_achter_een_cijfer_zijn_die_van_zijn_gevallen(project: Project, demo: Magazijn) -> None:
    """What suppression rests on, counted again; and seed onderdrukking_groep asks for nothing else."""
    gezien = set()
    for groep in seed("onderdrukking_groep"):
        for kolom, waar in _clientkolommen(project, groep):
            kpi = groep["tabel"].removeprefix("kpi_")
            opzet = _opzet(project, groep["tabel"])
            demo.bouw(f"onderdrukking_{kpi}", f"geval_{kpi}", "dim_maand")
            fout = demo.con.execute(
                f"""
                select count(*) from (
                    select k.{kolom} as cel, count(distinct g.client_id) filter (where {waar}) as opgeteld
                    from marts.onderdrukking_{kpi} as k
                    left join marts.geval_{kpi} as g on {hoort_bij(opzet, opzet["grain"])}
                    group by {", ".join(f"k.{deel}" for deel in opzet["grain"])}, k.{kolom}
                ) where cel <> opgeteld
                """
            ).fetchone()
            assert fout == (0,), f"{kpi}.{kolom}"
            gezien.add(f"onderdrukking_{kpi}.{kolom}")
    gemaakt = {
        f"{knoop['name']}.{kolom}"
        for knoop in project.modellen
        if knoop["fqn"][2] == "onderdrukking"
        for kolom in knoop["columns"]
        if kolom.endswith("_clienten")
    }
    assert gezien == gemaakt


def _opzet(project: Project, naam: str) -> dict[str, Any]:
    return dict(next(knoop["config"]["meta"] for knoop in project.modellen if knoop["name"] == naam))


def _clientkolommen(project: Project, groep: dict[str, str]) -> list[tuple[str, str]]:
    """The columns of clients behind a group, each with the cases that it counts."""
    if not groep["clienten"]:
        return []
    maten, delen = _opzet(project, groep["tabel"])["maten"], groep["delen"].split()

    def waar(naam: str) -> str:
        maat = maten[naam]
        return f"g.{maat['kolom']} <> 0" if "kolom" in maat else f"g.{maat['waar']}" if "waar" in maat else "true"

    noemer = groep["clienten"].removesuffix("_clienten")
    kolommen = [(f"{naam}_clienten", waar(naam)) for naam in (noemer, *delen)]
    if len(delen) == 1:
        kolommen.append((f"{delen[0]}_rest_clienten", f"{waar(noemer)} and not coalesce({waar(delen[0])}, false)"))
    return kolommen
