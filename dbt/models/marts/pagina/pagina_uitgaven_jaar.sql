-- the months to come hold what is known of them: a twelfth of the budget each, and last year
with laatste as (
    select
        wet,
        zorgterrein,
        gemeente_code,
        max(maand) as maand
    from {{ ref('kpi_uitgaven') }}
    group by wet, zorgterrein, gemeente_code
)

select
    wet,
    zorgterrein,
    gemeente_code,
    maand,
    realisatie_ytd_eur,
    verwacht_ytd_eur,
    prognose_ytd_eur,
    verschil_prognose_eur,
    vorig_jaar_ytd_eur,
    verschil_vorig_jaar_eur,
    voorlopig,
    onvolledig
from {{ ref('kpi_uitgaven') }}
union all
select
    uitgaven.wet,
    uitgaven.zorgterrein,
    uitgaven.gemeente_code,
    later.maand,
    null as realisatie_ytd_eur,
    null as verwacht_ytd_eur,
    cast(
        {{ als_double('uitgaven.prognose_ytd_eur') }} / extract(month from uitgaven.maand)
        * extract(month from later.maand) as decimal(18, 2)
    ) as prognose_ytd_eur,
    null as verschil_prognose_eur,
    case when not vorig.onvolledig then vorig.realisatie_ytd_eur end as vorig_jaar_ytd_eur,
    null as verschil_vorig_jaar_eur,
    false as voorlopig,
    false as onvolledig
from {{ ref('kpi_uitgaven') }} as uitgaven
inner join laatste
    on
        uitgaven.wet = laatste.wet
        and uitgaven.zorgterrein = laatste.zorgterrein
        and uitgaven.gemeente_code = laatste.gemeente_code
        and uitgaven.maand = laatste.maand
inner join {{ ref('dim_maand') }} as later
    on
        uitgaven.maand < later.maand
        and extract(year from uitgaven.maand) = extract(year from later.maand)
left join {{ ref('kpi_uitgaven') }} as vorig
    on
        uitgaven.wet = vorig.wet
        and uitgaven.zorgterrein = vorig.zorgterrein
        and uitgaven.gemeente_code = vorig.gemeente_code
        and vorig.maand = {{ jaar_plus('later.maand', -1) }}
