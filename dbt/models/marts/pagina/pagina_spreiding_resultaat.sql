with cijfer as (
    {%- for kpi in ['doelrealisatie_uitstroom', 'afschaling', 'uitval'] %}
        select
            '{{ kpi }}' as bron,
            kpi.perceel,
            kpi_perceel.wet,
            kpi.gemeente_code,
            kpi.aanbieder_agb,
            kpi.jaar,
            kpi.percentage as waarde,
            kpi.noemer as n,
            kpi.voorlopig,
            kpi.onvolledig
        from {{ ref('kpi_' ~ kpi) }} as kpi
        inner join {{ ref('kpi_perceel') }} as kpi_perceel
            on
                kpi.perceel = kpi_perceel.perceel
                and kpi_perceel.kpi = '{{ kpi }}'
        where kpi.percentage is not null
        union all
    {%- endfor %}
    select
        'looptijd' as bron,
        null as perceel,
        wet,
        gemeente_code,
        aanbieder_agb,
        jaar,
        binnen_norm_volgens_plan_pct as waarde,
        uitgestroomd_met_norm_aantal as n,
        voorlopig,
        onvolledig
    from {{ ref('kpi_looptijd') }}
    where
        productcode = 'ALLE'
        and binnen_norm_volgens_plan_pct is not null
),

meting as (
    select
        maat.volgorde,
        maat.naam || coalesce(', perceel ' || cijfer.perceel, '') || ' (%)' as maat,
        maat.decimalen,
        maat.eenheid,
        maat.noemer_eenheid as telt,
        cijfer.wet,
        cijfer.gemeente_code,
        cijfer.aanbieder_agb,
        cijfer.jaar,
        cijfer.waarde,
        cast(cijfer.n as integer) as n,
        cijfer.voorlopig,
        cijfer.onvolledig
    from cijfer
    inner join {{ ref('spreiding_maat') }} as maat
        on
            cijfer.bron = maat.bron
            and maat.blok = 'resultaat'
),

spreiding as (
    {{ met_spreiding('meting') }}
)

select *
from spreiding
