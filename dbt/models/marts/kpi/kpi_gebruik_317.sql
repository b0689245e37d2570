{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'maand'] -%}

with geval as (
    select
        wet,
        gemeente_code,
        aanbieder_agb,
        eerste_dagtekening as dagtekening,
        1 as wijzigingen,
        case when is_gevraagd then 1 else 0 end as met_317,
        0 as verzoeken
    from {{ ref('int_wijziging_op_verzoek') }}
    where telt_mee
    union all
    select
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        0 as wijzigingen,
        0 as met_317,
        1 as verzoeken
    from {{ ref('fct_verzoek') }}
    where soort = 'VOW'
),

detail as (
    select
        geval.wet,
        geval.gemeente_code,
        geval.aanbieder_agb,
        maand.maand,
        sum(geval.wijzigingen) as wijzigingen,
        sum(geval.met_317) as met_317,
        sum(geval.verzoeken) as verzoeken
    from geval
    inner join {{ ref('dim_maand') }} as maand
        on
            {{ begin_van('month', 'geval.dagtekening') }} = maand.maand
            and maand.is_volledig
    group by geval.wet, geval.gemeente_code, geval.aanbieder_agb, maand.maand
),

met_alle as (
    {{ kubus(
        'detail', ['gemeente_code', 'aanbieder_agb'], ['wet', 'maand', 'wijzigingen', 'met_317', 'verzoeken']
    ) }}
),

geteld as (
    select
        {{ rij | join(', ') }},
        cast(sum(wijzigingen) as bigint) as wijzigingen_aantal,
        cast(sum(met_317) as bigint) as met_317_aantal,
        cast(sum(verzoeken) as bigint) as verzoeken_317_aantal
    from met_alle
    group by {{ rij | join(', ') }}
)

select
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.maand,
    geteld.wijzigingen_aantal,
    geteld.met_317_aantal,
    {{ percentage('geteld.met_317_aantal', 'geteld.wijzigingen_aantal') }} as percentage,
    geteld.verzoeken_317_aantal,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.maand') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as maand on geteld.maand = maand.maand
{{ met_dekking('geteld') }}
