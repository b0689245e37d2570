-- credits that were not rejected, with what they take back
with creditregel as (
    select
        bericht_id,
        positie,
        wet,
        gemeente_code,
        gemeente_code_nu,
        aanbieder_agb,
        aanbieder_agb_nu,
        dagtekening,
        toewijzingnummer,
        vorig_referentienummer,
        periode_begindatum,
        declaratienummer,
        min(positie) over (partition by bericht_id, vorig_referentienummer) as eerste_positie,
        row_number() over (partition by bericht_id, vorig_referentienummer order by positie) as volgnummer_in_bericht
    from {{ ref('int_prestatie') }}
    where
        is_credit
        and status <> 'afgewezen'
),

credit as (
    select
        creditregel.*,
        -- messages that credit the same reference; within one message TR315 speaks
        dense_rank() over (
            partition by wet, gemeente_code_nu, aanbieder_agb_nu, vorig_referentienummer
            order by
                dagtekening asc,
                gemeente_code asc,
                aanbieder_agb asc,
                {{ ongemaskeerd_eerst_laag('declaratienummer') }},
                eerste_positie asc,
                bericht_id asc
        ) as volgnummer
    from creditregel
),

debet as (
    select
        credit.bericht_id,
        credit.positie,
        max(case when prestatie.bericht_id = credit.bericht_id then 1 else 0 end) as is_in_bericht,
        min(prestatie.eerste_antwoord_datum) as eerste_antwoord_datum
    from credit
    inner join {{ ref('int_prestatie') }} as prestatie
        on
            credit.wet = prestatie.wet
            and credit.gemeente_code_nu = prestatie.gemeente_code_nu
            and credit.aanbieder_agb_nu = prestatie.aanbieder_agb_nu
            and credit.vorig_referentienummer = prestatie.referentienummer
            and credit.dagtekening >= prestatie.dagtekening
    where
        not prestatie.is_credit
        and prestatie.status <> 'afgewezen'
    group by credit.bericht_id, credit.positie
)

select
    credit.bericht_id,
    credit.positie,
    credit.wet,
    credit.gemeente_code,
    credit.aanbieder_agb,
    credit.dagtekening,
    credit.toewijzingnummer,
    credit.vorig_referentienummer,
    credit.periode_begindatum,
    credit.volgnummer_in_bericht,
    credit.volgnummer,
    debet.bericht_id is not null as heeft_debet,
    coalesce(debet.is_in_bericht = 1, false) as heeft_debet_in_bericht,
    debet.eerste_antwoord_datum
from credit
left join debet
    on
        credit.bericht_id = debet.bericht_id
        and credit.positie = debet.positie
