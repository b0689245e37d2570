-- what is counted in cases adds up; a client counts once in a total, so that the noemer of clients never exceeds the sum
with optelling as (
    select
        signaal,
        wet,
        maand,
        max(eenheid) as eenheid,
        sum(case when gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' then aantal else 0 end) as aantal_totaal,
        sum(case when gemeente_code <> 'ALLE' and aanbieder_agb <> 'ALLE' then aantal else 0 end) as aantal_detail,
        sum(case when gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' then noemer else 0 end) as noemer_totaal,
        sum(case when gemeente_code <> 'ALLE' and aanbieder_agb <> 'ALLE' then noemer else 0 end) as noemer_detail,
        sum(case when aantal > noemer then 1 else 0 end) as onmogelijk
    from {{ ref('kpi_signaal') }}
    group by signaal, wet, maand
)

select *
from optelling
where
    onmogelijk > 0
    or (eenheid <> 'cliënten' and (aantal_totaal <> aantal_detail or noemer_totaal <> noemer_detail))
    -- net costs of one provider may be below zero, of all of them not
    or (eenheid = 'cliënten' and signaal <> 'kosten_boven_p95' and noemer_totaal > noemer_detail)
