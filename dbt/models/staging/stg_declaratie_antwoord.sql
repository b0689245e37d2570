with tweeling as (
    -- claims of a TR056 pair that do not count; their 325 says nothing about the one that does
    select distinct
        wet,
        afzender,
        identificatie,
        dagtekening
    from {{ ref('stg_bericht_bekend') }}
    where
        berichttype = '323'
        and volgorde > 1
),

oordeel as (
    select bericht_id
    from {{ ref('stg_retourcode') }}
    where
        niveau in ('header', 'declaratie_antwoord')
        and is_afkeur
    group by bericht_id
)

select
    bericht.bericht_id,
    bericht.wet,
    bericht.gemeente_code,
    bericht.gemeente_code_nu,
    bericht.aanbieder_agb,
    bericht.aanbieder_agb_nu,
    bericht.dagtekening,
    bericht.declaratie_identificatie,
    bericht.declaratie_dagtekening,
    -- empty when the message was refused for technical reasons: then there is no more than a header
    antwoord.declaratienummer,
    {{ lees_eurocent('antwoord.totaal_ingediend_bedrag') }} as totaal_ingediend_bedrag_eur,
    antwoord.totaal_ingediend_debet_credit,
    {{ lees_eurocent('antwoord.totaal_toegekend_bedrag') }} as totaal_toegekend_bedrag_eur,
    antwoord.totaal_toegekend_debet_credit,
    kop.basisschema_xsd_versie_declaratie,
    kop.bericht_xsd_versie_declaratie,
    oordeel.bericht_id is not null as is_afgekeurd,
    tweeling.wet is not null as noemt_tweeling
from {{ ref('stg_bericht') }} as bericht
inner join {{ source('raw', 'bericht') }} as kop
    on
        bericht.bericht_id = kop.bericht_id
        and bericht.bestand_id = kop.bestand_id
left join {{ source('raw', 'b325_declaratie_antwoord') }} as antwoord
    on
        bericht.bericht_id = antwoord.bericht_id
        and bericht.bestand_id = antwoord.bestand_id
left join oordeel on bericht.bericht_id = oordeel.bericht_id
left join tweeling
    on
        bericht.wet = tweeling.wet
        and bericht.aanbieder_agb = tweeling.afzender
        and bericht.declaratie_identificatie = tweeling.identificatie
        and bericht.declaratie_dagtekening = tweeling.dagtekening
where bericht.berichttype = '325'
