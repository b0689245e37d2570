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
        -- one message in several files or bytes is one message
        row_number() over (partition by bericht.bericht_id order by bericht.bestand_id) as exemplaar
    from {{ source('raw', 'bericht') }} as bericht
    inner join soort
        on
            bericht.wet = soort.wet
            and bericht.berichttype = soort.berichttype
            and bericht.release = soort.release
),

bekend as (
    select
        ontvangen.*,
        -- TR056: of two messages with one key, the first known counts, whichever arrived first
        row_number() over (
            partition by
                ontvangen.wet,
                ontvangen.berichttype,
                ontvangen.afzender,
                ontvangen.identificatie,
                coalesce(ontvangen.identificatie_retour, '~')
            order by ontvangen.bekend_datum, ontvangen.inhoud_hash, ontvangen.bericht_id
        ) as volgorde
    from ontvangen
    cross join {{ ref('stg_instelling') }} as instelling
    where
        ontvangen.exemplaar = 1
        and ontvangen.bekend_datum <= instelling.kennisdatum
)

select
    bericht_id,
    bestand_id,
    wet,
    berichttype,
    heentype,
    is_retour,
    vraagt_retour,
    versie,
    inhoud_hash,
    afzender,
    ontvanger,
    gemeente_code,
    aanbieder_agb,
    identificatie,
    dagtekening,
    identificatie_retour,
    dagtekening_retour,
    bekend_datum,
    declaratie_identificatie,
    declaratie_dagtekening,
    volgorde
from bekend
