-- whoever has a zorgdag has a verwijzer, known or not: with all gemeenten the total is that of kpi_plekken_realisatie
select
    verwijzer.wet,
    verwijzer.gemeente_code,
    verwijzer.aanbieder_agb,
    verwijzer.maand
from {{ ref('kpi_verwijzer') }} as verwijzer
inner join {{ ref('kpi_plekken_realisatie') }} as plekken
    on
        verwijzer.wet = plekken.wet
        and verwijzer.gemeente_code = plekken.gemeente_code
        and verwijzer.aanbieder_agb = plekken.aanbieder_agb
        and verwijzer.maand = plekken.maand
where
    verwijzer.verwijzer = 'ALLE'
    and plekken.productcode = 'ALLE'
    and verwijzer.clienten_ytd <> plekken.unieke_clienten_ytd
    and ({{ parameter('verwijzer_incl_og') }} = 'ja' or {{ parameter('eigen_gemeenten') }} = 'alle')
