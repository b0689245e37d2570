with cijfer as (
    select
        'mediaan_maanden' as bron,
        wet,
        gemeente_code,
        aanbieder_agb,
        jaar,
        mediaan_maanden as waarde,
        beeindigd_aantal as n,
        case when voorlopig then 1 else 0 end as is_voorlopig,
        case when onvolledig then 1 else 0 end as is_onvolledig
    from {{ ref('kpi_doorlooptijd') }}
    where
        productcode = 'ALLE'
        and mediaan_maanden is not null
    union all
    -- of the months together: each weighs as many as began in it
    {%- for kolom in ['langer_4w_pct', 'langer_8w_pct'] %}
        select
            '{{ kolom }}' as bron,
            wet,
            gemeente_code,
            aanbieder_agb,
            cast(extract(year from maand) as integer) as jaar,
            {{ als_double('sum(gestart_aantal * ' ~ kolom ~ ')') }} / sum(gestart_aantal) as waarde,
            sum(gestart_aantal) as n,
            max(case when voorlopig then 1 else 0 end) as is_voorlopig,
            max(case when onvolledig then 1 else 0 end) as is_onvolledig
        from {{ ref('kpi_wachttijd') }}
        where
            productcode = 'ALLE'
            and gestart_aantal > 0
        group by wet, gemeente_code, aanbieder_agb, extract(year from maand)
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

meting as (
    select
        maat.volgorde,
        maat.naam as maat,
        maat.decimalen,
        maat.eenheid,
        maat.noemer_eenheid as telt,
        cijfer.wet,
        cijfer.gemeente_code,
        cijfer.aanbieder_agb,
        cijfer.jaar,
        cijfer.waarde,
        cast(cijfer.n as integer) as n,
        cijfer.is_voorlopig = 1 as voorlopig,
        cijfer.is_onvolledig = 1 as onvolledig
    from cijfer
    inner join {{ ref('spreiding_maat') }} as maat
        on
            cijfer.bron = maat.bron
            and maat.blok = 'duur'
),

spreiding as (
    {{ met_spreiding('meting') }}
)

select *
from spreiding
