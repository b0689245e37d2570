{%- set rij = ['cohortmaand', 'wet', 'zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}
{%- set dimensies = ['zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}
{%- set kolommen = [
    'cohortmaand', 'wet', 'client_id', 'sluitmaand_nr', 'is_teruggekeerd', 'is_teruggekeerd_3m', 'is_teruggekeerd_6m',
    'is_teruggekeerd_enig_zorgterrein',
] -%}

with uitstroom as (
    {{ kubus(ref('int_uitstroom'), dimensies, kolommen) }}
),

-- a client counts once per row, and returned when one of its periods was followed by another
client as (
    select
        {{ rij | join(', ') }},
        sluitmaand_nr,
        client_id,
        max(case when is_teruggekeerd then 1 else 0 end) as teruggekeerd,
        max(case when is_teruggekeerd_3m then 1 when not is_teruggekeerd_3m then 0 end) as teruggekeerd_3m,
        max(case when is_teruggekeerd_6m then 1 when not is_teruggekeerd_6m then 0 end) as teruggekeerd_6m,
        max(case when is_teruggekeerd_enig_zorgterrein then 1 else 0 end) as teruggekeerd_enig_zorgterrein
    from uitstroom
    group by {{ rij | join(', ') }}, sluitmaand_nr, client_id
),

per_maand as (
    select
        {{ rij | join(', ') }},
        sluitmaand_nr,
        count(*) as uitgestroomd_aantal,
        cast(sum(teruggekeerd) as bigint) as teruggekeerd_aantal,
        cast(sum(teruggekeerd_3m) as bigint) as teruggekeerd_3m_aantal,
        cast(sum(teruggekeerd_6m) as bigint) as teruggekeerd_6m_aantal,
        cast(sum(teruggekeerd_enig_zorgterrein) as bigint) as teruggekeerd_enig_zorgterrein_aantal
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
    per_maand.teruggekeerd_aantal,
    {{ percentage('per_maand.teruggekeerd_aantal', 'per_maand.uitgestroomd_aantal') }} as percentage,
    per_maand.teruggekeerd_3m_aantal,
    {{ percentage('per_maand.teruggekeerd_3m_aantal', 'per_maand.uitgestroomd_aantal') }} as percentage_3m,
    per_maand.teruggekeerd_6m_aantal,
    {{ percentage('per_maand.teruggekeerd_6m_aantal', 'per_maand.uitgestroomd_aantal') }} as percentage_6m,
    per_maand.teruggekeerd_enig_zorgterrein_aantal,
    {{ percentage('per_maand.teruggekeerd_enig_zorgterrein_aantal', 'per_maand.uitgestroomd_aantal') }}
        as percentage_enig_zorgterrein,
    -- a return in the last month of the window may still be reported
    sluitmaand.is_voorlopig as voorlopig,
    {{ is_onvolledig('per_maand.cohortmaand') }} as onvolledig
from per_maand
inner join {{ ref('dim_maand') }} as sluitmaand
    on per_maand.sluitmaand_nr = {{ maand_nr('sluitmaand.maand') }}
{{ met_dekking('per_maand') }}
