{{ config(materialized='table') }}

with retour as (
    select distinct
        release,
        wet,
        heentype
    from {{ ref('bericht') }}
    where heentype is not null
),

soort as (
    select
        bericht.release,
        bericht.wet,
        bericht.berichttype,
        bericht.afzender,
        bericht.heentype,
        bericht.heentype is not null as is_retour,
        retour.heentype is not null as vraagt_retour
    from {{ ref('bericht') }} as bericht
    left join retour
        on
            bericht.release = retour.release
            and bericht.wet = retour.wet
            and bericht.berichttype = retour.heentype
),

ontvangen as (
    select
        bericht.bericht_id,
        bericht.bestand_id,
        bericht.wet,
        bericht.berichttype,
        soort.heentype,
        soort.is_retour,
        soort.vraagt_retour,
        bericht.bericht_versie || '.' || bericht.bericht_subversie as versie,
        bericht.inhoud_hash,
        bericht.afzender,
        bericht.ontvanger,
        -- a retour carries the header of its heenbericht (IV028): soort.afzender says who that Afzender is
        case when soort.afzender = 'gemeente' then bericht.afzender else bericht.ontvanger end as gemeente_code,
        case when soort.afzender = 'gemeente' then bericht.ontvanger else bericht.afzender end as aanbieder_agb,
        bericht.identificatie,
        {{ lees_datum('bericht.dagtekening') }} as dagtekening,
        bericht.identificatie_retour,
        {{ lees_datum('bericht.dagtekening_retour') }} as dagtekening_retour,
        case
            when soort.is_retour then {{ lees_datum('bericht.dagtekening_retour') }}
            else {{ lees_datum('bericht.dagtekening') }}
        end as bekend_datum,
        bericht.declaratie_identificatie,
        {{ lees_datum('bericht.declaratie_dagtekening') }} as declaratie_dagtekening,
        -- one message in several files or bytes is one message; the largest file stands for it (OP179)
        row_number() over (
            partition by bericht.bericht_id
            order by coalesce(bestand.bytes, 0) desc, bericht.bestand_id asc
        ) as exemplaar
    from {{ source('raw', 'bericht') }} as bericht
    left join {{ source('raw', 'bestand') }} as bestand on bericht.bestand_id = bestand.bestand_id
    inner join soort
        on
            bericht.wet = soort.wet
            and bericht.berichttype = soort.berichttype
            and bericht.release = soort.release
),

bekend as (
    select
        ontvangen.*,
        -- TR056: messages of one sender with one key; a retour has one of its own beside that of its heenbericht
        {{ sleutel(['ontvangen.wet', 'ontvangen.berichttype', 'ontvangen.afzender', 'ontvangen.identificatie',
            'ontvangen.identificatie_retour']) }} as bericht_sleutel
    from ontvangen
    cross join {{ ref('stg_instelling') }} as instelling
    where
        ontvangen.exemplaar = 1
        and ontvangen.bekend_datum <= instelling.kennisdatum
),

dubbele_sleutel as (
    select bericht_sleutel
    from bekend
    group by bericht_sleutel
    having count(*) > 1
),

-- contradicting retours mean rejected
afgekeurd as (
    select distinct code.bericht_id
    from {{ source('raw', 'retourcode') }} as code
    left join {{ ref('retourcode') }} as lijst on code.retourcode = lijst.code
    where coalesce(lijst.is_afkeur, true)
),

tweeling as (
    select
        bekend.bericht_id,
        bekend.bericht_sleutel,
        bekend.bekend_datum,
        bekend.aanbieder_agb,
        bekend.gemeente_code,
        case when bekend.is_retour and afgekeurd.bericht_id is not null then 0 else 1 end as afkeur_rang,
        inhoud.toewijzing_ingangsdatum,
        inhoud.einddatum,
        inhoud.ingangsdatum,
        inhoud.productcategorie,
        inhoud.productcode,
        inhoud.volume,
        inhoud.eenheid,
        inhoud.frequentie,
        inhoud.budget_eur,
        inhoud.reden_wijziging,
        inhoud.anders,
        coalesce(inhoud.kenmerken, '') as kenmerken,
        bekend.declaratie_dagtekening,
        bekend.declaratie_identificatie,
        inhoud.client_id,
        coalesce(inhoud.records_aantal, 0) as records_aantal,
        coalesce(inhoud.laagste_inhoud, '') as laagste_inhoud,
        coalesce(inhoud.hoogste_inhoud, '') as hoogste_inhoud
    from bekend
    inner join dubbele_sleutel on bekend.bericht_sleutel = dubbele_sleutel.bericht_sleutel
    left join {{ ref('stg_bericht_inhoud') }} as inhoud
        on
            bekend.bericht_id = inhoud.bericht_id
            and bekend.bestand_id = inhoud.bestand_id
    left join afgekeurd on bekend.bericht_id = afgekeurd.bericht_id
),

met_client as (
    select
        tweeling.*,
        {{ verschilt_in_client(
            'bericht_sleutel, bekend_datum, gemeente_code, afkeur_rang, toewijzing_ingangsdatum, ' ~ inhoud('toewijzing', als='kolommen')
            ~ ', anders, kenmerken, records_aantal, laagste_inhoud, hoogste_inhoud'
        ) }} as is_tegenstrijdig
    from tweeling
),

-- of two messages with one key the first known counts, whichever arrived first; of one day content decides, and what
-- differs in its client only never counts
gerangschikt as (
    select
        bericht_id,
        is_tegenstrijdig,
        row_number() over (
            partition by bericht_sleutel
            order by
                is_tegenstrijdig asc,
                bekend_datum asc,
                afkeur_rang asc,
                {{ hoogste_eerst('toewijzing_ingangsdatum') }},
                {{ inhoud('toewijzing') }},
                {{ hoogste_eerst('gemeente_code') }},
                {{ hoogste_eerst('anders') }},
                {{ hoogste_eerst('declaratie_dagtekening') }},
                records_aantal desc,
                kenmerken asc,
                {{ ongemaskeerd_eerst_laag('declaratie_identificatie') }},
                hoogste_inhoud desc,
                laagste_inhoud desc,
                bericht_id asc
        ) as rang
    from met_client
)

select
    bekend.bericht_id,
    bekend.bestand_id,
    bekend.wet,
    bekend.berichttype,
    bekend.heentype,
    bekend.is_retour,
    bekend.vraagt_retour,
    bekend.versie,
    bekend.inhoud_hash,
    bekend.afzender,
    bekend.ontvanger,
    bekend.gemeente_code,
    bekend.aanbieder_agb,
    bekend.identificatie,
    bekend.dagtekening,
    bekend.identificatie_retour,
    bekend.dagtekening_retour,
    bekend.bekend_datum,
    bekend.declaratie_identificatie,
    bekend.declaratie_dagtekening,
    -- what does not count is never 1
    coalesce(gerangschikt.rang + case when gerangschikt.is_tegenstrijdig then 1 else 0 end, 1) as volgorde,
    coalesce(gerangschikt.is_tegenstrijdig, false) as is_tegenstrijdig
from bekend
left join gerangschikt on bekend.bericht_id = gerangschikt.bericht_id
