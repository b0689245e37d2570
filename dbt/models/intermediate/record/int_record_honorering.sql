{{ config(materialized='view') }}

-- IV093: the 301 that grants a request for change gives every toewijzing in it the ReferentieAanbieder of the request
with besluit as (
    select distinct
        wet,
        gemeente_code_nu,
        aanbieder_agb_nu,
        referentie_aanbieder,
        besluit_datum
    from {{ ref('int_verzoek') }}
    where
        soort = 'VOW'
        and besluit = 'toegekend'
),

gehonoreerd as (
    select
        record.bericht_id,
        record.positie
    from {{ ref('int_record_toegewezen') }} as record
    inner join besluit
        on
            record.wet = besluit.wet
            and record.gemeente_code_nu = besluit.gemeente_code_nu
            and record.aanbieder_agb_nu = besluit.aanbieder_agb_nu
            and record.referentie_aanbieder = besluit.referentie_aanbieder
            and record.dagtekening = besluit.besluit_datum
),

honorering as (
    select distinct bericht_id
    from gehonoreerd
)

select
    record.bericht_id,
    record.positie,
    record.wet,
    record.gemeente_code,
    record.aanbieder_agb,
    record.dagtekening,
    record.toewijzingnummer,
    gehonoreerd.bericht_id is not null as heeft_referentie
from {{ ref('int_record_toegewezen') }} as record
inner join honorering on record.bericht_id = honorering.bericht_id
left join gehonoreerd
    on
        record.bericht_id = gehonoreerd.bericht_id
        and record.positie = gehonoreerd.positie
