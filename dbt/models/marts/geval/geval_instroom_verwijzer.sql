-- a toewijzing in the year in which it begins, by who referred: what comes in, where geval_verwijzer counts what is
-- there
with geval as (
    select
        cast(extract(year from toewijzing.ingangsdatum) as integer) as jaar,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        case
            when toewijzing.verwijzer <> {{ parameter('onbekend') }} then toewijzing.verwijzer
            else {{ parameter('verwijzer_zonder_315') }}
        end as verwijzer,
        toewijzing.client_id,
        toewijzing.toewijzingnummer,
        toewijzing.productcode,
        toewijzing.ingangsdatum
    from {{ ref('fct_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    where
        toewijzing.telt_mee
        and toewijzing.ingangsdatum <= instelling.peildatum
),

gedeeld as (
    {{ met_dimensies('geval', 'ingangsdatum') }}
)

select *
from gedeeld
