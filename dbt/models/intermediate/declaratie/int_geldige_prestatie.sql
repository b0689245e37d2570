-- a 323 is mended by a credit: a prestatie that was taken back, and the credit itself, are not judged on content
with credit as (
    select
        wet,
        gemeente_code_nu,
        aanbieder_agb_nu,
        vorig_referentienummer as referentienummer,
        max(dagtekening) as laatste_dagtekening
    from {{ ref('int_prestatie') }}
    where
        is_credit
        and status <> 'afgewezen'
        and vorig_referentienummer is not null
    group by wet, gemeente_code_nu, aanbieder_agb_nu, vorig_referentienummer
)

select
    prestatie.bericht_id,
    prestatie.positie,
    prestatie.wet,
    prestatie.gemeente_code,
    prestatie.gemeente_code_nu,
    prestatie.aanbieder_agb,
    prestatie.aanbieder_agb_nu,
    prestatie.dagtekening,
    prestatie.client_id,
    prestatie.toewijzing_sleutel,
    prestatie.toewijzingnummer,
    prestatie.productcategorie,
    prestatie.productcode,
    prestatie.periode_begindatum,
    prestatie.periode_einddatum,
    prestatie.declaratie_periode_einddatum,
    prestatie.declaratie_dagtekening,
    prestatie.volume,
    prestatie.eenheid,
    prestatie.tarief_eur,
    prestatie.bedrag_eur,
    toewijzing.toewijzing_sleutel is not null as heeft_toewijzing,
    coalesce(toewijzing.is_verwijderd, false) as is_verwijderd,
    -- the dates and code of a toewijzing that can be held against the prestatie
    coalesce(toewijzing.telt_mee and not toewijzing.is_verwijderd, false) as is_op_toewijzing,
    toewijzing.client_id as toewijzing_client_id,
    toewijzing.productcategorie as toewijzing_productcategorie,
    toewijzing.productcode as toewijzing_productcode,
    toewijzing.ingangsdatum as toewijzing_ingangsdatum,
    toewijzing.einddatum as toewijzing_einddatum,
    toewijzing.eenheid as toewijzing_eenheid
from {{ ref('int_prestatie') }} as prestatie
left join credit
    on
        prestatie.wet = credit.wet
        and prestatie.gemeente_code_nu = credit.gemeente_code_nu
        and prestatie.aanbieder_agb_nu = credit.aanbieder_agb_nu
        and prestatie.referentienummer = credit.referentienummer
        and prestatie.dagtekening <= credit.laatste_dagtekening
-- a toewijzing of another provider is not this one's, and nothing of it may be shown
left join {{ ref('int_toewijzing') }} as toewijzing
    on
        prestatie.toewijzing_sleutel = toewijzing.toewijzing_sleutel
        and prestatie.aanbieder_agb_nu = toewijzing.aanbieder_agb_nu
where
    not prestatie.is_credit
    and prestatie.status <> 'afgewezen'
    and credit.referentienummer is null
