"""The rules and figures over a small demo region: what is found is what was planted, and what went wrong by itself.

The whole region goes through the same comparison after a real night (tests/nacht); this one takes seconds, so that a
rule or a recipe can be tried.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from peilstok.demo import STANDAARD, DemoParameters, maak_regio, schrijf_regio, vergelijk
from tests.dbt.magazijn import Instelling, Magazijn, Project

KLEIN = replace(STANDAARD, clienten=40, regels=True)
VERGELEKEN = (
    "bevinding",
    "fct_bericht",
    "fct_toewijzing",
    "fct_levering",
    "fct_traject",
    "fct_verzoek",
    "fct_prestatie",
    "kpi_termijn",
    "kpi_plekken_realisatie",
    "kpi_doorlooptijd",
)


@pytest.mark.parametrize(
    "parameters",
    [
        KLEIN,
        replace(KLEIN, clienten=1, seed=7, retours=False),
        replace(KLEIN, regels=False),
        # A Sunday, and other months to declare over.
        replace(KLEIN, clienten=25, peildatum=date(2026, 5, 31)),
    ],
    ids=["standaard", "een client, geen retours", "zonder geplante regels", "P op zondag"],
)
def test_bevindingen_zijn_die_van_de_waarheid(project: Project, tmp_path: Path, parameters: DemoParameters) -> None:
    regio = maak_regio(parameters)
    schrijf_regio(regio, tmp_path)
    magazijn = Magazijn(project)
    dag = parameters.peildatum.isoformat()
    con = magazijn.laad(tmp_path, Instelling(peildatum=dag, kennisdatum=dag, historie_tot="2056-12-31"))
    magazijn.bouw(*VERGELEKEN)
    verschillen = vergelijk(con, regio.waarheid)
    assert verschillen == [], "\n".join(verschillen[:40])
