-- how far each method was off from each origin, per month ahead
select
    wet,
    zorgterrein,
    gemeente_code,
    maat,
    methode,
    horizon,
    cast(count(*) as bigint) as voorspellingen_aantal,
    avg(abs(werkelijk - voorspeld)) as gem_abs_fout,
    avg(voorspeld - werkelijk) as gem_fout,
    100 * sum(abs(werkelijk - voorspeld)) / nullif(sum(werkelijk), 0) as gem_abs_fout_pct,
    false as onvolledig
from {{ ref('voorspelreeks') }}
where werkelijk is not null
group by wet, zorgterrein, gemeente_code, maat, methode, horizon
