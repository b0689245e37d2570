{%- set dimensies = ['gemeente_code', 'aanbieder_agb'] -%}

-- one client, one stop per row of the result KPIs: the last of the year, also over all gemeenten or providers
with eindstop as (
    select
        eindstop.*,
        length(toewijzingnummer) as nummer_lengte,
        gemeente_code as stop_gemeente_code,
        aanbieder_agb as stop_aanbieder_agb
    from {{ ref('int_eindstop') }} as eindstop
    where
        is_rijp
        and client_id is not null
),

rij as (
    {{ kubus('eindstop', dimensies, [
        'jaar', 'wet', 'perceel', 'client_id', 'levering_sleutel', 'begindatum', 'einddatum', 'toewijzingnummer', 'nummer_lengte',
        'stop_gemeente_code', 'stop_aanbieder_agb', 'toewijzing_gemeente_code', 'is_volgens_plan', 'is_uitval', 'is_uitgesloten',
        'is_uitgesloten_bij_uitval', 'heeft_vervolg_begeleiding', 'heeft_vervolg_beschermd_wonen'
    ]) }}
),

gerangschikt as (
    select
        rij.*,
        row_number() over (
            partition by jaar, wet, perceel, gemeente_code, aanbieder_agb, client_id
            order by
                einddatum desc,
                begindatum desc,
                nummer_lengte desc,
                toewijzingnummer desc,
                stop_gemeente_code desc,
                stop_aanbieder_agb desc,
                levering_sleutel desc
        ) as rang
    from rij
)

select
    jaar,
    wet,
    perceel,
    gemeente_code,
    aanbieder_agb,
    client_id,
    levering_sleutel,
    toewijzingnummer,
    toewijzing_gemeente_code,
    einddatum,
    is_volgens_plan,
    is_uitval,
    is_uitgesloten,
    is_uitgesloten_bij_uitval,
    heeft_vervolg_begeleiding,
    heeft_vervolg_beschermd_wonen
from gerangschikt
where rang = 1
