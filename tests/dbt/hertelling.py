"""Every cell of a KPI table added up again from its cases (contract chapter 4), another way than the models do.

The models make a cube of the cases and group it; here each row of the table looks up its own cases with a join. What
dim_maat calls referentie or vergelijking is not of the cases, and what is `afgeleid` says its own model.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.dbt.magazijn import Magazijn, Project

NIET_VAN_DE_GEVALLEN = ("referentie", "vergelijking", "afgeleid")
PERCENTIEL = {"mediaan": 0.5, "p25": 0.25, "p75": 0.75}


def kpi_modellen(project: Project) -> list[dict[str, Any]]:
    """The KPI tables, as nodes of the manifest."""
    return [k for k in project.modellen if k["fqn"][2] in ("kpi", "sturing") and k["name"].startswith("kpi_")]


def kpi_tabellen(project: Project) -> list[dict[str, Any]]:
    """Those of them that are made of cases."""
    namen = {k["name"] for k in project.modellen}
    return [k for k in kpi_modellen(project) if gevallen_van(k) in namen]


def grein(knoop: dict[str, Any]) -> list[str]:
    """The columns of a row."""
    return list(knoop["config"]["meta"]["grain"])


def gevallen_van(knoop: dict[str, Any]) -> str:
    return "geval_" + knoop["name"].removeprefix("kpi_")


def controleer(magazijn: Magazijn, tabel: str) -> None:
    """Fail when this table (with or without schema), if it is made of cases, is not the sum of them."""
    for knoop in kpi_tabellen(magazijn.project):
        if knoop["name"] == tabel.removeprefix("marts."):
            fout = verschillen(magazijn, knoop)
            assert not fout, "\n".join(fout[:10])


def verschillen(magazijn: Magazijn, knoop: dict[str, Any]) -> list[str]:
    """Cells of this table that its cases do not add up to, as text: column, row, cell, recount."""
    opzet = knoop["config"]["meta"]
    tabel, gevallen = f"marts.{knoop['name']}", f"marts.{gevallen_van(knoop)}"
    magazijn.bouw(knoop["name"], gevallen_van(knoop), "dim_maand", "int_parameter")
    kolommen = magazijn.kolommen(tabel)
    rij = opzet["grain"]
    maten = {n: m for n, m in opzet["maten"].items() if n in kolommen and m["statistiek"] not in NIET_VAN_DE_GEVALLEN}
    geteld = ", ".join(f"{_uitdrukking(opzet, naam)} as h_{naam}" for naam in maten)
    gevonden = magazijn.con.execute(
        f"""
        with hertelling as (
            select {", ".join("k." + kolom for kolom in kolommen)}, {geteld}
            from {tabel} as k
            left join (select *, true as is_geval from {gevallen}) as g on {hoort_bij(opzet, rij)}
            {"left join marts.dim_maand as kalender on k.maand = kalender.maand" if "maand" in rij else ""}
            group by all
        )
        select * replace ({_delen_van_totaal(opzet, rij, maten)}) from hertelling
        """
    )
    namen = [kolom[0] for kolom in gevonden.description or []]
    fout: list[str] = []
    for waarden in gevonden.fetchall():
        cel = dict(zip(namen, waarden, strict=True))
        for naam, maat in maten.items():
            # of a total that is no part of it (a temporary stop) there is no share
            if maat["statistiek"] == "aandeel_van_totaal" and cel[naam] is None:
                continue
            if not _gelijk(cel[naam], cel[f"h_{naam}"]):
                sleutel = ", ".join(f"{kolom}={cel[kolom]}" for kolom in rij)
                fout.append(f"{knoop['name']}.{naam} ({sleutel}): {cel[naam]}, opgeteld {cel[f'h_{naam}']}")
    return fout


def _delen_van_totaal(opzet: dict[str, Any], rij: list[str], maten: dict[str, Any]) -> str:
    """The counts of a share become the share: of the same count in the row that has ALLE in the dimension."""
    delen = [f"{rij[0]} as {rij[0]}"]
    for naam, maat in maten.items():
        if maat["statistiek"] == "aandeel_van_totaal":
            rest = ", ".join(kolom for kolom in rij if kolom != maat["dimensie"])
            totaal = f"max(case when {maat['dimensie']} = 'ALLE' then h_{naam} end) over (partition by {rest})"
            delen.append(f"100 * h_{naam}::double / nullif({totaal}, 0) as h_{naam}")
    return ", ".join(delen)


def _gelijk(cel: Any, opgeteld: Any) -> bool:
    if cel is None or opgeteld is None:
        return cel is None and opgeteld is None
    if isinstance(cel, date):
        return bool(cel == opgeteld)
    return abs(float(cel) - float(opgeteld)) <= 1e-9 * max(1.0, abs(float(cel)))


def hoort_bij(opzet: dict[str, Any], rij: list[str]) -> str:
    """Which cases belong to a row of the table."""
    totalen, eigen = opzet.get("totalen", []), opzet.get("eigen_totaal")
    delen = []
    for kolom in rij:
        zelfde = f"g.{kolom} is not distinct from k.{kolom}"
        if kolom == "maand" and opzet.get("tijd") == "ytd":
            delen.append("g.maand <= k.maand and year(g.maand) = year(k.maand)")
        elif kolom == "maand" and opzet.get("tijd") == "rollend":
            delen.append("g.maand <= k.maand and g.maand > k.maand - interval 12 month")
        elif kolom in totalen:
            niet_zelf = f"(not g.{eigen} and k.{kolom} = 'ALLE')" if eigen else f"k.{kolom} = 'ALLE'"
            delen.append(f"({zelfde} or {niet_zelf})")
        else:
            delen.append(zelfde)
    if alleen := opzet.get("totaal_alleen"):
        delen.append(f"(k.{alleen['kolom']} <> 'ALLE' or g.{alleen['waar']})")
    return " and ".join(delen)


def _uitdrukking(opzet: dict[str, Any], naam: str) -> str:
    als = opzet["maten"][naam].get("als")
    geteld = _telling(opzet, naam)
    return f"case when bool_or(k.{als}) then {geteld} end" if als else geteld


def _telling(opzet: dict[str, Any], naam: str) -> str:
    maat = opzet["maten"][naam]
    waar = f"g.{maat['waar']}" if "waar" in maat else "g.is_geval"
    if maat.get("per_maand"):
        waar += " and g.maand = k.maand"
    kolom = f"g.{maat.get('kolom')}"
    onbekend = f"case when count({waar}) > 0 then " if maat.get("onbekend_leeg") else ""
    einde = " end" if onbekend else ""

    def van(ander: str) -> str:
        return _uitdrukking(opzet, maat[ander])

    match maat["statistiek"]:
        case "aantal":
            return f"{onbekend}count(*) filter (where {waar}){einde}"
        case "clienten":
            return f"{onbekend}count(distinct g.client_id) filter (where {waar}){einde}"
        case "eerste":
            return f"min({kolom}) filter (where {waar})"
        case "uniek":
            return f"count(distinct {kolom})"
        case "som":
            return f"coalesce(sum({kolom}) filter (where {waar}), 0)"
        case "gemiddelde":
            return f"avg({kolom})"
        case "mediaan" | "p25" | "p75":
            return f"quantile_cont({kolom}, {PERCENTIEL[maat['statistiek']]})"
        case "aandeel":
            return f"{maat.get('maal', 100)} * ({van('teller')})::double / nullif({van('noemer')}, 0)"
        case "aandeel_van_totaal":
            return van("teller")
        case "verschil":
            return f"({van('van')}) - ({van('af')})"
        case "per_dag":
            return f"({van('teller')})::double / max(kalender.{maat['dagen']})"
        case "euro":
            leeg = f"{van('leeg_zonder')} = 0 and {van('bij')} <> 0" if "bij" in maat else "false"
            return f"case when not ({leeg}) then round({van('van')}, 2) end"
        case "omgerekend":
            parameter = f"select waarde::double from intermediate.int_parameter where parameter = '{maat['door']}'"
            return f"({van('van')})::double / ({parameter})"
        case "deel":
            return f"case when {van('leeg_zonder')} <> 0 then ({van('van')})::double / {maat['door']} end"
        case ander:
            raise ValueError(f"{naam}: onbekende statistiek {ander}")
