-- a retour names its heenbericht by law, type, sender and identificatie; where several contradict, rejection counts
with retour as (
    select
        bericht.wet,
        bericht.heentype,
        bericht.afzender,
        bericht.identificatie,
        max(case when code.is_afkeur then 1 else 0 end) as is_afgekeurd,
        min(bericht.dagtekening_retour) as eerste_dagtekening_retour
    from {{ ref('stg_bericht') }} as bericht
    left join {{ ref('stg_retourcode') }} as code on bericht.bericht_id = code.bericht_id
    where bericht.is_retour
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
    identificatie,
    dagtekening,
    dagtekening_retour,
    eerste_dagtekening_retour,
    retour_status,
    retour_status <> 'afgekeurd' as is_geaccepteerd
from beoordeeld
