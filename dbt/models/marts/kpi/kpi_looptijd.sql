with geteld as (
    {{ tel_gevallen(ref('geval_looptijd'), kpi_opzet('kpi_looptijd')) }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.productcode,
    geteld.uitgestroomd_aantal,
    geteld.gem_looptijd_dagen,
    -- the total over products has no norm of its own
    product.normlooptijd_dagen,
    geteld.gem_looptijd_dagen - product.normlooptijd_dagen as verschil_norm_dagen,
    geteld.binnen_norm_volgens_plan_aantal,
    geteld.uitgestroomd_met_norm_aantal,
    geteld.binnen_norm_volgens_plan_pct,
    geteld.lopend_aantal,
    geteld.tot_nu_aantal,
    geteld.gem_looptijd_tot_nu_dagen,
    {{ als_gedekt(begin_vorig_jaar('kalender.eerste_dag'), 'geteld.gem_looptijd_tot_nu_vorig_jaar_dagen') }}
        as gem_looptijd_tot_nu_vorig_jaar_dagen,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig(vroegste('geteld.eerste_begindatum', 'kalender.eerste_dag')) }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
{{ met_dekking('geteld') }}
left join {{ ref('dim_product') }} as product
    on
        geteld.wet = product.wet
        and geteld.productcode = product.productcode
