"""The cases behind one cell of a KPI table, each with its messages and files, and why it counts (contract, "Cases").

Which cases belong to a cell follows from what the KPI's yml declares (`Kpi.opzet`, dbt/macros/geval.sql); nothing is
computed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

from peilstok.geval import ALGEMEEN, Kpi
from peilstok.spoor import NietGevonden, Vermelding, rijen, vermeldingen


class CelOnbekend(LookupError):
    """No such KPI, column or cell, or more than one cell. The text is Dutch and says what can be chosen."""


def zoek_cel(con: duckdb.DuckDBPyConnection, kpi: Kpi, keuze: Mapping[str, str]) -> dict[str, Any]:
    """The one row of the KPI table that `keuze` (column to value as text) names.

    What is not chosen is the total where the table has one, and the latest period. CelOnbekend when there is no such
    row, or more than one."""
    if onbekend := sorted(keuze.keys() - set(kpi.grain)):
        raise CelOnbekend(f"{kpi.naam} heeft geen kolom {', '.join(onbekend)}; wel: {', '.join(kpi.grain)}.")
    totalen = {*kpi.opzet.get("totalen", []), "gemeente_code", "aanbieder_agb"}
    compleet = dict.fromkeys(totalen, "ALLE") | dict(keuze)
    delen = {kolom: compleet[kolom] for kolom in kpi.grain if kolom in compleet}
    waar = " and ".join(f"cast({kolom} as varchar) = ?" for kolom in delen) or "true"
    gevonden = rijen(con, f"select * from {kpi.tabel} where {waar}", *delen.values())
    if not gevonden:
        raise CelOnbekend(f"{kpi.naam} heeft geen cijfer voor {_tekst(delen) or 'deze keuze'}.")
    for periode in ("jaar", "maand", "cohortmaand"):
        if periode in kpi.grain and periode not in keuze:
            laatste = max(rij[periode] for rij in gevonden)
            gevonden = [rij for rij in gevonden if rij[periode] == laatste]
    if len(gevonden) > 1:
        keuzes = [
            f"{kolom} ({', '.join(sorted({str(rij[kolom]) for rij in gevonden}))})"
            for kolom in kpi.grain
            if len({rij[kolom] for rij in gevonden}) > 1
        ]
        raise CelOnbekend(f"Kies ook: {'; '.join(keuzes)}.")
    return gevonden[0]


def zoek_gevallen(con: duckdb.DuckDBPyConnection, kpi: Kpi, cel: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The cases that this cell counts, those in the teller first."""
    delen, waarden = [], []
    eigen = kpi.opzet.get("eigen_totaal")
    for kolom in kpi.grain:
        waarde = cel[kolom]
        if kolom in kpi.opzet.get("totalen", []) and waarde == "ALLE":
            if eigen:
                delen.append(f"(not {eigen} or {kolom} = 'ALLE')")
            continue
        if kolom == "maand" and kpi.opzet.get("tijd") == "ytd":
            delen.append("maand <= ? and extract(year from maand) = extract(year from cast(? as date))")
            waarden += [waarde, waarde]
        elif waarde is None:
            delen.append(f"{kolom} is null")
        else:
            delen.append(f"{kolom} = ?")
            waarden.append(waarde)
    alleen = kpi.opzet.get("totaal_alleen")
    if alleen and cel[alleen["kolom"]] == "ALLE":
        delen.append(alleen["waar"])
    gevonden = rijen(con, f"select * from {kpi.gevallen} where {' and '.join(delen) or 'true'}", *waarden)
    return sorted(gevonden, key=lambda rij: (not rij.get("in_teller", True), str([rij[k] for k in sorted(rij)])))


def waarom(kpi: Kpi, geval: Mapping[str, Any]) -> list[str]:
    """Of each maat that counts this case, its name and what made it count."""
    redenen = []
    for maat in kpi.opzet["maten"].values():
        vlag, kolom = maat.get("waar"), maat.get("kolom")
        if vlag and geval[vlag]:
            redenen.append(f"{maat['naam']}: {kpi.vlaggen[vlag]}")
        elif kolom and geval[kolom]:
            redenen.append(f"{maat['naam']}: {kolom} {geval[kolom]}")
        elif not vlag and not kolom and maat["statistiek"] in ("aantal", "clienten"):
            redenen.append(f"{maat['naam']}: telt altijd mee.")
    return list(dict.fromkeys(redenen))


def berichten(con: duckdb.DuckDBPyConnection, geval: Mapping[str, Any]) -> list[Vermelding]:
    """The messages a case rests on: those about its toewijzing, or the one message or request that it is."""
    eigen = geval.get("toewijzing_gemeente_code") or geval.get("eigen_gemeente_code")
    gemeente = eigen or geval.get("gemeente_code")
    if (nummer := geval.get("toewijzingnummer")) and gemeente:
        try:
            return vermeldingen(con, str(geval["wet"]), str(gemeente), str(nummer))
        except NietGevonden:
            return []
    bericht_id = geval.get("bericht_id")
    if geval.get("verzoek_id"):
        gevonden = rijen(
            con, "select bericht_id from intermediate.int_verzoek where verzoek_id = ?", geval["verzoek_id"]
        )
        bericht_id = gevonden[0]["bericht_id"] if gevonden else None
    if not bericht_id:
        return []
    return [
        Vermelding(
            rij["datum"],
            rij["berichttype"],
            rij["identificatie"],
            "",
            "",
            rij["pad"] + (f" > {rij['lid']}" if rij["lid"] else ""),
        )
        for rij in rijen(
            con,
            "select try_cast(b.dagtekening as date) as datum, b.berichttype, b.identificatie, f.pad, f.lid "
            "from raw.bericht as b join raw.bestand as f using (bestand_id) where b.bericht_id = ? "
            "order by f.pad, f.lid",
            bericht_id,
        )
    ]


def verklaar(con: duckdb.DuckDBPyConnection, kpi: Kpi, keuze: Mapping[str, str], aantal: int = 20) -> list[str]:
    """The cell, its cases and the messages of each, as lines of Dutch text; of at most `aantal` cases. CelOnbekend."""
    cel = zoek_cel(con, kpi, keuze)
    gevallen = zoek_gevallen(con, kpi, cel)
    regels = [f"{kpi.tabel}: {_tekst({kolom: cel[kolom] for kolom in kpi.grain})}"]
    for naam, maat in kpi.opzet["maten"].items():
        if naam in cel:
            regels.append(f"  {maat['naam']}: {'onbekend' if cel[naam] is None else cel[naam]}")
    regels += ["", f"Gevallen ({len(gevallen)})"]
    for nr, geval in enumerate(gevallen[:aantal], 1):
        vlaggen = {maat.get(deel) for maat in kpi.opzet["maten"].values() for deel in ("waar", "kolom")}
        weg = {"client_id", "persoon", *ALGEMEEN, *vlaggen}
        feiten = {k: v for k, v in geval.items() if k not in weg and v is not None and not isinstance(v, bool)}
        regels.append(f"  {nr}. {_tekst(feiten)}")
        regels += [f"     {reden}" for reden in waarom(kpi, geval)]
        for v in berichten(con, geval):
            regels.append(
                f"       {v.dagtekening or 'zonder datum'}  {v.berichttype}  {v.identificatie}  {v.oordeel}".rstrip()
            )
            regels.append(f"           {v.plaats}")
    if len(gevallen) > aantal:
        regels.append(f"  en nog {len(gevallen) - aantal} (AANTAL={len(gevallen)} toont ze alle)")
    return regels


def _tekst(delen: Mapping[str, Any]) -> str:
    return ", ".join(f"{kolom} {'leeg' if waarde is None else waarde}" for kolom, waarde in delen.items())
