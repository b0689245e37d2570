"""The stoplicht of the small warehouse: figures by year, quarter and month with a norm; one by year without; one per
perceel, and one that only has months, a year back, per zorgterrein."""

from __future__ import annotations

import duckdb

_TABELLEN = """
    create table marts.dim_kpi (kpi varchar, naam varchar, eenheid varchar, eigenaar varchar, noemer varchar,
        noemer_eenheid varchar, minimum_n integer, is_deel boolean);
    create table marts.stoplicht (kpi varchar, wet varchar, perceel varchar, zorgterrein varchar,
        gemeente_code varchar, aanbieder_agb varchar, periode varchar, periode_einde date, waarde double,
        noemer double, norm double, bandbreedte double, richting varchar, kleur varchar,
        geen_kleur varchar, trend varchar,
        vorige_waarde double, voorlopig boolean, eenheid varchar, periode_soort varchar,
        teller double, eigenaar varchar);
    create table marts.stoplicht_wijziging (kpi varchar, wet varchar, perceel varchar, zorgterrein varchar,
        gemeente_code varchar, aanbieder_agb varchar, periode varchar, waarde_toen double, kleur_toen varchar,
        kennisdatum_toen date);
    create table marts.stoplicht_opvolging (wet varchar, soort varchar, kpi varchar, aanbieder_agb varchar,
        gemeente_code varchar, stap varchar, status varchar, datum date, is_komend boolean);
"""

_RIJEN = """
    insert into marts.dim_kpi values
        ('305_5WD', 'Op tijd: startbericht', 'procent', 'backoffice', 'beoordeelde gevallen', 'gevallen', 5, true),
        ('doorlooptijd', 'Mediane doorlooptijd', 'maanden', 'contractmanagement', 'beëindigde toewijzingen',
            'toewijzingen', 5, false),
        ('uitval', 'Uitval', 'procent', 'contractmanagement', 'uitgestroomde cliënten', 'cliënten', 5, true),
        ('recidive', 'Terugkeer na uitstroom', 'procent', 'contractmanagement', 'uitgestroomde cliënten', 'cliënten',
            5, true),
        ('uitgaven', 'Uitgaven <tegen> begroting', 'procent', 'business control', 'begroting (euro)', 'euro', null,
            false);
    insert into marts.stoplicht
    with periode as (
        select strftime(m, '%Y') as periode, m from range(date '2025-01-01', date '2026-07-01', interval 1 month)
            as r (m)
        union all
        select year(m) || '-K' || quarter(m), m
        from range(date '2025-01-01', date '2026-07-01', interval 1 month) as r (m)
        union all
        select strftime(m, '%Y-%m'), m from range(date '2025-01-01', date '2026-07-01', interval 1 month) as r (m)
    ), cijfer as (
        select '305_5WD' as kpi, wet, null as perceel, 'ALLE' as zorgterrein, gemeente_code, aanbieder_agb, periode
            , last_day(max(maand)) as periode_einde, 100.0 * sum(binnen_norm) / sum(totaal) as waarde
            , sum(totaal) as noemer
            , case when wet = 'Wmo' and max(maand) < date '2025-07-01' then 80.0 else 90.0 end as norm
            , 5.0 as bandbreedte, 'hoger' as richting
            , bool_or(voorlopig) as voorlopig, length(periode) as lengte
        from marts.kpi_termijn, periode where maand = m and termijn = '305_5WD'
        group by wet, gemeente_code, aanbieder_agb, periode
        union all
        select 'doorlooptijd', wet, null, 'ALLE', gemeente_code, aanbieder_agb, jaar::varchar
            , make_date(jaar, 12, 31), mediaan_maanden, beeindigd_aantal, null, null, 'lager', jaar = 2026, 4
        from marts.kpi_doorlooptijd where productcode = 'ALLE'
        union all
        select 'uitval', wet, perceel, 'ALLE', gemeente_code, aanbieder_agb, jaar::varchar, make_date(jaar, 12, 31)
            , beeindigd_aantal % 40 + deel, beeindigd_aantal % 15 + deel, 12.5, 2, 'lager', jaar = 2026, 4
        from marts.kpi_doorlooptijd, (values ('1', 0), ('2', 7)) as p (perceel, deel)
        where productcode = 'ALLE' and wet = 'Wmo'
        union all
        select 'recidive', wet, null, zorgterrein, gemeente_code, aanbieder_agb, strftime(maand, '%Y-%m')
            , last_day(maand), case when stand % 3 > 0 then stand % 30 end, stand, null, null, 'lager', false, 7
        from marts.kpi_lopende_voorzieningen, (values ('ALLE'), ('Jeugd-ggz')) as z (zorgterrein)
        where inkoopcategorie = 'ALLE' and maand <= date '2025-07-01'
        union all
        select 'uitgaven', wet, null, 'ALLE', gemeente_code, 'ALLE', year(maand)::varchar, last_day(max(maand))
            , avg(aandeel_pct), 120000, 100, 5, 'lager', year(maand) = 2026, 4
        from marts.kpi_lopende_voorzieningen where aanbieder_agb = 'ALLE' group by wet, gemeente_code, year(maand)
    ), vorig as (
        select *, lag(waarde) over (
                partition by kpi, wet, perceel, zorgterrein, gemeente_code, aanbieder_agb, lengte order by periode
            ) as vorige_waarde
        from cijfer
    )
    select kpi, wet, perceel, zorgterrein, gemeente_code, aanbieder_agb, periode, periode_einde, waarde, noemer
        , norm, bandbreedte, richting
        , case when norm is null or waarde is null then 'grijs'
            when (case when richting = 'hoger' then norm - waarde else waarde - norm end) <= 0 then 'groen'
            when (case when richting = 'hoger' then norm - waarde else waarde - norm end) <= bandbreedte
                then 'oranje'
            else 'rood' end
        , case when waarde is null then 'geen cijfer' when norm is null then 'geen norm' end
        , case when waarde is null or vorige_waarde is null then 'onbekend'
            when abs(waarde - vorige_waarde) < 0.1 then 'gelijk'
            when (richting = 'hoger') = (waarde > vorige_waarde) then 'beter' else 'slechter' end
        , vorige_waarde, voorlopig, eenheid
        , case when periode like '%K%' then 'kwartaal' when lengte = 4 then 'jaar' else 'maand' end
        , waarde * noemer / 100, eigenaar
    from vorig inner join (select kpi, eenheid, eigenaar from marts.dim_kpi) as k using (kpi);
    insert into marts.stoplicht_wijziging
    select kpi, wet, perceel, zorgterrein, gemeente_code, aanbieder_agb, periode, 50, 'rood', date '2026-07-07'
    from marts.stoplicht where kpi in ('305_5WD', 'uitval') and periode = '2026' and perceel is distinct from '2';
    insert into marts.stoplicht_opvolging
    select w.wet, s.* from (values ('Jw'), ('Wmo')) as w (wet), (values
        ('escalatie', '305_5WD', '73730001', 'ALLE', '1 gesprek', 'afgerond', date '2026-03-02', false),
        ('escalatie', '305_5WD', '73730001', 'ALLE', '2 verbeterplan', 'lopend', date '2026-06-02', false),
        ('actie', '305_5WD', '73730002', '0935', 'werkinstructie', 'afgerond', date '2025-10-25', false),
        ('gesprek', '305_5WD', '73730001', '0983', 'kwartaalgesprek', 'gepland', date '2026-08-20', true),
        ('gesprek', null, '73730002', 'ALLE', 'strategisch <overleg>', 'afgerond', null, false)
    ) as s;
"""


def maak_stoplicht(con: duckdb.DuckDBPyConnection, leeg: bool) -> None:
    """Add its tables, filled from the KPI tables that are there; with `leeg` without rows."""
    con.execute(_TABELLEN)
    if not leeg:
        con.execute(_RIJEN)
