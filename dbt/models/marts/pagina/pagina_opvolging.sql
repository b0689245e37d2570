-- what is no choice on the page is said in words; the latest day first, steps without a day last
select
    opvolging.wet,
    opvolging.aanbieder_agb,
    coalesce({{ dagen_tussen('opvolging.datum', "cast('2000-01-01' as date)") }}, 0) as volgorde,
    coalesce({{ dag_tekst('opvolging.datum') }}, 'datum onbekend') as dag,
    opvolging.soort,
    coalesce(opvolging.stap, '') as stap,
    coalesce(opvolging.status, '') || case
        when opvolging.is_komend and coalesce(opvolging.status, '') <> 'gepland' then ' (gepland)' else ''
    end as status,
    coalesce(kpi.naam, opvolging.kpi, 'hele samenwerking') as waarover,
    case opvolging.gemeente_code
        when 'ALLE' then 'alle gemeenten'
        else coalesce(gemeente.gemeente_naam, opvolging.gemeente_code)
    end as gemeente
from {{ ref('stoplicht_opvolging') }} as opvolging
left join {{ ref('dim_kpi') }} as kpi on opvolging.kpi = kpi.kpi
left join {{ ref('dim_gemeente') }} as gemeente on opvolging.gemeente_code = gemeente.gemeente_code
