-- how far each method was off from each origin, per month ahead
select
    wet,
    zorgterrein,
    gemeente_code,
    maat,
    methode,
    horizon,
    cast(count(*) as bigint) as voorspellingen_aantal,
    {{ vaste_som('abs(werkelijk - voorspeld)') }} / count(*) as gem_abs_fout,
    {{ vaste_som('voorspeld - werkelijk') }} / count(*) as gem_fout,
    100 * {{ vaste_som('abs(werkelijk - voorspeld)') }} / nullif({{ vaste_som('werkelijk') }}, 0) as gem_abs_fout_pct,
    false as onvolledig
from {{ ref('voorspelreeks') }}
where werkelijk is not null
group by wet, zorgterrein, gemeente_code, maat, methode, horizon
