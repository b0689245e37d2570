-- help that went on with another toewijzing in the zorgterrein, once the gap has passed (A12), by the rank of the
-- two products
with geval as (
    select
        cast(extract(year from toewijzing.einddatum) as integer) as jaar,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.client_id,
        toewijzing.toewijzingnummer,
        toewijzing.productcode,
        toewijzing.einddatum,
        volgende.gemeente_code as vervolg_gemeente_code,
        volgende.aanbieder_agb as vervolg_aanbieder_agb,
        volgende.toewijzingnummer as vervolg_toewijzingnummer,
        volgende.productcode as vervolg_productcode,
        -- one that was taken over is no other one
        volgende.aanbieder_agb_nu <> toewijzing.aanbieder_agb_nu as is_andere_aanbieder,
        coalesce(vervolgproduct.rangorde_aantal < product.rangorde_aantal, false) as in_teller,
        coalesce(vervolgproduct.rangorde_aantal > product.rangorde_aantal, false) as is_opgeschaald,
        coalesce(vervolgproduct.rangorde_aantal = product.rangorde_aantal, false) as is_gelijk,
        vervolgproduct.rangorde_aantal is null or product.rangorde_aantal is null as is_onbepaald,
        vervolgproduct.rangorde_aantal is not null and product.rangorde_aantal is not null as in_noemer
    from {{ ref('int_toewijzing_vervolg') }} as vervolg
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('int_toewijzing') }} as toewijzing on vervolg.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    inner join {{ ref('int_toewijzing') }} as volgende on vervolg.overgang_sleutel = volgende.toewijzing_sleutel
    left join {{ ref('dim_product') }} as product
        on
            toewijzing.wet = product.wet
            and toewijzing.productcode = product.productcode
    left join {{ ref('dim_product') }} as vervolgproduct
        on
            volgende.wet = vervolgproduct.wet
            and volgende.productcode = vervolgproduct.productcode
    where vervolg.uitkomst_datum <= instelling.peildatum
),

gedeeld as (
    {{ met_dimensies('geval', 'einddatum') }}
)

select *
from gedeeld
