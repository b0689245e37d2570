-- results and terms of a year (K000-08): as they were known on the day the year was frozen, or else as they are known
-- now, and what is known of them now
with jaar as (
    select
        jaar,
        max(moment) as vastgelegd_op
    from {{ ref('int_bevroren_jaarresultaat') }}
    group by jaar
),

beide as (
    select
        jaar,
        kpi,
        maat,
        wet,
        perceel,
        gemeente_code,
        aanbieder_agb,
        naam,
        waarde,
        teller,
        noemer,
        norm,
        bandbreedte,
        richting,
        norm_bron,
        kleur,
        geen_kleur,
        is_termijn,
        voorlopig,
        onvolledig,
        1 as is_toen
    from {{ ref('int_bevroren_jaarresultaat') }}
    union all
    select
        jaar,
        kpi,
        maat,
        wet,
        perceel,
        gemeente_code,
        aanbieder_agb,
        naam,
        waarde,
        teller,
        noemer,
        norm,
        bandbreedte,
        richting,
        norm_bron,
        kleur,
        geen_kleur,
        is_termijn,
        voorlopig,
        onvolledig,
        0 as is_toen
    from {{ ref('jaarstand_resultaat') }}
),

naast as (
    select
        beide.jaar,
        beide.kpi,
        beide.maat,
        beide.wet,
        beide.perceel,
        beide.gemeente_code,
        beide.aanbieder_agb,
        jaar.vastgelegd_op,
        max(case when beide.is_termijn then 1 else 0 end) as is_termijn,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.naam end) as naam,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.waarde end) as waarde,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.teller end) as teller,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.noemer end) as noemer,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.norm end) as norm,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.bandbreedte end) as bandbreedte,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.richting end) as richting,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.norm_bron end) as norm_bron,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.kleur end) as kleur,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.geen_kleur end) as geen_kleur,
        max(case when beide.is_toen = 0 then beide.naam end) as naam_nu,
        max(case when beide.is_toen = 0 then beide.waarde end) as waarde_nu,
        max(case when beide.is_toen = 0 then beide.kleur end) as kleur_nu,
        max(case when beide.voorlopig and (beide.is_toen = 1 or jaar.vastgelegd_op is null) then 1 else 0 end)
            as is_voorlopig,
        max(case when beide.onvolledig then 1 else 0 end) as is_onvolledig
    from beide
    left join jaar on beide.jaar = jaar.jaar
    group by
        beide.jaar,
        beide.kpi,
        beide.maat,
        beide.wet,
        beide.perceel,
        beide.gemeente_code,
        beide.aanbieder_agb,
        jaar.vastgelegd_op
)

select
    naast.jaar,
    naast.kpi,
    naast.maat,
    naast.wet,
    naast.perceel,
    naast.gemeente_code,
    naast.aanbieder_agb,
    naast.vastgelegd_op,
    coalesce(naast.naam, naast.naam_nu) as naam,
    naast.is_termijn = 1 as is_termijn,
    naast.waarde,
    naast.teller,
    naast.noemer,
    naast.norm,
    naast.bandbreedte,
    naast.richting,
    naast.norm_bron,
    naast.kleur,
    naast.geen_kleur,
    case when naast.vastgelegd_op is not null then naast.waarde_nu end as waarde_nu,
    case when naast.vastgelegd_op is not null then naast.kleur_nu end as kleur_nu,
    naast.is_voorlopig = 1 as voorlopig,
    naast.is_onvolledig = 1 as onvolledig
from naast
cross join {{ ref('int_instelling') }} as instelling
where
    naast.vastgelegd_op is not null
    or naast.jaar >= extract(year from instelling.peildatum) - 1
