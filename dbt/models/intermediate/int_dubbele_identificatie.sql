{{ config(materialized='view') }}

-- the one that counts, and how many others with other content bear its key (TR056)
with sleutel as (
    select
        wet,
        berichttype,
        afzender,
        identificatie,
        coalesce(identificatie_retour, '~') as eigen_identificatie,
        min(case when volgorde = 1 then bericht_id end) as bericht_id,
        count(*) - 1 as andere_aantal
    from {{ ref('stg_bericht_bekend') }}
    group by wet, berichttype, afzender, identificatie, coalesce(identificatie_retour, '~')
    having count(*) > 1
)

select
    sleutel.bericht_id,
    sleutel.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    sleutel.berichttype,
    bericht.dagtekening,
    sleutel.andere_aantal
from sleutel
inner join {{ ref('int_bericht') }} as bericht on sleutel.bericht_id = bericht.bericht_id
