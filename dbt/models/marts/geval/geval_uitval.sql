-- a client who flowed out, judged by the last definitive stop of the year; over all gemeenten or providers that may be
-- another stop, so the cases carry ALLE themselves
with geval as (
    select
        laatste_stop.jaar,
        laatste_stop.wet,
        laatste_stop.gemeente_code,
        laatste_stop.aanbieder_agb,
        laatste_stop.client_id,
        laatste_stop.toewijzing_gemeente_code,
        laatste_stop.toewijzingnummer,
        laatste_stop.stop_aanbieder_agb,
        laatste_stop.begindatum,
        laatste_stop.einddatum,
        laatste_stop.reden_beeindiging,
        laatste_stop.productcode,
        oordeel.oordeel,
        -- who goes on to beschermd wonen did not drop out (seed 000; K000-03 choice 3)
        laatste_stop.is_uitval and not laatste_stop.heeft_vervolg_beschermd_wonen as in_teller,
        laatste_stop.is_uitval and not laatste_stop.heeft_vervolg_beschermd_wonen
        and oordeel.oordeel is not null as is_beoordeeld,
        not laatste_stop.is_uitgesloten_bij_uitval as in_noemer_excl,
        laatste_stop.is_uitval and not laatste_stop.heeft_vervolg_beschermd_wonen
        and coalesce(oordeel.telt_als_uitval, 1) = 1 as in_na_beoordeling
    from {{ ref('int_laatste_stop') }} as laatste_stop
    inner join {{ ref('kpi_perceel') }} as kpi_perceel
        on
            laatste_stop.wet = kpi_perceel.wet
            and laatste_stop.perceel = kpi_perceel.perceel
            and kpi_perceel.kpi = 'uitval'
    left join {{ ref('int_uitval_oordeel') }} as oordeel
        on
            laatste_stop.wet = oordeel.wet
            and laatste_stop.toewijzing_gemeente_code = oordeel.gemeente_code
            and laatste_stop.toewijzingnummer = oordeel.toewijzingnummer
    where not laatste_stop.heeft_vervolg_begeleiding
),

gedeeld as (
    {{ met_dimensies('geval', 'einddatum') }}
)

select *
from gedeeld
