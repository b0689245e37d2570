"""What page Sturing reads, for the small warehouse. Figures follow from those that are there already."""

from __future__ import annotations

import duckdb

_TABELLEN = """
    create table intermediate.int_gebied (pc4 varchar, wijk_code varchar, wijk_naam varchar);
    create table marts.kpi_ontwikkeling (wet varchar, gemeente_code varchar, aanbieder_agb varchar,
        zorgterrein varchar, maand date, kosten_eur decimal(18, 2), clienten_aantal bigint,
        clienten_met_kosten_aantal bigint, kosten_per_client_eur decimal(18, 2), kosten_12m_eur decimal(18, 2),
        kosten_per_client_12m_eur decimal(18, 2), voorlopig boolean);
    create table marts.kpi_kostenverklaring (jaar integer, wet varchar, zorgterrein varchar, gemeente_code varchar,
        aanbieder_agb varchar, maanden_aantal integer, is_vergelijkbaar boolean, kosten_eur decimal(18, 2),
        kosten_vorig_jaar_eur decimal(18, 2), clienten_effect_eur decimal(18, 2), mix_effect_eur decimal(18, 2),
        volume_effect_eur decimal(18, 2), tarief_effect_eur decimal(18, 2), volume_onbekend_eur decimal(18, 2),
        uitleg varchar, voorlopig boolean);
    create table marts.kpi_beweging (kwartaal date, wet varchar, zorgterrein varchar, gemeente_code varchar,
        aanbieder_agb varchar, clienten_aantal bigint, uit_pct double, op_pct double, af_pct double, gelijk_pct double,
        onbepaald_aantal bigint, voorlopig boolean);
    create table marts.kpi_voorspelling (wet varchar, zorgterrein varchar, gemeente_code varchar, maat varchar,
        maand date, methode varchar, waarde double, laag double, hoog double, laag_95 double, hoog_95 double,
        is_gekozen boolean, voorlopig boolean);
    create table marts.kpi_voorspelling_toets (wet varchar, zorgterrein varchar, gemeente_code varchar, maat varchar,
        methode varchar, horizon integer, voorspellingen_aantal bigint, gem_abs_fout_pct double, onvolledig boolean);
    create table marts.kpi_klantreis (jaar integer, wet varchar, gemeente_code varchar, stap_nr integer, van varchar,
        naar varchar, clienten_aantal bigint, mediaan_dagen double, voorlopig boolean);
    create table marts.kpi_besparing (jaar integer, wet varchar, zorgterrein varchar, gemeente_code varchar,
        aanbieder_agb varchar, maanden_aantal integer, verwacht_eur decimal(18, 2), gerealiseerd_eur decimal(18, 2),
        besparing_eur decimal(18, 2), besparing_pct double, aanname varchar, voorlopig boolean);
    create table if not exists marts.kpi_verwacht (jaar integer, wet varchar, gebied varchar, aanbieder_agb varchar,
        clienten_aantal bigint, verwacht_clienten double, kosten_eur decimal(18, 2),
        verwacht_kosten_eur decimal(18, 2), kosten_index double, kosten_index_hoog double);
    alter table marts.kpi_verwacht add column if not exists index double;
    alter table marts.kpi_verwacht add column if not exists index_laag double;
    alter table marts.kpi_verwacht add column if not exists index_hoog double;
    alter table marts.kpi_verwacht add column if not exists kosten_index_laag double;
    alter table marts.kpi_verwacht add column voorlopig boolean;
"""

_RIJEN = """
    create temp table cel as
    select u.*, a.aanbieder_agb
    from marts.kpi_uitgaven as u
        , (select 'ALLE' as aanbieder_agb union all select aanbieder_agb from marts.dim_aanbieder) as a;
    insert into marts.kpi_ontwikkeling
    select wet, gemeente_code, aanbieder_agb, zorgterrein, maand, realisatie_ytd_eur, 40, 30, realisatie_ytd_eur / 30
        , realisatie_ytd_eur * 2, realisatie_ytd_eur / 15, voorlopig
    from cel;
    insert into marts.kpi_kostenverklaring
    select jaar, wet, zorgterrein, gemeente_code, aanbieder_agb, maanden, true, 1000, 900, 70, 20, -10, 20, 0
        , 'De kosten zijn <hoger>.', jaar = 2026
    from cel, (values (2025, 12), (2026, 6)) as j (jaar, maanden) where maand = date '2026-03-01';
    insert into marts.kpi_beweging
    select make_date(2026, kwartaal * 3 - 2, 1), wet, zorgterrein, gemeente_code, aanbieder_agb, 50, 10, 20, 30, 40, 3
        , kwartaal = 2
    from cel, range(1, 3) as k (kwartaal) where maand = date '2026-03-01';
    insert into marts.kpi_voorspelling
    select wet, zorgterrein, gemeente_code, maat, make_date(2026, maandnr::integer, 1), methode, 900, 800, 1000, 700
        , 1100, methode = 'vorig jaar', true
    from marts.kpi_uitgaven, range(9, 13) as m (maandnr), (values ('kosten'), ('clienten')) as w (maat)
        , (values ('vorig jaar'), ('begroting')) as h (methode)
    where maand = date '2026-03-01';
    insert into marts.kpi_voorspelling_toets
    select wet, zorgterrein, gemeente_code, maat, methode, horizon, 12, horizon * 2, false
    from marts.kpi_voorspelling, range(1, 7) as h (horizon) where maand = date '2026-09-01';
    insert into marts.kpi_klantreis
    select 2026, wet, gemeente_code, 1, 'Ambulant', naar, aantal, 30, true
    from (select distinct wet, gemeente_code from marts.kpi_uitgaven)
        , (values ('uit zorg', 40), ('Verblijf', 9), ('Dagbesteding', 2)) as s (naar, aantal);
    insert into marts.kpi_besparing
    select 2026, wet, zorgterrein, gemeente_code, aanbieder_agb, 6, 1000, 900, 100, 10
        , 'Alsof de trend <doorging>.', true
    from cel where maand = date '2026-03-01';
    insert into marts.kpi_verwacht (jaar, wet, gebied, aanbieder_agb, kosten_eur, verwacht_kosten_eur, kosten_index,
        kosten_index_laag, kosten_index_hoog)
    select 2026, wet, 'ALLE', '73730001', 900, 1000, 90, 70, 110 from (values ('Jw'), ('Wmo')) as w (wet);
    update marts.kpi_verwacht set index = 100.0 * clienten_aantal / verwacht_clienten, index_laag = 60, index_hoog = 140
    where gebied <> 'ALLE';
    update marts.kpi_verwacht set voorlopig = jaar = 2026;
    drop table cel;
"""


def maak_sturing(con: duckdb.DuckDBPyConnection, leeg: bool) -> None:
    """Add its tables to a warehouse that has its marts; with `leeg` without rows."""
    con.execute(_TABELLEN)
    if not leeg:
        con.execute(_RIJEN)
