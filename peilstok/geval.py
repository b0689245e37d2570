"""KPI tables and their cases, as the yml of a KPI declares them (contract chapter 4, "Cases"; dbt/macros/geval.sql)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ALGEMEEN = ("inkoopcategorie", "zorgterrein", "perceel", "segment", "groep", "leeftijdsklasse", "geslacht", "wijk_code")
"""The general dimensions: they say by what a case can be shown, not why it counts."""


@dataclass(frozen=True)
class Kpi:
    """A KPI table as its yml declares it: `opzet` is config.meta, `vlaggen` the descriptions of the case's columns."""

    naam: str
    opzet: Mapping[str, Any]
    vlaggen: Mapping[str, str]

    @property
    def tabel(self) -> str:
        return f"marts.kpi_{self.naam}"

    @property
    def gevallen(self) -> str:
        return f"marts.geval_{self.naam}"

    @property
    def grain(self) -> list[str]:
        return list(self.opzet["grain"])


def kpis_uit_manifest(manifest: Mapping[str, Any]) -> dict[str, Kpi]:
    """The KPI tables that are made of cases, by name without kpi_."""
    knopen = {knoop["name"]: knoop for knoop in manifest["nodes"].values() if knoop["resource_type"] == "model"}
    return {
        naam.removeprefix("kpi_"): Kpi(
            naam.removeprefix("kpi_"),
            knoop["config"]["meta"],
            {k["name"]: k["description"] for k in knopen["geval_" + naam.removeprefix("kpi_")]["columns"].values()},
        )
        for naam, knoop in knopen.items()
        if naam.startswith("kpi_") and "geval_" + naam.removeprefix("kpi_") in knopen
    }
