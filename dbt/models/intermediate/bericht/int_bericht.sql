-- a retour names its heenbericht by law, type, sender and identificatie; where several contradict, rejection counts
with tweeling as (
    -- messages of a TR056 pair that do not count; their retour (often a 9056) says nothing about the one that does
    select distinct
        wet,
        berichttype,
        afzender,
        identificatie,
        dagtekening
    from {{ ref('stg_bericht_bekend') }}
    where volgorde > 1
),

retour as (
    select
        bericht.wet,
        bericht.heentype,
        bericht.afzender,
        bericht.identificatie,
        max(case when code.is_afkeur then 1 else 0 end) as is_afgekeurd,
        min(bericht.dagtekening_retour) as eerste_dagtekening_retour
    from {{ ref('stg_bericht') }} as bericht
    left join {{ ref('stg_retourcode') }} as code on bericht.bericht_id = code.bericht_id
    left join {{ ref('stg_bericht') }} as heenbericht
        on
            bericht.wet = heenbericht.wet
            and bericht.heentype = heenbericht.berichttype
            and bericht.afzender = heenbericht.afzender
            and bericht.identificatie = heenbericht.identificatie
    left join tweeling
        on
            bericht.wet = tweeling.wet
            and bericht.heentype = tweeling.berichttype
            and bericht.afzender = tweeling.afzender
            and bericht.identificatie = tweeling.identificatie
            and bericht.dagtekening = tweeling.dagtekening
    where
        bericht.is_retour
        -- the Dagtekening in its header is that of its heenbericht (IV028), so it tells the two apart where they differ
        and (tweeling.wet is null or bericht.dagtekening = heenbericht.dagtekening)
    group by bericht.wet, bericht.heentype, bericht.afzender, bericht.identificatie
),

beoordeeld as (
    select
        bericht.*,
        retour.eerste_dagtekening_retour,
        case
            when not bericht.vraagt_retour then 'nvt'
            when retour.is_afgekeurd = 1 then 'afgekeurd'
            when retour.is_afgekeurd = 0 then 'goedgekeurd'
            else 'open'
        end as retour_status
    from {{ ref('stg_bericht') }} as bericht
    left join retour
        on
            bericht.wet = retour.wet
            and bericht.berichttype = retour.heentype
            and bericht.afzender = retour.afzender
            and bericht.identificatie = retour.identificatie
)

select
    bericht_id,
    wet,
    berichttype,
    is_retour,
    versie,
    afzender,
    ontvanger,
    gemeente_code,
    aanbieder_agb,
    gemeente_code_nu,
    aanbieder_agb_nu,
    identificatie,
    dagtekening,
    dagtekening_retour,
    eerste_dagtekening_retour,
    retour_status,
    retour_status <> 'afgekeurd' as is_geaccepteerd
from beoordeeld
