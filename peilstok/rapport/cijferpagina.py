"""The figures of a party as plain tables: of each published KPI table the last period, with a mark where a figure is
not shown. The page shows rows as they are published and computes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from peilstok.datum import datum_tekst
from peilstok.rapport.gegevens import MAANDEN_LANG, lees_kolommen, lees_namen
from peilstok.rapport.pagina import getal_tekst, schrijf_sjabloon

PAGINA = "cijfers.html"
RIJEN_OP_PAGINA = 300
"""Rows of a table on the page; parquet has them all."""

_PERIODEN = ("maand", "cohortmaand", "kwartaal", "jaar")
_NIET_GETOOND = "niet_getoond_kolommen"
_PARTIJ = ("gemeente_code", "aanbieder_agb")
_HULP = {"niet_getoond", _NIET_GETOOND}


@dataclass(frozen=True)
class Beschrijving:
    """What the dictionary says of a table, and per column its words and unit."""

    tabel: str
    omschrijving: str
    kolommen: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Cijfers:
    """A table on the page: `kop` has (name, words) per column, `rijen` the cells as text."""

    naam: str
    omschrijving: str
    kop: Sequence[tuple[str, str]]
    rijen: Sequence[Sequence[str]]
    is_afgebroken: bool


def schrijf_cijferpagina(
    con: duckdb.DuckDBPyConnection,
    map_: Path,
    naam: str,
    tabellen: Sequence[Beschrijving],
    merk: str,
    peildatum: date | None,
) -> Path | None:
    """Write `cijfers.html` into `map_` with the last period of each of `tabellen` in the open database `con`; None (and
    nothing) when none has rows. `merk` stands where a figure is not shown."""
    kolommen = lees_kolommen(con)
    namen = lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "aanbieder_naam")
    namen |= lees_namen(con, kolommen, "marts.dim_gemeente", "gemeente_code", "gemeente_naam")
    namen |= lees_namen(con, kolommen, "marts.dim_kpi", "kpi", "naam")
    cijfers = [gevonden for tabel in tabellen if (gevonden := _lees(con, tabel, namen, merk)).rijen]
    if not cijfers:
        return None
    return schrijf_sjabloon(
        map_ / PAGINA, "cijfers.html.j2", naam=naam, cijfers=cijfers, merk=merk, peildatum=peildatum
    )


def _lees(con: duckdb.DuckDBPyConnection, tabel: Beschrijving, namen: Mapping[str, str], merk: str) -> Cijfers:
    periode = next((kolom for kolom in _PERIODEN if kolom in tabel.kolommen), None)
    laatste = f" where {periode} = (select max({periode}) from {tabel.tabel})" if periode else ""
    antwoord = con.execute(f"select * from {tabel.tabel}{laatste} order by all limit {RIJEN_OP_PAGINA + 1}")
    alle = [str(kolom[0]) for kolom in antwoord.description or []]
    gevonden = antwoord.fetchall()
    rijen = [dict(zip(alle, rij, strict=True)) for rij in gevonden[:RIJEN_OP_PAGINA]]
    # what is the same in every row of a folder (whose it is) says the heading
    eigen = {kolom for kolom in _PARTIJ if len({rij.get(kolom) for rij in rijen}) == 1}
    getoond = [kolom for kolom in alle if kolom not in _HULP | eigen]
    return Cijfers(
        naam=tabel.tabel.split(".")[1],
        omschrijving=tabel.omschrijving,
        kop=[(kolom.replace("_", " "), " ".join(filter(None, tabel.kolommen.get(kolom, ())))) for kolom in getoond],
        rijen=[[_cel(rij, kolom, namen, merk) for kolom in getoond] for rij in rijen],
        is_afgebroken=len(gevonden) > RIJEN_OP_PAGINA,
    )


def _cel(rij: Mapping[str, Any], kolom: str, namen: Mapping[str, str], merk: str) -> str:
    waarde = rij[kolom]
    match waarde:
        case None:
            return merk if kolom in str(rij.get(_NIET_GETOOND) or "").split(",") else "–"
        case bool():
            return "ja" if waarde else "nee"
        case date():
            return f"{MAANDEN_LANG[waarde.month - 1]} {waarde.year}" if kolom in _PERIODEN else datum_tekst(waarde)
        case int():
            return str(waarde) if kolom in _PERIODEN else getal_tekst(waarde)
        case float() | Decimal():
            return getal_tekst(float(waarde), 1)
    return namen.get(str(waarde), str(waarde)) if kolom in ("aanbieder_agb", "gemeente_code", "kpi") else str(waarde)
