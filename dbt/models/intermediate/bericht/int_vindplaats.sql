{{ config(materialized='view') }}

{#- record classes that name a toewijzing -#}
{%- set klassen = {
    'toewijzing': 'int_record_toegewezen',
    'start': 'int_record_start',
    'stop': 'int_record_stop',
    'ongewijzigd product': 'int_record_ongewijzigd',
    'te wijzigen product': 'int_record_te_wijzigen',
    'prestatie': 'int_record_prestatie',
    'afgewezen prestatie': 'int_record_prestatie_antwoord',
} -%}

-- a number that is masked cannot be looked up in the source system: then the file and the record have to do
with record as (
    {%- for klasse, relatie in klassen.items() %}
        {{ 'union all' if not loop.first }}
        select
            bericht_id,
            wet,
            gemeente_code,
            aanbieder_agb,
            dagtekening,
            toewijzingnummer,
            '{{ klasse }} ' || cast(positie as {{ tekst_type() }}) as plaats
        from {{ ref(relatie) }}
        where {{ is_gemaskeerd('toewijzingnummer') }}
    {%- endfor %}
    union all
    select
        bericht_id,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'kop van het bericht' as plaats
    from {{ ref('int_bericht') }}
    where {{ is_gemaskeerd('identificatie') }}
)

select
    record.bericht_id,
    record.wet,
    record.gemeente_code,
    record.aanbieder_agb,
    record.toewijzingnummer,
    'bestand ' || bestand.pad
    || case when bestand.lid <> '' then ' > ' || bestand.lid else '' end
    || ', ' || record.plaats as vindplaats,
    row_number() over (
        partition by record.bericht_id, record.toewijzingnummer
        order by record.plaats
    ) as rang_in_bericht,
    row_number() over (
        partition by record.wet, record.gemeente_code, record.aanbieder_agb, record.toewijzingnummer
        order by record.dagtekening desc, bestand.pad asc, bestand.lid asc, record.plaats asc
    ) as rang
from record
inner join {{ ref('stg_bericht') }} as bericht on record.bericht_id = bericht.bericht_id
inner join {{ ref('stg_bestand') }} as bestand on bericht.bestand_id = bestand.bestand_id
