-- inhabitants of a gemeente: the code of a wijk begins with that of its gemeente (CBS), and a pc4 lies in the wijk with
-- its largest part. Where a year has both, the pc4
with gebied as (
    select
        bevolking.jaar,
        bevolking.gebied,
        bevolking.soort_gebied,
        bevolking.inwoners_aantal,
        min(bevolking.soort_gebied) over (partition by bevolking.jaar) as soort,
        case when bevolking.soort_gebied = 'pc4' then gebied.wijk_code else bevolking.gebied end as wijk_code
    from {{ ref('int_bevolking') }} as bevolking
    left join {{ ref('int_gebied') }} as gebied on bevolking.gebied = gebied.pc4
)

select
    gebied.jaar,
    gebied.gebied,
    substring(gebied.wijk_code, 3, 4) as gemeente_code,
    sum(gebied.inwoners_aantal) as inwoners_aantal
from gebied
where
    gebied.soort_gebied = gebied.soort
    and substring(gebied.wijk_code, 1, 2) = 'WK'
    and length(gebied.wijk_code) > 6
group by gebied.jaar, gebied.gebied, substring(gebied.wijk_code, 3, 4)
