-- a claim that its 325 refuses as a whole counts as not sent
with afgewezen as (
    select distinct declaratie_bericht_id
    from {{ ref('int_declaratie_antwoord') }}
    where is_afgekeurd
),

-- of clients that TEST_BSN leaves out, or who were forgotten, no prestatie is here: such a claim cannot be added up
onvolledig as (
    select bericht_id
    from {{ ref('stg_client') }}
    where is_uitgesloten
    union distinct
    select bericht_id
    from {{ ref('stg_weggelaten') }}
),

som as (
    select
        bericht_id,
        sum(bedrag_eur) as prestaties_eur
    from {{ ref('int_prestatie') }}
    group by bericht_id
)

select
    declaratie.bericht_id,
    declaratie.wet,
    declaratie.gemeente_code,
    declaratie.gemeente_code_nu,
    declaratie.aanbieder_agb,
    declaratie.aanbieder_agb_nu,
    declaratie.dagtekening,
    declaratie.declaratienummer,
    declaratie.periode_begindatum,
    declaratie.periode_einddatum,
    declaratie.declaratie_dagtekening,
    cast(declaratie.totaal_ingediend_bedrag_eur * debet_credit.teken as decimal(18, 2)) as totaal_eur,
    cast(coalesce(som.prestaties_eur, 0) as decimal(18, 2)) as prestaties_eur,
    onvolledig.bericht_id is null as is_volledig
from {{ ref('stg_declaratie') }} as declaratie
left join {{ ref('debet_credit') }} as debet_credit on declaratie.totaal_ingediend_debet_credit = debet_credit.code
left join afgewezen on declaratie.bericht_id = afgewezen.declaratie_bericht_id
left join onvolledig on declaratie.bericht_id = onvolledig.bericht_id
left join som on declaratie.bericht_id = som.bericht_id
where afgewezen.declaratie_bericht_id is null
