with nu as (
    select
        bevinding.bevinding_id,
        bevinding.regel,
        bevinding.wet,
        bevinding.gemeente_code,
        bevinding.aanbieder_agb,
        bevinding.bericht_id,
        bevinding.identificatie,
        bevinding.toewijzingnummer,
        bevinding.omschrijving,
        bevinding.dagtekening,
        bevinding.status,
        coalesce(eerder.eerst_gezien, instelling.kennisdatum) as eerst_gezien,
        -- new, or back after it was mended
        case
            when eerder.bevinding_id is null or eerder.hersteld_op is not null then instelling.kennisdatum
            else eerder.open_sinds
        end as open_sinds,
        instelling.kennisdatum as laatst_gezien,
        cast(null as date) as hersteld_op,
        'open' as toestand
    from {{ ref('bevinding') }} as bevinding
    cross join {{ ref('int_instelling') }} as instelling
    left join {{ ref('int_vorig_verloop') }} as eerder on bevinding.bevinding_id = eerder.bevinding_id
    where bevinding.status <> 'niet te beoordelen'
),

partij as (
    select distinct
        wet,
        gemeente_code,
        aanbieder_agb
    from {{ ref('int_bericht') }}
),

-- not found any more: mended, but only where it was looked for. A rule that is checked no longer, a message that this
-- warehouse does not hold (any more), or a gap in the input (niet te beoordelen) says nothing
weg as (
    select
        eerder.bevinding_id,
        eerder.regel,
        eerder.wet,
        eerder.gemeente_code,
        eerder.aanbieder_agb,
        eerder.bericht_id,
        eerder.identificatie,
        eerder.toewijzingnummer,
        eerder.omschrijving,
        eerder.dagtekening,
        eerder.status,
        eerder.eerst_gezien,
        eerder.open_sinds,
        eerder.laatst_gezien,
        case
            when eerder.hersteld_op is not null then eerder.hersteld_op
            when
                regel.regel is not null
                and bevinding.bevinding_id is null
                and (bericht.bericht_id is not null or (eerder.bericht_id is null and partij.wet is not null))
                then instelling.kennisdatum
        end as hersteld_op
    from {{ ref('int_vorig_verloop') }} as eerder
    cross join {{ ref('int_instelling') }} as instelling
    left join {{ ref('bevinding') }} as bevinding on eerder.bevinding_id = bevinding.bevinding_id
    left join {{ ref('regel_register') }} as regel
        on
            eerder.regel = regel.regel
            and regel.status = 'gecontroleerd'
    left join {{ ref('int_bericht') }} as bericht on eerder.bericht_id = bericht.bericht_id
    left join partij
        on
            eerder.wet = partij.wet
            and eerder.gemeente_code = partij.gemeente_code
            and eerder.aanbieder_agb = partij.aanbieder_agb
    where
        bevinding.bevinding_id is null
        or bevinding.status = 'niet te beoordelen'
)

select * from nu
union all
select
    weg.*,
    case when weg.hersteld_op is null then 'onbekend' else 'hersteld' end as toestand
from weg
