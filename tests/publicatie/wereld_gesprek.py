"""What the pages for a conversation read beside the others, for the small warehouse: percelen with their norms and
reasons, what was agreed and done, signals, gemeenten, and what was known on an earlier day.

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
    alter table marts.dim_product add column segment varchar;
    alter table marts.dim_product add column groep varchar;
    create table marts.dim_jaar as select * from (values (2025), (2026)) as j (jaar);
    create table intermediate.int_inwoners (jaar integer, gebied varchar, gemeente_code varchar,
        inwoners_aantal bigint);
    create table marts.kpi_verwacht (jaar integer, wet varchar, gebied varchar, aanbieder_agb varchar,
        clienten_aantal bigint, verwacht_clienten double, kosten_eur decimal(18, 2),
        verwacht_kosten_eur decimal(18, 2), kosten_index double, kosten_index_hoog double);
    create table marts.kpi_signaal (signaal varchar, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
        maand date, aantal bigint, noemer bigint, percentage double, eenheid varchar, omschrijving varchar,
        voorlopig boolean);
    create table marts.kpi_instroom_verwijzer (jaar integer, wet varchar, gemeente_code varchar,
        aanbieder_agb varchar, zorgterrein varchar, verwijzer varchar, instroom_aantal bigint, clienten_aantal bigint,
        aandeel_pct double, voorlopig boolean);
    create table marts.kpi_volume (wet varchar, gemeente_code varchar, aanbieder_agb varchar, productcode varchar,
        maand date, toegewezen_uren_per_clientweek double, gedeclareerde_uren_per_clientweek double,
        verzilvering_pct double, clientdagen_met_uren bigint, voorlopig boolean);
    create table marts.kpi_gebruik_317 (wet varchar, gemeente_code varchar, aanbieder_agb varchar, maand date,
        wijzigingen_aantal bigint, met_317_aantal bigint, percentage double, verzoeken_317_aantal bigint,
        voorlopig boolean);
    create table marts.kpi_recidive (cohortmaand date, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
        zorgterrein varchar, uitgestroomd_aantal bigint, teruggekeerd_aantal bigint, percentage double,
        percentage_3m double, percentage_6m double, percentage_enig_zorgterrein double, voorlopig boolean);
    create table marts.kpi_geen_nieuwe_start (cohortmaand date, wet varchar, gemeente_code varchar,
        aanbieder_agb varchar, zorgterrein varchar, uitgestroomd_aantal bigint, geen_nieuwe_start_aantal bigint,
        percentage double, voorlopig boolean);
    create table marts.kpi_passende_hulp (maand date, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
        productcode varchar, trajecten_aantal bigint, wissel_aantal bigint, percentage double,
        andere_aanbieder_aantal bigint, ander_product_aantal bigint, voorlopig boolean);
    create table marts.kpi_productafschaling (jaar integer, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
        zorgterrein varchar, overgangen_aantal bigint, afgeschaald_aantal bigint, gelijk_aantal bigint,
        opgeschaald_aantal bigint, onbepaald_aantal bigint, bepaald_aantal bigint, percentage double,
        voorlopig boolean);
    create table marts.kpi_doorstroom (jaar integer, wet varchar, gemeente_code varchar, zorgterrein varchar,
        aanbieder_agb varchar, naar_aanbieder_agb varchar, overgangen_aantal bigint, lichter_aantal bigint,
        zwaarder_aantal bigint, clienten_aantal bigint, voorlopig boolean);
    create table marts.kpi_bevroren_plekken (moment date, soort varchar, wet varchar, gemeente_code varchar,
        aanbieder_agb varchar, productcode varchar, maand date, is_verslagmaand boolean, plekken_ytd_toen double,
        plekken_ytd_nu double, realisatie_ytd_toen_eur decimal(18, 2), realisatie_ytd_nu_eur decimal(18, 2),
        verschil_realisatie_eur decimal(18, 2), voorschot_ytd_toen_eur decimal(18, 2),
        voorschot_ytd_nu_eur decimal(18, 2), onvolledig boolean);
    create table marts.kpi_bevroren_uitgaven (moment date, soort varchar, wet varchar, zorgterrein varchar,
        gemeente_code varchar, maand date, is_verslagmaand boolean, realisatie_ytd_toen_eur decimal(18, 2),
        realisatie_ytd_nu_eur decimal(18, 2), verschil_realisatie_eur decimal(18, 2),
        prognose_ytd_toen_eur decimal(18, 2), prognose_ytd_nu_eur decimal(18, 2), onvolledig boolean);
    create table marts.kpi_nabetaling (kennisdatum date, wet varchar, gemeente_code varchar, aanbieder_agb varchar,
        productcode varchar, tot_en_met_maand date, realisatie_ytd_toen_eur decimal(18, 2),
        realisatie_ytd_later_eur decimal(18, 2), nabetaling_eur decimal(18, 2), onvolledig boolean);
"""

_CEL = """
    create temp table maandcel as
    select wet, gemeente_code, aanbieder_agb, maand, stand, voorlopig from marts.kpi_lopende_voorzieningen
    where inkoopcategorie = 'ALLE';
    create temp table jaarcel as
    select wet, gemeente_code, aanbieder_agb, jaar, beeindigd_aantal as n, voorlopig from marts.kpi_doorlooptijd
    where productcode = 'ALLE';
"""
"""Who has figures, of a month and of a year: the other tables have them for the same."""

_MEER_RIJEN = """
    update marts.dim_product set segment = '4', groep = 'begeleiding';
    insert into intermediate.int_inwoners
    select jaar, gebied, gemeente, 9000
    from marts.dim_jaar, (values ('5900', '0983'), ('5901', '0983'), ('6200', '0935')) as g (gebied, gemeente);
    insert into marts.kpi_verwacht
    select jaar, wet, gebied, 'ALLE', 40 + n, 45, 1000 * n, 9000, 100.0 * n / 9, 100.0 * n / 9 + 20
    from marts.dim_jaar, (values ('Jw'), ('Wmo')) as w (wet)
        , (values ('5900', 1), ('5901', 9), ('6200', 30)) as g (gebied, n);
    insert into marts.kpi_signaal
    select signaal, wet, gemeente_code, aanbieder_agb, maand, stand % 7, stand + 7, 100.0 * (stand % 7) / (stand + 7)
        , 'cliënten', 'Dit is <' || signaal || '>', voorlopig
    from maandcel, (values ('kosten_boven_p95'), ('afbouwproduct')) as s (signaal);
    insert into marts.kpi_instroom_verwijzer
    select jaar, wet, gemeente_code, aanbieder_agb, terrein, verwijzer, deel * n, n, 100.0 * deel / 3, voorlopig
    from jaarcel, (values ('ALLE'), ('J&O')) as z (terrein)
        , (values ('ALLE', 3), ('Gemeente', 2), ('_ONBEKEND', 1)) as v (verwijzer, deel);
    insert into marts.kpi_volume
    select wet, gemeente_code, aanbieder_agb, productcode, maand, zorgdagen % 13, if(voorlopig, null, zorgdagen % 11)
        , if(voorlopig, null, zorgdagen % 130), zorgdagen, voorlopig
    from marts.kpi_plekken_realisatie;
    insert into marts.kpi_gebruik_317
    select wet, gemeente_code, aanbieder_agb, maand, 2 * stand, stand, 100.0 * stand / nullif(2 * stand, 0), 3 * stand
        , voorlopig
    from maandcel;
    insert into marts.kpi_recidive
    select maand, wet, gemeente_code, aanbieder_agb, 'ALLE', stand + 10, 5, 500.0 / (stand + 10), 1, 2, 9
        , maand = date '2025-07-01'
    from maandcel where maand < date '2025-08-01';
    insert into marts.kpi_geen_nieuwe_start
    select maand, wet, gemeente_code, aanbieder_agb, 'ALLE', stand + 10, 5, 500.0 / (stand + 10)
        , maand = date '2025-07-01'
    from maandcel where maand < date '2025-08-01';
    insert into marts.kpi_passende_hulp
    select maand, wet, gemeente_code, aanbieder_agb, product, 3 * stand, stand, 100.0 * stand / nullif(3 * stand, 0)
        , stand, 0, maand >= date '2025-12-01'
    from maandcel, (values ('ALLE'), ('45V01')) as p (product) where maand < date '2026-01-01';
    insert into marts.kpi_productafschaling
    select jaar, wet, gemeente_code, aanbieder_agb, terrein, deel * 3 * n, deel * n, deel * n, 0, deel * n, deel * 2 * n
        , 50, voorlopig
    from jaarcel, (values ('ALLE', 2), ('J&O', 1), ('_ONBEKEND', 1)) as z (terrein, deel);
    insert into marts.kpi_doorstroom
    select jaar, wet, gemeente_code, 'ALLE', aanbieder_agb, naar, n, 1, n - 1, n, voorlopig
    from jaarcel, (values ('ALLE'), ('73730002'), ('73730003')) as a (naar) where naar is distinct from aanbieder_agb;
    insert into marts.kpi_bevroren_plekken
    select moment, soort, wet, gemeente_code, aanbieder_agb, 'ALLE', p.maand, true, plekken_ytd - 1, plekken_ytd
        , realisatie_ytd_eur - 100, realisatie_ytd_eur, 100, voorschot_ytd_eur, voorschot_ytd_eur, onvolledig
    from (values (date '2026-05-19', 'budgetafspraak', date '2026-04-01')
            , (date '2026-06-01', 'maandoverzicht', date '2026-04-01')) as m (moment, soort, maand)
        , (select *, false as onvolledig from marts.kpi_plekken_realisatie where productcode = 'ALLE') as p
    where p.maand = m.maand;
    insert into marts.kpi_bevroren_uitgaven
    select date '2026-05-19', 'budgetafspraak', wet, zorgterrein, gemeente_code, maand, true, null, realisatie_ytd_eur
        , null, prognose_ytd_eur, prognose_ytd_eur, false
    from marts.kpi_uitgaven where maand = date '2026-03-01';
    insert into marts.kpi_nabetaling
    select date '2026-06-01', wet, gemeente_code, aanbieder_agb, productcode, maand, realisatie_ytd_eur
        , realisatie_ytd_eur + 7, 7, false
    from marts.kpi_plekken_realisatie where maand = date '2026-03-01' and productcode in ('ALLE', '45V01', '02A01');
    drop table maandcel;
    drop table jaarcel;
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
    con.execute(f"create table staging.reden_beeindiging as select * from read_csv('{bron}', all_varchar = true)")
    for kolom in ("is_tijdelijk", "is_volgens_plan", "is_uitval", "is_uitgesloten_bij_uitval"):
        con.execute(f"alter table staging.reden_beeindiging alter {kolom} type boolean")
    con.execute(f"create table staging.signaal as select * from read_csv('{bron.with_name('signaal.csv')}')")
    con.execute(_TABELLEN)
    if not leeg:
        con.execute(_RIJEN)
        con.execute(_CEL)
        con.execute(_MEER_RIJEN)
