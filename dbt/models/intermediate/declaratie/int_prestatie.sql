-- toegekend is what was claimed and is not in the 325; one that refuses the claim as a whole refuses every prestatie
with oordeel as (
    select
        declaratie_bericht_id,
        min(dagtekening) as eerste_antwoord_datum,
        min(case when is_afgekeurd then dagtekening end) as afgekeurd_datum,
        max(case when is_afgekeurd then 1 else 0 end) as is_afgekeurd
    from {{ ref('int_declaratie_antwoord') }}
    group by declaratie_bericht_id
),

afgewezen as (
    select
        antwoord.declaratie_bericht_id,
        prestatie.referentienummer,
        prestatie.debet_credit,
        min(antwoord.dagtekening) as afgewezen_datum
    from {{ ref('int_declaratie_antwoord') }} as antwoord
    inner join {{ ref('stg_prestatie_antwoord') }} as prestatie on antwoord.bericht_id = prestatie.bericht_id
    group by antwoord.declaratie_bericht_id, prestatie.referentienummer, prestatie.debet_credit
)

select
    {{ sleutel(['prestatie.bericht_id', 'prestatie.positie']) }} as prestatie_id,
    prestatie.bericht_id,
    prestatie.positie,
    prestatie.wet,
    prestatie.gemeente_code,
    prestatie.aanbieder_agb,
    prestatie.gemeente_code_nu,
    prestatie.aanbieder_agb_nu,
    prestatie.toewijzing_sleutel,
    prestatie.referentienummer,
    prestatie.debet_credit,
    prestatie.vorig_referentienummer,
    declaratie.declaratienummer,
    declaratie.periode_einddatum as declaratie_periode_einddatum,
    declaratie.declaratie_dagtekening,
    prestatie.client_id,
    prestatie.toewijzingnummer,
    prestatie.productcategorie,
    prestatie.productcode,
    {{ begin_van('month', 'prestatie.periode_begindatum') }} as maand,
    prestatie.periode_begindatum,
    prestatie.periode_einddatum,
    prestatie.volume,
    prestatie.eenheid,
    prestatie.tarief_eur,
    debet_credit.teken < 0 as is_credit,
    cast(prestatie.ingediend_bedrag_eur * debet_credit.teken as decimal(18, 2)) as bedrag_eur,
    case
        when oordeel.declaratie_bericht_id is null then 'open'
        when oordeel.is_afgekeurd = 1 or afgewezen.declaratie_bericht_id is not null then 'afgewezen'
        else 'toegekend'
    end as status,
    prestatie.dagtekening,
    oordeel.eerste_antwoord_datum,
    -- the first refusal; from that day on it is no cost any more
    {{ vroegste('oordeel.afgekeurd_datum', 'afgewezen.afgewezen_datum') }} as afgewezen_datum
from {{ ref('stg_prestatie') }} as prestatie
inner join {{ ref('stg_declaratie') }} as declaratie on prestatie.bericht_id = declaratie.bericht_id
inner join {{ ref('debet_credit') }} as debet_credit on prestatie.debet_credit = debet_credit.code
left join oordeel on prestatie.bericht_id = oordeel.declaratie_bericht_id
left join afgewezen
    on
        prestatie.bericht_id = afgewezen.declaratie_bericht_id
        and prestatie.referentienummer = afgewezen.referentienummer
        and prestatie.debet_credit = afgewezen.debet_credit
