-- beside the norm that held at the end of the month, as in the stoplicht
select
    termijn.termijn,
    termijn.wet,
    termijn.gemeente_code,
    termijn.aanbieder_agb,
    termijn.maand,
    termijn.verantwoordelijke,
    termijn.totaal,
    termijn.binnen_norm,
    termijn.totaal - termijn.binnen_norm as buiten_norm,
    termijn.percentage,
    100 - termijn.percentage as buiten_pct,
    stoplicht.norm,
    termijn.voorlopig,
    termijn.onvolledig
from {{ ref('kpi_termijn') }} as termijn
left join {{ ref('stoplicht') }} as stoplicht
    on
        termijn.kpi = stoplicht.kpi
        and termijn.wet = stoplicht.wet
        and termijn.gemeente_code = stoplicht.gemeente_code
        and termijn.aanbieder_agb = stoplicht.aanbieder_agb
        and stoplicht.periode_einde = {{ laatste_dag_van_maand('termijn.maand') }}
        and stoplicht.zorgterrein = 'ALLE'
        and stoplicht.periode_soort = 'maand'
where termijn.totaal > 0
