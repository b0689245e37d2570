with geteld as (
    {{ tel_gevallen(ref('geval_beweging'), kpi_opzet('kpi_beweging')) }}
)

select
    geteld.kwartaal,
    geteld.wet,
    geteld.zorgterrein,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.clienten_aantal,
    geteld.gelijk_aantal,
    geteld.op_aantal,
    geteld.af_aantal,
    geteld.uit_aantal,
    geteld.onbepaald_aantal,
    geteld.gelijk_pct,
    geteld.op_pct,
    geteld.af_pct,
    geteld.uit_pct,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.kwartaal') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as kalender
    on {{ laatste_dag_van_kwartaal('geteld.kwartaal') }} = kalender.laatste_dag
{{ met_dekking('geteld') }}
