-- one 325 answers one 323
with kandidaat as (
    select
        antwoord.bericht_id,
        antwoord.declaratie_bericht_id,
        -- claims of two codes after a takeover may share what a 325 names; of one code there is one (TR056)
        row_number() over (
            partition by antwoord.bericht_id
            order by declaratie.aanbieder_agb, declaratie.gemeente_code, antwoord.declaratie_bericht_id
        ) as rang
    from {{ ref('int_declaratie_antwoord') }} as antwoord
    inner join {{ ref('stg_declaratie') }} as declaratie on antwoord.declaratie_bericht_id = declaratie.bericht_id
),

heen as (
    select
        bericht_id,
        declaratie_bericht_id
    from kandidaat
    where rang = 1
),

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
        prestatie.bericht_id,
        sum(prestatie.ingediend_bedrag_eur * debet_credit.teken) as afgewezen_eur
    from {{ ref('stg_prestatie_antwoord') }} as prestatie
    inner join {{ ref('debet_credit') }} as debet_credit on prestatie.debet_credit = debet_credit.code
    group by prestatie.bericht_id
)

select
    antwoord.bericht_id,
    antwoord.wet,
    antwoord.gemeente_code,
    antwoord.aanbieder_agb,
    antwoord.dagtekening,
    antwoord.declaratie_dagtekening,
    heen.declaratie_bericht_id,
    -- a 325 on a message of a TR056 pair that does not count names a claim that was received
    heen.declaratie_bericht_id is not null or antwoord.noemt_tweeling as heeft_declaratie,
    -- only a 325 that judges the prestaties one by one, of which all are here, adds up
    antwoord.declaratienummer is not null
    and not antwoord.is_afgekeurd
    and onvolledig.bericht_id is null as is_optelbaar,
    cast(antwoord.totaal_ingediend_bedrag_eur * ingediend.teken as decimal(18, 2)) as ingediend_eur,
    cast(antwoord.totaal_toegekend_bedrag_eur * toegekend.teken as decimal(18, 2)) as toegekend_eur,
    cast(coalesce(som.afgewezen_eur, 0) as decimal(18, 2)) as afgewezen_eur,
    antwoord.basisschema_xsd_versie_declaratie,
    antwoord.bericht_xsd_versie_declaratie,
    declaratie.basisschema_xsd_versie,
    declaratie.bericht_xsd_versie
from {{ ref('stg_declaratie_antwoord') }} as antwoord
left join heen on antwoord.bericht_id = heen.bericht_id
left join {{ ref('stg_declaratie') }} as declaratie on heen.declaratie_bericht_id = declaratie.bericht_id
left join onvolledig on antwoord.bericht_id = onvolledig.bericht_id
left join som on antwoord.bericht_id = som.bericht_id
left join {{ ref('debet_credit') }} as ingediend on antwoord.totaal_ingediend_debet_credit = ingediend.code
left join {{ ref('debet_credit') }} as toegekend on antwoord.totaal_toegekend_debet_credit = toegekend.code
