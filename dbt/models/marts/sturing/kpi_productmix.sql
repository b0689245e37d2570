with geteld as (
    {{ tel_gevallen(ref('geval_productmix'), kpi_opzet('kpi_productmix')) }}
),

declaratie as (
    {{ gedeclareerd_per_wet() }}
),

-- nothing of the year is declared yet: then its costs are unknown, not 0
met_regio as (
    select
        geteld.*,
        case
            when declaratie.gedeclareerd_tot >= kalender.eerste_dag
                then {{ vroegste('declaratie.gedeclareerd_tot', begin_van('month', 'kalender.laatste_dag')) }}
        end as gedeclareerd_tot,
        coalesce(declaratie.gedeclareerd_tot >= kalender.eerste_dag, false) as is_gedeclareerd,
        max(
            case
                when geteld.gemeente_code = 'ALLE' and geteld.aanbieder_agb = 'ALLE' then geteld.kosten_pct
            end
        ) over (partition by geteld.jaar, geteld.wet, geteld.productcode) as regio_kosten_pct,
        kalender.is_voorlopig as voorlopig,
        {{ is_onvolledig('kalender.eerste_dag') }} as onvolledig
    from geteld
    inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
    left join declaratie on geteld.wet = declaratie.wet
    {{ met_dekking('geteld') }}
)

select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    gedeclareerd_tot,
    is_gedeclareerd,
    clienten_aantal,
    clienten_pct,
    case when is_gedeclareerd then {{ in_centen('kosten') }} end as kosten_eur,
    case when is_gedeclareerd then kosten_pct end as kosten_pct,
    case when is_gedeclareerd then regio_kosten_pct end as regio_kosten_pct,
    voorlopig,
    onvolledig
from met_regio
