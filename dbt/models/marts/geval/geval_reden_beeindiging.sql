with geval as (
    select distinct
        stop_actief.stop_sleutel,
        cast(extract(year from stop_actief.einddatum) as integer) as jaar,
        stop_actief.wet,
        stop_actief.gemeente_code,
        stop_actief.aanbieder_agb,
        stop_actief.client_id,
        levering.toewijzing_gemeente_code,
        levering.toewijzingnummer,
        levering.productcode,
        levering.begindatum,
        stop_actief.einddatum,
        stop_actief.reden_beeindiging,
        -- a temporary stop is no outflow: it has a row of its own, and no part in the total or the shares
        not stop_actief.is_tijdelijk as in_noemer
    from {{ ref('int_stop_actief') }} as stop_actief
    inner join {{ ref('int_levering') }} as levering on stop_actief.levering_sleutel = levering.levering_sleutel
    cross join {{ ref('int_instelling') }} as instelling
    where
        stop_actief.telt_mee
        and levering.telt_mee
        and not levering.is_verwijderd
        and stop_actief.einddatum <= instelling.peildatum
),

gedeeld as (
    {{ met_dimensies('geval', 'einddatum') }}
)

select *
from gedeeld
