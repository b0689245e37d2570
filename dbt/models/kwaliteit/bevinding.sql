{#- One line per rule of models/kwaliteit/regel; a test compares this list with the files and with seed regel. -#}
{%- set regels = [
    'tr018',
] -%}
{%- set kolommen = ['regel', 'wet', 'gemeente_code', 'aanbieder_agb', 'bericht_id', 'toewijzingnummer', 'sleutel'] -%}

with gevonden as (
    {{ verenig_bevindingen(regels) }}
),

-- a pair found from both sides, or a key found through two records, is one finding
uniek as (
    select
        {{ sleutel(kolommen) }} as bevinding_id,
        {{ kolommen | join(', ') }},
        min(omschrijving) as omschrijving,
        max(dagtekening) as dagtekening
    from gevonden
    group by {{ kolommen | join(', ') }}
)

select
    uniek.bevinding_id,
    uniek.regel,
    uniek.wet,
    uniek.gemeente_code,
    uniek.aanbieder_agb,
    uniek.bericht_id,
    bericht.identificatie,
    uniek.toewijzingnummer,
    uniek.sleutel,
    uniek.omschrijving,
    uniek.dagtekening,
    coalesce(terugkoppeling.status, 'open') as status
from uniek
left join {{ ref('int_bericht') }} as bericht on uniek.bericht_id = bericht.bericht_id
left join {{ ref('int_terugkoppeling') }} as terugkoppeling on uniek.bevinding_id = terugkoppeling.bevinding_id
