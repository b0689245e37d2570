-- an answer belongs to the last request with its ReferentieAanbieder that was dated on or before it
with verzoek as (
    select distinct
        wet,
        gemeente_code_nu,
        aanbieder_agb_nu,
        referentie_aanbieder,
        soort,
        dagtekening
    from {{ ref('int_verzoek') }}
),

gevraagd as (
    select
        antwoord.bericht_id,
        antwoord.positie,
        max(verzoek.dagtekening) as verzoek_datum,
        max(case when verzoek.soort = 'VOT' then verzoek.dagtekening end) as vot_datum
    from {{ ref('int_record_antwoord') }} as antwoord
    inner join verzoek
        on
            antwoord.wet = verzoek.wet
            and antwoord.gemeente_code_nu = verzoek.gemeente_code_nu
            and antwoord.aanbieder_agb_nu = verzoek.aanbieder_agb_nu
            and antwoord.referentie_aanbieder = verzoek.referentie_aanbieder
            and antwoord.dagtekening >= verzoek.dagtekening
    group by antwoord.bericht_id, antwoord.positie
),

-- of a request of which somebody who was forgotten is left out the ReferentieAanbieder is not known any more
vergeten as (
    select
        wet,
        gemeente_code_nu,
        aanbieder_agb_nu,
        min(dagtekening) as dagtekening
    from {{ ref('stg_weggelaten') }}
    where is_verzoek
    group by wet, gemeente_code_nu, aanbieder_agb_nu
),

toewijzing as (
    select distinct
        wet,
        gemeente_code_nu,
        aanbieder_agb_nu,
        referentie_aanbieder,
        dagtekening
    from {{ ref('int_record_toegewezen') }}
    where referentie_aanbieder is not null
),

toegekend as (
    select
        antwoord.bericht_id,
        antwoord.positie,
        min(toewijzing.dagtekening) as toegekend_datum
    from {{ ref('int_record_antwoord') }} as antwoord
    left join gevraagd
        on
            antwoord.bericht_id = gevraagd.bericht_id
            and antwoord.positie = gevraagd.positie
    inner join toewijzing
        on
            antwoord.wet = toewijzing.wet
            and antwoord.gemeente_code_nu = toewijzing.gemeente_code_nu
            and antwoord.aanbieder_agb_nu = toewijzing.aanbieder_agb_nu
            and antwoord.referentie_aanbieder = toewijzing.referentie_aanbieder
            -- a 301 from before the request granted another
            and coalesce(gevraagd.verzoek_datum <= toewijzing.dagtekening, true)
    group by antwoord.bericht_id, antwoord.positie
)

select
    antwoord.bericht_id,
    antwoord.positie,
    antwoord.wet,
    antwoord.gemeente_code,
    antwoord.aanbieder_agb,
    antwoord.dagtekening,
    antwoord.verzoek_antwoord,
    antwoord.woonplaats_gemeente_code,
    coalesce(reden.is_woonplaatsbeginsel, false) as is_woonplaatsbeginsel,
    gevraagd.verzoek_datum,
    gevraagd.vot_datum,
    toegekend.toegekend_datum,
    gevraagd.verzoek_datum is null and vergeten.wet is not null as is_misschien_vergeten
from {{ ref('int_record_antwoord') }} as antwoord
left join vergeten
    on
        antwoord.wet = vergeten.wet
        and antwoord.gemeente_code_nu = vergeten.gemeente_code_nu
        and antwoord.aanbieder_agb_nu = vergeten.aanbieder_agb_nu
        and antwoord.dagtekening >= vergeten.dagtekening
left join {{ ref('reden_afwijzing_verzoek') }} as reden
    on
        antwoord.wet = reden.wet
        and antwoord.reden_afwijzing = reden.code
left join gevraagd
    on
        antwoord.bericht_id = gevraagd.bericht_id
        and antwoord.positie = gevraagd.positie
left join toegekend
    on
        antwoord.bericht_id = toegekend.bericht_id
        and antwoord.positie = toegekend.positie
