-- where a KPI table has a colour of its own, stoplicht shows the same, or none on too few cases or where messages are missing
with eigen as (
    select
        'doelrealisatie_uitstroom' as kpi,
        jaar,
        perceel,
        'ALLE' as zorgterrein,
        gemeente_code,
        aanbieder_agb,
        kleur
    from {{ ref('kpi_doelrealisatie_uitstroom') }}
    union all
    select
        'afschaling' as kpi,
        jaar,
        perceel,
        'ALLE' as zorgterrein,
        gemeente_code,
        aanbieder_agb,
        kleur
    from {{ ref('kpi_afschaling') }}
    union all
    select
        'uitval' as kpi,
        jaar,
        perceel,
        'ALLE' as zorgterrein,
        gemeente_code,
        aanbieder_agb,
        kleur
    from {{ ref('kpi_uitval') }}
    union all
    select
        'budgetplafond' as kpi,
        jaar,
        wet as perceel,
        zorgterrein,
        gemeente_code,
        aanbieder_agb,
        kleur
    from {{ ref('kpi_budgetplafond') }}
)

select
    eigen.kpi,
    eigen.jaar,
    eigen.perceel,
    eigen.zorgterrein,
    eigen.gemeente_code,
    eigen.aanbieder_agb
from eigen
left join {{ ref('stoplicht') }} as stoplicht
    on
        eigen.kpi = stoplicht.kpi
        and cast(eigen.jaar as {{ tekst_type() }}) = stoplicht.periode
        -- a ceiling has a wet where the others have a perceel
        and eigen.perceel = coalesce(stoplicht.perceel, stoplicht.wet)
        and eigen.zorgterrein = stoplicht.zorgterrein
        and eigen.gemeente_code = stoplicht.gemeente_code
        and eigen.aanbieder_agb = stoplicht.aanbieder_agb
left join {{ ref('dim_kpi') }} as kpi on eigen.kpi = kpi.kpi
where
    coalesce(stoplicht.kleur, '')
    <> case when stoplicht.onvolledig or stoplicht.noemer < kpi.minimum_n then 'grijs' else eigen.kleur end
