"""The norm for a term (305_5WD, 307_5WD, ..): the municipality's own table first, one documented default after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

STANDAARD_NORM_PCT = 90.0
"""Used without an agreement in normen.csv. The pilot "plekken en trajecten" (K002-13, K002-15) asks every message
within 5 working days and names no percentage; 90 leaves room for what a single provider cannot help (illness, a late
toewijzing)."""


@dataclass(frozen=True)
class Norm:
    """Share that must be within the term (0-100) and where that was agreed."""

    percentage: float
    bron: str


def lees_norm(con: duckdb.DuckDBPyConnection, termijn: str, wet: str, peildatum: date) -> Norm:
    """The norm valid on `peildatum` from `raw.ref_normen` (a row for this law before a general one), else the default.

    Rows for one perceel or zorgterrein are not for a whole provider and are passed over; so is a norm that is not a
    number."""
    kolommen = {
        rij[0]
        for rij in con.execute(
            "select column_name from information_schema.columns"
            " where table_schema = 'raw' and table_name = 'ref_normen'"
        ).fetchall()
    }
    if {"kpi", "wet", "perceel", "zorgterrein", "norm", "geldig_van", "geldig_tot", "bron"} <= kolommen:
        rij = con.execute(
            """
            select
                try_cast(replace(norm::varchar, ',', '.') as double) as norm_pct
                , coalesce(nullif(bron, ''), 'normen.csv')
            from raw.ref_normen
            where kpi = $termijn
              and coalesce(nullif(wet, ''), $wet) = $wet
              and coalesce(perceel::varchar, '') = ''
              and coalesce(zorgterrein, '') = ''
              and coalesce(try_cast(geldig_van as date), date '1900-01-01') <= $peildatum
              and coalesce(try_cast(geldig_tot as date), date '9999-12-31') >= $peildatum
              and norm_pct between 0 and 100
            order by coalesce(wet, '') = '', try_cast(geldig_van as date) desc nulls last, norm_pct desc
            limit 1
            """,
            {"termijn": termijn, "wet": wet, "peildatum": peildatum},
        ).fetchone()
        if rij is not None:
            return Norm(float(rij[0]), str(rij[1]))
    return Norm(STANDAARD_NORM_PCT, "standaard van Peilstok; geen afspraak in normen.csv")
