with geteld as (
    {{ tel_gevallen(ref('geval_aansluiting'), kpi_opzet('kpi_aansluiting')) }}
),

met_begin as (
    select
        geteld.*,
        min(case when stap.is_begin then geteld.datum end) over (
            partition by geteld.aanbieder_agb
        ) as begin_datum,
        stap.heeft_norm
    from geteld
    inner join {{ ref('aansluitstap') }} as stap on geteld.stap = stap.stap
),

-- the last step counts on while it was not taken
met_einde as (
    select
        met_begin.*,
        case when met_begin.heeft_norm then instelling.peildatum end as loopt_tot
    from met_begin
    cross join {{ ref('int_instelling') }} as instelling
),

met_dagen as (
    select
        met_einde.*,
        -- a step from before the survey was not taken because of it: from then on there is nothing to count
        case
            when coalesce(datum, loopt_tot) >= begin_datum
                then cast({{ dagen_tussen('begin_datum', 'coalesce(datum, loopt_tot)') }} as integer)
        end as dagen
    from met_einde
)

select
    aanbieder_agb,
    stap,
    volgorde,
    datum,
    dagen,
    case when heeft_norm then dagen <= cast({{ parameter('aansluiting_norm_dagen') }} as integer) end as binnen_norm
from met_dagen
