-- how far each method was off, one, three and six months ahead; the chosen one is marked
with gekozen as (
    select distinct
        wet,
        zorgterrein,
        gemeente_code,
        maat,
        methode
    from {{ ref('kpi_voorspelling') }}
    where is_gekozen
)

select
    toets.wet,
    toets.zorgterrein,
    toets.gemeente_code,
    toets.maat,
    toets.methode,
    case when max(gekozen.methode) is not null then 'ja' else 'nee' end as is_getoond,
    cast(sum(toets.voorspellingen_aantal) as bigint) as voorspellingen_aantal,
    {%- for horizon in [1, 3, 6] %}
        max(case when toets.horizon = {{ horizon }} then toets.gem_abs_fout_pct end) as fout_{{ horizon }}_pct,
    {%- endfor %}
    max(case when toets.onvolledig then 1 else 0 end) = 1 as onvolledig,
    false as voorlopig
from {{ ref('kpi_voorspelling_toets') }} as toets
left join gekozen
    on
        toets.wet = gekozen.wet
        and toets.zorgterrein = gekozen.zorgterrein
        and toets.gemeente_code = gekozen.gemeente_code
        and toets.maat = gekozen.maat
        and toets.methode = gekozen.methode
group by toets.wet, toets.zorgterrein, toets.gemeente_code, toets.maat, toets.methode
