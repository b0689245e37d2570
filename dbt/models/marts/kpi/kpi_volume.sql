with geteld as (
    {{ tel_gevallen(ref('geval_volume'), kpi_opzet('kpi_volume')) }}
),

volume as (
    select
        geteld.wet,
        geteld.gemeente_code,
        geteld.aanbieder_agb,
        geteld.productcode,
        geteld.maand,
        geteld.clientdagen_met_uren,
        geteld.clientdagen_zonder_uren,
        case
            when geteld.clientdagen_met_uren > 0 then {{ als_double('geteld.zevenvoud_toegewezen') }} / 7
        end as toegewezen_uren,
        geteld.toegewezen_uren_per_clientweek,
        geteld.clientdagen_in_zorg,
        -- nothing declared is 0 hours, but pieces or euros alone say nothing about hours
        case
            when geteld.prestaties_met_uren_aantal > 0 or geteld.prestaties_zonder_uren_aantal = 0
                then {{ als_double('geteld.gedeclareerd') }}
        end as gedeclareerde_uren,
        geteld.prestaties_zonder_uren_aantal
    from geteld
),

per_week as (
    select
        volume.*,
        -- a month that is not declared yet, or is paid by place, says nothing about what was delivered
        case
            when graad.is_gedeclareerd and not graad.is_op_plekken
                then 7 * volume.gedeclareerde_uren / nullif(volume.clientdagen_in_zorg, 0)
        end as gedeclareerde_uren_per_clientweek
    from volume
    left join {{ ref('int_declaratiegraad') }} as graad
        on
            volume.wet = graad.wet
            and volume.gemeente_code = graad.gemeente_code
            and volume.maand = graad.maand
)

select
    per_week.wet,
    per_week.gemeente_code,
    per_week.aanbieder_agb,
    per_week.productcode,
    per_week.maand,
    per_week.clientdagen_met_uren,
    per_week.clientdagen_zonder_uren,
    per_week.toegewezen_uren,
    per_week.toegewezen_uren_per_clientweek,
    per_week.clientdagen_in_zorg,
    per_week.gedeclareerde_uren,
    per_week.prestaties_zonder_uren_aantal,
    per_week.gedeclareerde_uren_per_clientweek,
    {{ percentage('per_week.gedeclareerde_uren_per_clientweek', 'per_week.toegewezen_uren_per_clientweek') }}
        as verzilvering_pct,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('per_week.maand') }} as onvolledig
from per_week
inner join {{ ref('dim_maand') }} as maand on per_week.maand = maand.maand
{{ met_dekking('per_week') }}
