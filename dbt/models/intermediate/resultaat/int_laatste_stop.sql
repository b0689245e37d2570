{%- set dimensies = ['gemeente_code', 'aanbieder_agb'] -%}

-- one client, one stop per row of the result KPIs: the last of the year, also over all gemeenten or providers
with eindstop as (
    select
        eindstop.*,
        gemeente_code as stop_gemeente_code,
        aanbieder_agb as stop_aanbieder_agb
    from {{ ref('int_eindstop') }} as eindstop
    where
        is_rijp
        and client_id is not null
),

rij as (
    {{ kubus('eindstop', dimensies, [
        'jaar', 'wet', 'perceel', 'client_id', 'levering_sleutel', 'begindatum', 'einddatum', 'toewijzingnummer', 'reden_beeindiging',
        'productcode', 'stop_gemeente_code', 'stop_aanbieder_agb', 'toewijzing_gemeente_code', 'is_volgens_plan', 'is_uitval', 'is_uitgesloten',
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
                reden_beeindiging desc,
                {{ hoogste_eerst('productcode') }},
                stop_gemeente_code desc,
                stop_aanbieder_agb desc,
                -- two stops of one day that are equal in all this: the one after which help goes on
                case when heeft_vervolg_begeleiding then 0 else 1 end asc,
                case when heeft_vervolg_beschermd_wonen then 0 else 1 end asc,
                {{ ongemaskeerd_eerst_laag('toewijzingnummer') }},
                levering_sleutel asc
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
    stop_aanbieder_agb,
    begindatum,
    einddatum,
    reden_beeindiging,
    productcode,
    is_volgens_plan,
    is_uitval,
    is_uitgesloten,
    is_uitgesloten_bij_uitval,
    heeft_vervolg_begeleiding,
    heeft_vervolg_beschermd_wonen
from gerangschikt
where rang = 1
