{%- set dagen_per_maand = als_double(parameter('dagen_per_maand')) -%}
{%- set vorig_jaar = begin_vorig_jaar('kalender.eerste_dag') -%}

with geteld as (
    {{ tel_gevallen(ref('geval_doorlooptijd'), kpi_opzet('kpi_doorlooptijd')) }}
),

in_maanden as (
    select
        geteld.jaar,
        geteld.wet,
        geteld.gemeente_code,
        geteld.aanbieder_agb,
        geteld.productcode,
        geteld.beeindigd_aantal,
        geteld.mediaan_dagen / {{ dagen_per_maand }} as mediaan_maanden,
        vorig.mediaan_vergeleken_dagen / {{ dagen_per_maand }} as mediaan_maanden_vorig_jaar,
        geteld.gemiddelde_dagen / {{ dagen_per_maand }} as gemiddelde_maanden,
        geteld.p25_dagen / {{ dagen_per_maand }} as p25_maanden,
        geteld.p75_dagen / {{ dagen_per_maand }} as p75_maanden,
        geteld.open_aantal,
        geteld.eerste_begindatum,
        coalesce(vorig.vergeleken_aantal, 0) as beeindigd_vorig_jaar_aantal
    from geteld
    -- the same period a year earlier (A10)
    left join geteld as vorig
        on
            geteld.jaar = vorig.jaar + 1
            and geteld.wet = vorig.wet
            and geteld.gemeente_code = vorig.gemeente_code
            and geteld.aanbieder_agb = vorig.aanbieder_agb
            and coalesce(geteld.productcode, '~') = coalesce(vorig.productcode, '~')
)

select
    in_maanden.jaar,
    in_maanden.wet,
    in_maanden.gemeente_code,
    in_maanden.aanbieder_agb,
    in_maanden.productcode,
    in_maanden.beeindigd_aantal,
    in_maanden.mediaan_maanden,
    {{ als_gedekt(vorig_jaar, 'in_maanden.mediaan_maanden_vorig_jaar') }} as mediaan_maanden_vorig_jaar,
    {{ als_gedekt(vorig_jaar, 'in_maanden.mediaan_maanden - in_maanden.mediaan_maanden_vorig_jaar') }}
        as verschil_maanden,
    in_maanden.gemiddelde_maanden,
    in_maanden.p25_maanden,
    in_maanden.p75_maanden,
    in_maanden.open_aantal,
    in_maanden.beeindigd_vorig_jaar_aantal,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig(vroegste('in_maanden.eerste_begindatum', 'kalender.eerste_dag')) }} as onvolledig
from in_maanden
inner join {{ ref('dim_jaar') }} as kalender on in_maanden.jaar = kalender.jaar
{{ met_dekking('in_maanden') }}
