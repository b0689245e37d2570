{%- set rij = ['cohortmaand', 'wet', 'zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}
{%- set dimensies = ['zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}

-- K000 is about the Wmo only
with afgerond as (
    select
        cohortmaand,
        wet,
        zorgterrein,
        gemeente_code,
        aanbieder_agb,
        client_id,
        sluitmaand_nr,
        case when is_teruggekeerd then 1 else 0 end as teruggekeerd
    from {{ ref('int_uitstroom') }}
    where
        wet = 'Wmo'
        and is_volgens_plan
),

uitstroom as (
    {{ kubus('afgerond', dimensies, ['cohortmaand', 'wet', 'client_id', 'sluitmaand_nr', 'teruggekeerd']) }}
),

-- a client counts once per row, and started anew when one of its periods was followed by another
client as (
    select
        {{ rij | join(', ') }},
        sluitmaand_nr,
        client_id,
        max(teruggekeerd) as teruggekeerd
    from uitstroom
    group by {{ rij | join(', ') }}, sluitmaand_nr, client_id
),

per_maand as (
    select
        {{ rij | join(', ') }},
        sluitmaand_nr,
        count(*) as uitgestroomd_aantal,
        cast(sum(1 - teruggekeerd) as bigint) as geen_nieuwe_start_aantal
    from client
    group by {{ rij | join(', ') }}, sluitmaand_nr
)

select
    per_maand.cohortmaand,
    per_maand.wet,
    per_maand.zorgterrein,
    per_maand.gemeente_code,
    per_maand.aanbieder_agb,
    per_maand.uitgestroomd_aantal,
    per_maand.geen_nieuwe_start_aantal,
    {{ percentage('per_maand.geen_nieuwe_start_aantal', 'per_maand.uitgestroomd_aantal') }} as percentage,
    -- a new start in the last month of the window may still be reported
    sluitmaand.is_voorlopig as voorlopig,
    {{ is_onvolledig('per_maand.cohortmaand') }} as onvolledig
from per_maand
inner join {{ ref('dim_maand') }} as sluitmaand
    on per_maand.sluitmaand_nr = {{ maand_nr('sluitmaand.maand') }}
{{ met_dekking('per_maand') }}
