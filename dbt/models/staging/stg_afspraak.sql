-- the same row twice is one afspraak; other numbers under one key are more afspraken, which add up
select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    cast(sum(plekken_aantal) as decimal(18, 4)) as plekken_aantal
from (
    select distinct
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        plekken_aantal
    from {{ source('raw', 'ref_afspraken') }}
) as afspraak
group by jaar, wet, gemeente_code, aanbieder_agb, productcode
