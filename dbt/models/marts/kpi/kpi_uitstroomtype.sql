with geteld as (
    {{ tel_gevallen(ref('geval_uitstroomtype'), kpi_opzet('kpi_uitstroomtype')) }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.uitstroomtype,
    geteld.clienten_aantal,
    geteld.uitstroom_uit_zorg_aantal,
    geteld.uitstroom_uit_zorg_pct,
    geteld.gem_looptijd_dagen,
    geteld.toewijzingen_aantal,
    geteld.overleden_of_verhuisd_aantal,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig(vroegste('geteld.eerste_begindatum', 'kalender.eerste_dag')) }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
{{ met_dekking('geteld') }}
