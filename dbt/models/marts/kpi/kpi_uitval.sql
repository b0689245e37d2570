with uitstroom as (
    select
        laatste_stop.jaar,
        laatste_stop.wet,
        laatste_stop.perceel,
        laatste_stop.gemeente_code,
        laatste_stop.aanbieder_agb,
        -- who goes on to beschermd wonen did not drop out (seed 000; K000-03 choice 3)
        case
            when laatste_stop.is_uitval and not laatste_stop.heeft_vervolg_beschermd_wonen then 1
            else 0
        end as is_uitval,
        case when laatste_stop.is_uitgesloten_bij_uitval then 1 else 0 end as is_uitgesloten,
        case when oordeel.telt_als_uitval = 0 then 0 else 1 end as telt_na_beoordeling
    from {{ ref('int_laatste_stop') }} as laatste_stop
    inner join {{ ref('kpi_perceel') }} as kpi_perceel
        on
            laatste_stop.wet = kpi_perceel.wet
            and laatste_stop.perceel = kpi_perceel.perceel
            and kpi_perceel.kpi = 'uitval'
    left join {{ ref('int_uitval_oordeel') }} as oordeel
        on
            laatste_stop.wet = oordeel.wet
            and laatste_stop.toewijzing_gemeente_code = oordeel.gemeente_code
            and laatste_stop.toewijzingnummer = oordeel.toewijzingnummer
    where not laatste_stop.heeft_vervolg_begeleiding
),

geteld as (
    select
        jaar,
        wet,
        perceel,
        gemeente_code,
        aanbieder_agb,
        count(*) as noemer,
        cast(sum(is_uitval) as bigint) as teller,
        cast(count(*) - sum(is_uitgesloten) as bigint) as noemer_excl,
        cast(sum(is_uitval * telt_na_beoordeling) as bigint) as na_beoordeling_teller
    from uitstroom
    group by jaar, wet, perceel, gemeente_code, aanbieder_agb
),

gemeten as (
    select
        geteld.*,
        {{ percentage('teller', 'noemer') }} as percentage,
        {{ percentage('teller', 'noemer_excl') }} as percentage_excl,
        {{ percentage('na_beoordeling_teller', 'noemer') }} as na_beoordeling_percentage
    from geteld
)

select
    gemeten.jaar,
    gemeten.perceel,
    gemeten.gemeente_code,
    gemeten.aanbieder_agb,
    gemeten.noemer,
    gemeten.teller,
    gemeten.percentage,
    gemeten.noemer_excl,
    gemeten.percentage_excl,
    gemeten.na_beoordeling_teller,
    gemeten.na_beoordeling_percentage,
    norm.norm,
    norm.bandbreedte,
    case
        when {{ is_onvolledig('jaar.eerste_dag') }} then 'grijs'
        else {{ kleur('gemeten.percentage', 'norm.norm', 'norm.bandbreedte', 'norm.richting') }}
    end as kleur,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from gemeten
inner join {{ ref('dim_jaar') }} as jaar on gemeten.jaar = jaar.jaar
{{ met_dekking('gemeten') }}
left join {{ ref('dim_norm') }} as norm
    on
        norm.kpi = 'uitval'
        and gemeten.wet = norm.wet
        and gemeten.perceel = norm.perceel
        and gemeten.jaar = norm.jaar
