"""The agreed norms for the terms of kpi_termijn: is every provider, or every gemeente, in time often enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from expectations.vraag import SUITE_NORM, Kolommen, Toets, Vraag, tekst

NORM_MAANDEN = 12
"""Months a norm looks back: long enough for small providers to have numbers, short enough to talk about today's
practice."""

_PARTIJ = {"aanbieder": ("aanbieder_agb", "gemeente_code"), "gemeente": ("gemeente_code", "aanbieder_agb")}
"""Responsible party -> its column in kpi_termijn, and that of the other party, over which is totalled."""


@dataclass(frozen=True)
class Norm:
    """Share that must be within the term (0-100) and where that was agreed."""

    percentage: float
    bron: str


@dataclass(frozen=True)
class Termijnnorm:
    """A row of seed termijn_norm: who must be in time, the norm without an agreement, and the sentence about it."""

    termijn: str
    verantwoordelijke: str
    kpi: str
    """The figure that a row of normen.csv names, as kpi_termijn has it."""
    standaard: Norm
    zin: str


def lees_termijnnormen(con: duckdb.DuckDBPyConnection) -> list[Termijnnorm]:
    """The terms that have a norm, as seed termijn_norm gives them, with the name of their figure."""
    rijen = con.execute(
        """
        select n.termijn, n.verantwoordelijke, coalesce(k.kpi, n.termijn), n.norm_pct, n.bron, n.zin
        from staging.termijn_norm as n
        left join (select distinct kpi, termijn, verantwoordelijke from marts.kpi_termijn) as k
            on k.termijn = n.termijn and k.verantwoordelijke = n.verantwoordelijke
        order by all
        """
    ).fetchall()
    return [
        Termijnnorm(
            termijn,
            verantwoordelijke,
            kpi,
            Norm(float(norm_pct), f"standaard van Peilstok, geen afspraak in normen.csv ({bron})"),
            zin,
        )
        for termijn, verantwoordelijke, kpi, norm_pct, bron, zin in rijen
    ]


def lees_norm(con: duckdb.DuckDBPyConnection, kpi: str, wet: str, peildatum: date) -> Norm | None:
    """The norm valid on `peildatum` from `raw.ref_normen` (a row for this law before a general one); None without one.

    Rows for one perceel or zorgterrein are not for a whole provider and are passed over; so is a norm that is not a
    number."""
    rij = con.execute(
        """
        select
            try_cast(replace(norm::varchar, ',', '.') as double) as norm_pct
            , coalesce(nullif(bron, ''), 'normen.csv')
        from raw.ref_normen
        where kpi = $kpi
          and coalesce(nullif(wet, ''), $wet) = $wet
          and coalesce(perceel::varchar, '') = ''
          and coalesce(zorgterrein, '') = ''
          and coalesce(try_cast(geldig_van as date), date '1900-01-01') <= $peildatum
          and coalesce(try_cast(geldig_tot as date), date '9999-12-31') >= $peildatum
          and norm_pct between 0 and 100
        order by coalesce(wet, '') = '', try_cast(geldig_van as date) desc nulls last, norm_pct desc
        limit 1
        """,
        {"kpi": kpi, "wet": wet, "peildatum": peildatum},
    ).fetchone()
    return None if rij is None else Norm(float(rij[0]), str(rij[1]))


def norm_vragen(con: duckdb.DuckDBPyConnection, kolommen: Kolommen, peildatum: date) -> list[Vraag]:
    """One question per term, responsible party and law: is each of them, over the last complete months, at the norm?

    kpi_termijn holds counted cases, so the share within is taken of its counts: what `mostly` is on single cases."""
    if not {"marts.kpi_termijn", "raw.ref_normen", "staging.termijn_norm"} <= kolommen.keys():
        return []
    normen = lees_termijnnormen(con)
    termijnen = [norm.termijn for norm in normen]
    return [
        _vraag(
            norm,
            wet,
            lees_norm(con, norm.kpi, wet, peildatum) or norm.standaard,
            peildatum,
            f"norm_{norm.termijn}_{wet}" + (f"_{norm.verantwoordelijke}" if termijnen.count(norm.termijn) > 1 else ""),
        )
        for norm in normen
        for wet in ("Jw", "Wmo")
    ]


def _vraag(termijn: Termijnnorm, wet: str, norm: Norm, peildatum: date, naam: str) -> Vraag:
    # The first day not yet in a complete month: the months before it are the ones counted.
    vanaf = (peildatum + timedelta(days=1)).replace(day=1)
    partij, ander = _PARTIJ[termijn.verantwoordelijke]
    bron = f"""(
        select wet, {partij}
            , sum(binnen_norm)::bigint as binnen_aantal
            , (sum(totaal) - sum(binnen_norm))::bigint as buiten_aantal
            , round(100.0 * sum(binnen_norm) / sum(totaal), 2) as binnen_pct
            , min(maand)::date as vanaf_maand, max(maand)::date as tot_en_met_maand
            , sum(binnen_norm)::double / sum(totaal) as binnen_deel
        from marts.kpi_termijn
        where termijn = {tekst(termijn.termijn)} and verantwoordelijke = {tekst(termijn.verantwoordelijke)}
            and wet = {tekst(wet)} and {ander} = 'ALLE' and {partij} <> 'ALLE'
            and maand > date '{vanaf.isoformat()}' - interval {NORM_MAANDEN + 1} month
        group by wet, {partij}
        having sum(totaal) > 0
    ) as per_partij"""
    norm_tekst = f"{norm.percentage:g}".replace(".", ",")
    return Vraag(
        SUITE_NORM,
        "marts.kpi_termijn",
        bron,
        ("wet", partij, "binnen_aantal", "buiten_aantal", "binnen_pct", "vanaf_maand", "tot_en_met_maand"),
        "signaal",
        (
            Toets(
                naam,
                "percentage",
                "100 * binnen_deel",
                norm.percentage,
                None,
                f"{wet}: per {termijn.verantwoordelijke} is in de laatste {NORM_MAANDEN} maanden ten minste"
                f" {norm_tekst}% {termijn.zin}. Bron van de norm: {norm.bron}.",
                norm.percentage,
            ),
        ),
    )
