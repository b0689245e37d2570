-- a 325 repeats each prestatie that it rejects as the 323 had it (TR366, TR367)
with antwoord as (
    select
        prestatie.*,
        heen.declaratie_bericht_id,
        {{ sleutel([
            'prestatie.client_id',
            'prestatie.debet_credit',
            'prestatie.vorig_referentienummer',
            'prestatie.toewijzingnummer',
            'prestatie.productcategorie',
            'prestatie.productcode',
            'prestatie.periode_begindatum',
            'prestatie.periode_einddatum',
            'prestatie.volume',
            'prestatie.eenheid',
            'prestatie.tarief_eur',
            'prestatie.ingediend_bedrag_eur',
        ]) }} as inhoud
    from {{ ref('stg_prestatie_antwoord') }} as prestatie
    inner join {{ ref('int_record_declaratie_antwoord') }} as heen on prestatie.bericht_id = heen.bericht_id
),

gedeclareerd as (
    select
        prestatie.bericht_id,
        prestatie.referentienummer,
        prestatie.client_id,
        {{ sleutel([
            'prestatie.client_id',
            'prestatie.debet_credit',
            'prestatie.vorig_referentienummer',
            'prestatie.toewijzingnummer',
            'prestatie.productcategorie',
            'prestatie.productcode',
            'prestatie.periode_begindatum',
            'prestatie.periode_einddatum',
            'prestatie.volume',
            'prestatie.eenheid',
            'prestatie.tarief_eur',
            'prestatie.ingediend_bedrag_eur',
        ]) }} as inhoud
    from {{ ref('stg_prestatie') }} as prestatie
),

vergelijking as (
    select
        antwoord.bericht_id,
        antwoord.positie,
        max(case when antwoord.inhoud = gedeclareerd.inhoud then 1 else 0 end) as is_gelijk,
        max(case when antwoord.client_id = gedeclareerd.client_id then 1 else 0 end) as is_zelfde_client
    from antwoord
    inner join gedeclareerd
        on
            antwoord.declaratie_bericht_id = gedeclareerd.bericht_id
            and antwoord.referentienummer = gedeclareerd.referentienummer
    group by antwoord.bericht_id, antwoord.positie
)

select
    antwoord.bericht_id,
    antwoord.positie,
    antwoord.wet,
    antwoord.gemeente_code,
    antwoord.gemeente_code_nu,
    antwoord.aanbieder_agb,
    antwoord.dagtekening,
    antwoord.client_id,
    antwoord.toewijzingnummer,
    antwoord.referentienummer,
    antwoord.declaratie_bericht_id,
    vergelijking.bericht_id is not null as is_gedeclareerd,
    coalesce(vergelijking.is_gelijk = 1, false) as is_gelijk,
    coalesce(vergelijking.is_zelfde_client = 1, false) as is_zelfde_client
from antwoord
left join vergelijking
    on
        antwoord.bericht_id = vergelijking.bericht_id
        and antwoord.positie = vergelijking.positie
