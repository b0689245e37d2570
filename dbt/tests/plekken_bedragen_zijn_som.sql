-- realisatie in euro adds up but for rounding; an advance without gemeente, aanbieder or product is in the total alone
with optelling as (
    select
        wet,
        maand,
        sum(case when is_detail = 1 then realisatie_ytd_eur else 0 end) as realisatie_detail,
        sum(case when is_totaal = 1 then realisatie_ytd_eur else 0 end) as realisatie_totaal,
        sum(case when is_detail = 1 then voorschot_ytd_eur else 0 end) as voorschot_detail,
        sum(case when is_totaal = 1 then voorschot_ytd_eur else 0 end) as voorschot_totaal,
        sum(case when is_detail = 1 then zorgdagen_zonder_prijs_ytd else 0 end) as zonder_prijs_detail,
        sum(case when is_totaal = 1 then zorgdagen_zonder_prijs_ytd else 0 end) as zonder_prijs_totaal,
        0.01 * count(*) as marge
    from (
        select
            plekken.*,
            case
                when gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and productcode = 'ALLE' then 1
                else 0
            end as is_totaal,
            case
                when gemeente_code <> 'ALLE' and aanbieder_agb <> 'ALLE' and coalesce(productcode, '~') <> 'ALLE' then 1
                else 0
            end as is_detail
        from {{ ref('kpi_plekken_realisatie') }} as plekken
    ) as rij
    group by wet, maand
)

select *
from optelling
where
    abs(coalesce(realisatie_totaal, 0) - coalesce(realisatie_detail, 0)) > marge
    or coalesce(voorschot_detail, 0) - coalesce(voorschot_totaal, 0) > marge
    or zonder_prijs_detail <> zonder_prijs_totaal
