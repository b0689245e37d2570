-- two chains that would join by A6 are one: after a chain there is nothing, or a gap
with vorige as (
    select
        traject.traject_id,
        traject.ingangsdatum,
        lag(traject.ingangsdatum) over (
            partition by
                traject.wet,
                traject.gemeente_code_nu,
                traject.aanbieder_agb_nu,
                traject.client_id,
                traject.productcode,
                case when traject.productcode is null then traject.productcategorie end
            order by traject.ingangsdatum
        ) as ingangsdatum_ervoor,
        lag(coalesce(traject.einddatum, instelling.historie_tot)) over (
            partition by
                traject.wet,
                traject.gemeente_code_nu,
                traject.aanbieder_agb_nu,
                traject.client_id,
                traject.productcode,
                case when traject.productcode is null then traject.productcategorie end
            order by traject.ingangsdatum
        ) as einddatum_ervoor,
        instelling.aansluit_dagen
    from {{ ref('fct_traject') }} as traject
    cross join {{ ref('int_instelling') }} as instelling
    where
        traject.telt_mee
        and traject.client_id is not null
)

select traject_id
from vorige
where
    ingangsdatum_ervoor is not null
    and ingangsdatum <= {{ dag_plus('einddatum_ervoor', 'aansluit_dagen') }}
