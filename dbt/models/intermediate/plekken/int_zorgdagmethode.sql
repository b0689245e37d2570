-- zorgdagen (A7) per month, and those of them that are paid by place
with deel as (
    select
        wet,
        gemeente_code,
        productcode,
        begindatum,
        einddatum,
        0 as is_plek
    from {{ ref('int_zorgperiode') }}
    union all
    select
        periode.wet,
        periode.gemeente_code,
        periode.productcode,
        case
            when periode.begindatum > betaalwijze.geldig_van then periode.begindatum
            else betaalwijze.geldig_van
        end as begindatum,
        {{ vroegste('periode.einddatum', 'betaalwijze.geldig_tot') }} as einddatum,
        1 as is_plek
    from {{ ref('int_zorgperiode') }} as periode
    inner join {{ ref('int_betaalwijze') }} as betaalwijze
        on
            periode.wet = betaalwijze.wet
            and periode.gemeente_code = betaalwijze.gemeente_code
            and periode.segment = betaalwijze.segment
            and periode.begindatum <= betaalwijze.geldig_tot
            and periode.einddatum >= betaalwijze.geldig_van
            and betaalwijze.methode = 'plekken'
)

select
    deel.wet,
    deel.gemeente_code,
    deel.productcode,
    maand.maand,
    sum(case when deel.is_plek = 0 then {{ dagen_in_maand('deel') }} else 0 end) as zorgdagen,
    sum(case when deel.is_plek = 1 then {{ dagen_in_maand('deel') }} else 0 end) as plekdagen
from deel
inner join {{ ref('int_maand') }} as maand
    on
        deel.begindatum <= maand.laatste_dag
        and deel.einddatum >= maand.maand
group by deel.wet, deel.gemeente_code, deel.productcode, maand.maand
