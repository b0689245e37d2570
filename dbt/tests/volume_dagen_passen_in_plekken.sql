-- two tables, one count: without products in a total, days of clients in care are the zorgdagen of the places
select
    volume.wet,
    volume.maand
from {{ ref('kpi_volume') }} as volume
inner join {{ ref('kpi_plekken_realisatie') }} as plekken
    on
        volume.wet = plekken.wet
        and volume.gemeente_code = plekken.gemeente_code
        and volume.aanbieder_agb = plekken.aanbieder_agb
        and coalesce(volume.productcode, '~') = coalesce(plekken.productcode, '~')
        and volume.maand = plekken.maand
where
    (
        volume.gemeente_code <> 'ALLE'
        and volume.aanbieder_agb <> 'ALLE'
        and coalesce(volume.productcode, '~') <> 'ALLE'
        and volume.clientdagen_in_zorg <> plekken.zorgdagen
    )
    or volume.clientdagen_in_zorg > plekken.zorgdagen
