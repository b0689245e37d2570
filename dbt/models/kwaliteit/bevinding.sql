{#- One line per rule of models/kwaliteit/regel; a test compares this list with the files and with seed regel. -#}
{%- set regels = [
    'cd041',
    'cd066',
    'cd075',
    'cd085',
    'cs002',
    'cs003',
    'cs025',
    'cs335',
    'cs336',
    'cs338',
    'cs340',
    'dwh_01',
    'dwh_02',
    'dwh_03',
    'dwh_04',
    'dwh_05',
    'dwh_06',
    'dwh_07',
    'dwh_08',
    'dwh_09',
    'iv013',
    'iv066',
    'iv085',
    'op011',
    'op033x1',
    'op033x2',
    'op065',
    'op087',
    'op090',
    'op090x4',
    'op179',
    'op186',
    'op257',
    'op258',
    'op271',
    'op272',
    'op274',
    'op274b',
    'op288',
    'op295b',
    'op298',
    'op343',
    'op344',
    'op346',
    'op359',
    'op362',
    'op364',
    'op379',
    's002_305_5wd',
    's002_plan10wd',
    's002_start7',
    's002_vot14',
    'tr002',
    'tr018',
    'tr019',
    'tr056',
    'tr061',
    'tr063',
    'tr071',
    'tr074',
    'tr101',
    'tr134',
    'tr137',
    'tr302',
    'tr304',
    'tr307',
    'tr314',
    'tr315',
    'tr318',
    'tr319',
    'tr321',
    'tr323',
    'tr326',
    'tr332',
    'tr333',
    'tr335',
    'tr337',
    'tr338',
    'tr341',
    'tr342',
    'tr346',
    'tr347',
    'tr349',
    'tr350',
    'tr352',
    'tr355',
    'tr357',
    'tr358',
    'tr359',
    'tr360',
    'tr361',
    'tr366',
    'tr369',
    'tr371',
    'tr373',
    'tr374',
    'tr375',
    'tr377',
    'tr378',
    'tr379',
    'tr380',
    'tr381',
    'tr382',
    'tr384',
    'tr387',
    'tr389',
    'tr413',
    'tr414',
    'tr415',
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
),

-- a retour bears the header of its heenbericht, so it comes from the other side
bericht as (
    select
        bericht_id,
        identificatie,
        case when (afzender = gemeente_code) = is_retour then 'aanbieder' else 'gemeente' end as afzender,
        case when (afzender = gemeente_code) = is_retour then 'gemeente' else 'aanbieder' end as ontvanger
    from {{ ref('int_bericht') }}
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
    coalesce(
        case regel.aan_zet
            when 'afzender' then bericht.afzender
            when 'ontvanger' then bericht.ontvanger
        end,
        regel.eigenaar
    ) as eigenaar,
    coalesce(terugkoppeling.status, 'open') as status
from uniek
inner join {{ ref('regel_register') }} as regel on uniek.regel = regel.regel
left join bericht on uniek.bericht_id = bericht.bericht_id
left join {{ ref('int_terugkoppeling') }} as terugkoppeling on uniek.bevinding_id = terugkoppeling.bevinding_id
