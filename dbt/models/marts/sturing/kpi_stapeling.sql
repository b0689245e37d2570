with geteld as (
    {{ tel_gevallen(ref('geval_stapeling'), kpi_opzet('kpi_stapeling')) }}
),

-- complete where both laws are
gedekt as (
    select
        gemeente_code,
        max(gedekt_vanaf) as gedekt_vanaf
    from {{ ref('int_dekking') }}
    group by gemeente_code
)

select
    geteld.jaar,
    geteld.gemeente_code,
    geteld.voorzieningen_aantal,
    geteld.aanbieders_aantal,
    geteld.clienten_aantal,
    kalender.is_voorlopig as voorlopig,
    coalesce(kalender.eerste_dag < gedekt.gedekt_vanaf, false) as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
left join gedekt on geteld.gemeente_code = gedekt.gemeente_code
