"""What the pages for a conversation read beside the others, for the small warehouse: percelen with their norms and
reasons, and what was agreed and done.

Figures follow from those that are there already, so that they are the same in every run."""

from __future__ import annotations

import duckdb

from tests.dbt.magazijn import DBT

_TABELLEN = """
    alter table marts.kpi_uitval add column percentage_excl double;
    alter table marts.kpi_uitval add column na_beoordeling_percentage double;
    alter table marts.kpi_uitval add column beoordeeld_aantal bigint;
    alter table marts.dim_kpi add column teller varchar;
    create table intermediate.int_norm (kpi varchar, wet varchar, perceel varchar, zorgterrein varchar,
        geldig_van date, geldig_tot date, norm double, bandbreedte double, bron varchar);
    create table marts.kpi_normvoorstel (kpi varchar, wet varchar, perceel varchar, van_jaar integer, tot_jaar integer,
        aanbieders_aantal bigint, waarnemingen_aantal bigint, norm_voorstel double, bandbreedte_voorstel double,
        buiten_norm_aantal bigint, buiten_bandbreedte_aantal bigint);
    create table marts.kpi_reden_beeindiging (jaar integer, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
        reden_beeindiging varchar, stops_aantal bigint, clienten_aantal bigint, aandeel_pct double, voorlopig boolean);
    create table intermediate.int_interventie (interventie varchar, omschrijving varchar, kpi varchar, wet varchar,
        zorgterrein varchar, aanbieder_agb varchar, start_datum date, eind_datum date, richting varchar,
        eigenaar varchar, status varchar);
    create table marts.kpi_interventie (interventie varchar, kpi varchar, wet varchar, zorgterrein varchar,
        aanbieder_agb varchar, start_datum date, maand integer, kalendermaand date, waarde double, verwacht double,
        maanden_aantal integer, verschil double, verschil_laag double, verschil_hoog double);
"""

_RIJEN = """
    update marts.kpi_uitval set percentage_excl = percentage + 1, na_beoordeling_percentage = percentage / 2
        , beoordeeld_aantal = noemer // 4;
    update marts.dim_kpi set teller = 'die <telt>';
    insert into intermediate.int_norm values
        ('uitval', null, '1', null, date '2026-01-01', null, 12.5, 2, 'raad <2025>'),
        ('uitval', 'Wmo', '2', null, date '2025-01-01', date '2025-12-31', 14, null, null);
    insert into marts.kpi_normvoorstel values ('uitval', 'Wmo', '1', 2024, 2025, 7, 13, 12, 3, 6, 3);
    insert into marts.kpi_reden_beeindiging
    select jaar, wet, gemeente_code, aanbieder_agb, reden, aantal * beeindigd_aantal, beeindigd_aantal
        , if(reden = '20', null, 100.0 * aantal / 3), voorlopig
    from marts.kpi_doorlooptijd
        , (values ('ALLE', 3), ('02', 1), ('20', 2), ('36', 2)) as r (reden, aantal)
    where productcode = 'ALLE';
    insert into intermediate.int_interventie values
        ('tijdig melden', 'werkinstructie & <overzicht>', '305_5WD', null, 'ALLE', '73730001', date '2025-09-01', null,
            'hoger', 'contractmanagement', 'loopt'),
        ('voorliggend veld', null, 'doorlooptijd', 'Jw', 'J&O', 'ALLE', date '2026-01-01', date '2026-12-31', 'lager',
            null, null);
    insert into marts.kpi_interventie
    select 'tijdig melden', '305_5WD', wet, 'ALLE', '73730001', date '2025-09-01', maand, date '2025-09-01'
        , 70 + maand, 60, 8, 10 + maand, maand - 2, 22 + maand
    from (values ('Jw'), ('Wmo')) as w (wet), range(-1, 3) as m (maand);
"""


def maak_gesprek(con: duckdb.DuckDBPyConnection, leeg: bool) -> None:
    """Add its tables to a warehouse that has its marts and its stoplicht; with `leeg` without rows."""
    bron = DBT / "seeds" / "reden_beeindiging.csv"
    con.execute(
        f"create table staging.reden_beeindiging as select * from read_csv('{bron}', all_varchar = true)"
    )
    for kolom in ("is_tijdelijk", "is_volgens_plan", "is_uitval", "is_uitgesloten_bij_uitval"):
        con.execute(f"alter table staging.reden_beeindiging alter {kolom} type boolean")
    con.execute(_TABELLEN)
    if not leeg:
        con.execute(_RIJEN)
