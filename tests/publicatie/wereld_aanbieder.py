"""What the page of one provider reads beside the other pages, for the small warehouse: results, costs and agreements.

Figures follow from hashes of their key, so that they are the same in every run. Provider 73730005 has three cases in
everything and takes no part in a comparison; 73730001 is strategisch, the others are klein or regulier."""

from __future__ import annotations

import duckdb

_TABELLEN = """
    alter table marts.dim_aanbieder add column segment varchar;
    create table marts.dim_maat (kpi varchar, maat varchar, eenheid varchar);
    create table marts.spreiding_aanbieder (kpi varchar, maat varchar, wet varchar, perceel varchar, jaar integer,
        aanbieder_agb varchar, waarde double, n_clienten bigint, vergeleken_met varchar, anderen_aantal bigint,
        kwart double, mediaan double, driekwart double, voorlopig boolean);
    create table marts.dim_gemeente (gemeente_code varchar, gemeente_naam varchar);
    create table marts.dim_maand (maand date, is_volledig boolean, is_voorlopig boolean,
        definitief_vanaf date);
    create table marts.kpi_doelrealisatie_uitstroom (jaar integer, perceel varchar, gemeente_code varchar,
        aanbieder_agb varchar, noemer bigint, percentage double, voorlopig boolean);
    create table marts.kpi_afschaling as from marts.kpi_doelrealisatie_uitstroom;
    create table marts.kpi_uitval as from marts.kpi_doelrealisatie_uitstroom;
    create table marts.fct_uitgave (wet varchar, gemeente_code varchar, aanbieder_agb varchar, client_id varchar,
        maand date, bedrag decimal(38, 10));
    create table marts.kpi_waarde (kpi varchar, maat varchar, wet varchar, perceel varchar, zorgterrein varchar,
        gemeente_code varchar, aanbieder_agb varchar, soort varchar, periode_nr integer, waarde double,
        teller double, noemer double, voorlopig boolean);
    create table marts.stoplicht_afspraak (wet varchar, jaar integer, aanbieder_agb varchar, kpi varchar,
        afspraak varchar);
"""

_RIJEN = """
    update marts.dim_aanbieder set segment = case when aanbieder_agb = '73730001' then 'strategisch'
        when aanbieder_agb < '73730006' then 'klein' else 'regulier' end;
    insert into marts.dim_maand
    select maand::date, maand < date '2026-07-01', maand >= date '2026-05-01'
        , last_day(maand::date + interval 2 month)
    from range(date '2025-01-01', date '2028-01-01', interval 1 month) as r (maand);
    create temp table cel as
    select *, case when aanbieder_agb = '73730005' then 3 else 5 + hash(jaar, wet, gemeente_code, aanbieder_agb) % 20
        end as n, hash(aanbieder_agb, wet, jaar, gemeente_code) % 1000 / 10 as pct
    from (select distinct wet, gemeente_code, aanbieder_agb, year(maand) as jaar from marts.kpi_termijn);
    insert into marts.kpi_doelrealisatie_uitstroom
    select jaar, '1', gemeente_code, aanbieder_agb, n, pct, jaar = 2026 from cel where wet = 'Wmo';
    insert into marts.kpi_afschaling select * replace ('3' as perceel) from marts.kpi_doelrealisatie_uitstroom;
    insert into marts.kpi_uitval select * replace ('1' as perceel, 100 - percentage as percentage)
    from marts.kpi_doelrealisatie_uitstroom;
    update marts.kpi_looptijd as l set uitgestroomd_met_norm_aantal = n, binnen_norm_volgens_plan_pct = pct
    from cel
    where l.productcode = 'ALLE' and (l.jaar, l.wet, l.gemeente_code, l.aanbieder_agb)
        = (cel.jaar, cel.wet, cel.gemeente_code, cel.aanbieder_agb);
    insert into marts.fct_uitgave
    select cel.wet, cel.gemeente_code, cel.aanbieder_agb, 'client-' || c, m.maand, 100 + cel.pct
    from cel inner join marts.dim_maand as m on cel.jaar = year(m.maand), range(12) as r (c)
    where cel.gemeente_code <> 'ALLE' and cel.aanbieder_agb <> 'ALLE' and c < cel.n and month(m.maand) < 5;
    insert into marts.stoplicht_afspraak
    select w.wet, 2026, aanbieder_agb, '305_5WD', '=95% & <hoger>'
    from marts.dim_aanbieder, (values ('Jw'), ('Wmo')) as w (wet);
    insert into marts.kpi_termijn
    select t.termijn, wet, gemeente_code, aanbieder_agb, maand, totaal, binnen_norm, percentage, t.wie, t.termijn
        , voorlopig
    from marts.kpi_termijn as k
        , (values ('VOT_14D', 'gemeente'), ('START_7D', 'aanbieder')) as t (termijn, wie)
    where k.termijn = '305_5WD';
"""


# of a year, as kpi_waarde has them
_WAARDEN = """
    insert into marts.kpi_waarde
    select kpi, 'percentage', wet, null, 'ALLE', gemeente_code, aanbieder_agb, 'jaar', year(maand)
        , 100.0 * sum(binnen_norm) / sum(totaal), sum(binnen_norm), sum(totaal), bool_or(voorlopig)
    from marts.kpi_termijn group by kpi, wet, gemeente_code, aanbieder_agb, year(maand)
    union all
    select 'doorlooptijd', 'mediaan_maanden', wet, null, 'ALLE', gemeente_code, aanbieder_agb, 'jaar', jaar
        , mediaan_maanden, null, beeindigd_aantal, voorlopig
    from marts.kpi_doorlooptijd where productcode = 'ALLE'
    union all
    select 'wachttijd', 'langer_4w_pct', wet, null, 'ALLE', gemeente_code, aanbieder_agb, 'jaar', year(maand)
        , sum(gestart_aantal * langer_4w_pct) / sum(gestart_aantal), null, sum(gestart_aantal), bool_or(voorlopig)
    from marts.kpi_wachttijd where productcode = 'ALLE' and gestart_aantal > 0
    group by wet, gemeente_code, aanbieder_agb, year(maand)
    union all
    select 'looptijd', 'binnen_norm_volgens_plan_pct', wet, null, 'ALLE', gemeente_code, aanbieder_agb, 'jaar', jaar
        , binnen_norm_volgens_plan_pct, null, uitgestroomd_met_norm_aantal, voorlopig
    from marts.kpi_looptijd where productcode = 'ALLE'
    union all
    select kpi, 'percentage', 'Wmo', perceel, 'ALLE', gemeente_code, aanbieder_agb, 'jaar', jaar
        , percentage, null, noemer, voorlopig
    from (select 'doelrealisatie_uitstroom' as kpi, * from marts.kpi_doelrealisatie_uitstroom
        union all select 'afschaling', * from marts.kpi_afschaling union all select 'uitval', * from marts.kpi_uitval)
"""


def maak_aanbieder(con: duckdb.DuckDBPyConnection, leeg: bool) -> None:
    """Add the tables to a warehouse that has its marts; with `leeg` without rows."""
    con.execute(_TABELLEN)
    if not leeg:
        con.execute(_RIJEN)
        con.execute(_WAARDEN)
        con.execute("drop table cel")
