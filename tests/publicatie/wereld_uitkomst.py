"""What the page of one provider says of outcomes and what others say of its figures, for the small warehouse.

Without `onvolledig`: of outcomes nobody knows what is missing."""

from __future__ import annotations

import duckdb

_TABELLEN = """
    create table marts.stoplicht_toelichting (wet varchar, kpi varchar, gemeente_code varchar, aanbieder_agb varchar,
        periode varchar, van varchar, tekst varchar, naam varchar, gemeente varchar, volgorde integer);
    create table marts.uitkomst_koppeling (wet varchar, aanbieder_agb varchar, records_aantal integer,
        met_bsn_aantal integer, in_berichten_aantal integer, bij_aanbieder_aantal integer, in_berichten_pct double);
    create table marts.uitkomst_kwartaal (wet varchar, gemeente_code varchar, aanbieder_agb varchar, jaar integer,
        volgorde integer, periode varchar, naam varchar, eenheid varchar, waarde double, n double, waarde_allen double,
        n_allen double, voorlopig boolean);
"""

_RIJEN = """
    insert into marts.stoplicht_toelichting
    select w.wet, '305_5WD', 'ALLE', aanbieder_agb, '2026', 'aanbieder', '=wij <melden> & verbeteren', 'Op tijd'
        , 'alle gemeenten', -1
    from marts.dim_aanbieder, (values ('Jw'), ('Wmo')) as w (wet);
    insert into marts.uitkomst_koppeling
    select 'Jw', aanbieder_agb, 40, 38, 30, 25, 75 from marts.dim_aanbieder;
    insert into marts.uitkomst_kwartaal
    select 'Jw', gemeente_code, aanbieder_agb, jaar, 10000 - jaar, jaar || '-K1', 'Rapportcijfer', 'cijfer', 7.5, 12
        , 7.1, 60, jaar = 2026
    from (select distinct gemeente_code, aanbieder_agb, year(maand) as jaar from marts.kpi_termijn
        where wet = 'Jw' and aanbieder_agb <> 'ALLE');
"""


def maak_uitkomst(con: duckdb.DuckDBPyConnection, leeg: bool) -> None:
    """The tables, with rows unless `leeg`; after those of the provider."""
    con.execute(_TABELLEN)
    if not leeg:
        con.execute(_RIJEN)
