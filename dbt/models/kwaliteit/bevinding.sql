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
    'dwh_10',
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
{#- Rules that find what is missing and what came late; a test compares this list with seed remedie_te_laat. -#}
{%- set wachtend = ['op090', 'op090x4', 'op274', 'op274b', 'op346', 's002_plan10wd', 's002_vot14'] -%}
{#- Rules that find that something is missing: seed regel_register names the date that decides (besluiten/0020). -#}
{%- set ontbrekend = [
    'dwh_01',
    'dwh_04',
    'dwh_05',
    'dwh_08',
    'iv066',
    'iv085',
    'op087',
    'op090',
    'op090x4',
    'op186',
    'op258',
    'op271',
    'op272',
    'op274',
    'op274b',
    'op288',
    'op295b',
    'op346',
    'op362',
    'op364',
    's002_305_5wd',
    's002_start7',
    's002_vot14',
    'tr019',
    'tr063',
    'tr071',
    'tr074',
    'tr302',
    'tr304',
    'tr307',
    'tr321',
    'tr323',
    'tr326',
    'tr337',
    'tr338',
    'tr349',
    'tr350',
    'tr355',
    'tr369',
    'tr374',
    'tr379',
    'tr382',
    'tr387',
    'tr389',
    'tr413',
    'tr414',
    'tr415',
] -%}
{%- set kolommen = ['regel', 'wet', 'gemeente_code', 'aanbieder_agb', 'bericht_id', 'toewijzingnummer', 'sleutel'] -%}

with gevonden as (
    {{ verenig_bevindingen(regels, wachtend, ontbrekend) }}
),

-- a pair found from both sides, or a key found through two records, is one finding
uniek as (
    select
        {{ sleutel(kolommen) }} as bevinding_id,
        {{ kolommen | join(', ') }},
        min(omschrijving) as omschrijving,
        max(dagtekening) as dagtekening,
        min(case when is_te_laat then 1 when not is_te_laat then 0 end) = 1 as is_te_laat,
        min(dekking_datum) as dekking_datum
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
    union all
    select
        bericht_id,
        identificatie,
        case when (afzender = gemeente_code) = is_retour then 'aanbieder' else 'gemeente' end as afzender,
        case when (afzender = gemeente_code) = is_retour then 'gemeente' else 'aanbieder' end as ontvanger
    from {{ ref('int_dubbele_identificatie') }}
    where not telt_er_een
),

verrijkt as (
    select
        uniek.*,
        bericht.identificatie,
        coalesce(
            case regel.aan_zet
                when 'afzender' then bericht.afzender
                when 'ontvanger' then bericht.ontvanger
            end,
            regel.eigenaar
        ) as eigenaar,
        -- nobody can mend what was never received here: what it misses may well have been sent
        case
            when {{ is_onvolledig('uniek.dekking_datum') }} then 'niet te beoordelen'
            else coalesce(terugkoppeling.status, 'open')
        end as status,
        -- an answer that is missing can be sent, one that came late stays late
        case
            when uniek.is_te_laat then false
            when not uniek.is_te_laat then true
            else regel.is_herstelbaar
        end as is_herstelbaar,
        coalesce(te_laat.remedie, regel.remedie) as remedie
    from uniek
    inner join {{ ref('regel_register') }} as regel on uniek.regel = regel.regel
    left join bericht on uniek.bericht_id = bericht.bericht_id
    left join {{ ref('int_terugkoppeling') }} as terugkoppeling
        on uniek.bevinding_id = terugkoppeling.bevinding_id
    {{ met_dekking('uniek') }}
    left join {{ ref('remedie_te_laat') }} as te_laat
        on
            uniek.regel = te_laat.regel
            and uniek.is_te_laat
)

select
    verrijkt.bevinding_id,
    verrijkt.regel,
    verrijkt.wet,
    verrijkt.gemeente_code,
    verrijkt.aanbieder_agb,
    verrijkt.bericht_id,
    verrijkt.identificatie,
    verrijkt.toewijzingnummer,
    verrijkt.sleutel,
    -- what is masked cannot be looked up in the source system
    verrijkt.omschrijving
    || coalesce('. Gemaskeerd nummer: ' || coalesce(eigen.vindplaats, laatste.vindplaats), '') as omschrijving,
    verrijkt.dagtekening,
    verrijkt.eigenaar,
    verrijkt.status,
    verrijkt.remedie,
    verrijkt.is_herstelbaar,
    -- the one definition behind every count of what is to be mended (mails, reports, pages)
    case when verrijkt.status = 'open' and verrijkt.is_herstelbaar then verrijkt.eigenaar end as te_herstellen_door
from verrijkt
left join {{ ref('int_vindplaats') }} as eigen
    on
        verrijkt.bericht_id = eigen.bericht_id
        and coalesce(verrijkt.toewijzingnummer, '~') = coalesce(eigen.toewijzingnummer, '~')
        and eigen.rang_in_bericht = 1
left join {{ ref('int_vindplaats') }} as laatste
    on
        verrijkt.wet = laatste.wet
        and verrijkt.gemeente_code = laatste.gemeente_code
        and verrijkt.aanbieder_agb = laatste.aanbieder_agb
        and verrijkt.toewijzingnummer = laatste.toewijzingnummer
        and laatste.rang = 1
