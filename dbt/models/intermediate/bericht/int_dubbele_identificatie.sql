{{ config(materialized='view') }}

-- the one that counts, and how many others with other content bear its key (TR056); where none counts, any of them
with sleutel as (
    select
        wet,
        berichttype,
        afzender,
        identificatie,
        is_retour,
        coalesce(identificatie_retour, '~') as eigen_identificatie,
        max(case when volgorde = 1 then 1 else 0 end) = 1 as telt_er_een,
        coalesce(min(case when volgorde = 1 then bericht_id end), min(bericht_id)) as bericht_id,
        count(*) - 1 as andere_aantal
    from {{ ref('stg_bericht_bekend') }}
    group by wet, berichttype, afzender, identificatie, is_retour, coalesce(identificatie_retour, '~')
    having count(*) > 1
)

select
    sleutel.bericht_id,
    sleutel.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    sleutel.berichttype,
    sleutel.is_retour,
    sleutel.afzender,
    sleutel.identificatie,
    bericht.dagtekening,
    sleutel.andere_aantal,
    sleutel.telt_er_een
from sleutel
inner join {{ ref('stg_bericht_bekend') }} as bericht on sleutel.bericht_id = bericht.bericht_id
