-- use of an area or a provider against what its inhabitants or clients would give; 100 is as expected
with wijk as (
    select
        wijk_code,
        min(wijk_naam) as wijk_naam
    from {{ ref('int_gebied') }}
    group by wijk_code
)

select
    kpi.jaar,
    kpi.wet,
    kpi.gebied,
    kpi.aanbieder_agb,
    case when kpi.gebied <> 'ALLE' then coalesce(wijk.wijk_naam, kpi.gebied) end as gebied_naam,
    kpi.clienten_aantal,
    kpi.verwacht_clienten,
    kpi.index,
    kpi.index_laag,
    kpi.index_hoog,
    kpi.kosten_eur,
    kpi.verwacht_kosten_eur,
    kpi.kosten_index,
    kpi.kosten_index_laag,
    kpi.kosten_index_hoog,
    100 as zoals_verwacht,
    {%- for deel in ['', 'kosten_'] %}
        case
            when {{ 'kpi.' ~ deel ~ 'index_laag' }} > 100 then 'meer dan verwacht'
            when {{ 'kpi.' ~ deel ~ 'index_hoog' }} < 100 then 'minder dan verwacht'
            when {{ 'kpi.' ~ deel ~ 'index' }} is not null then 'kan toeval zijn'
        end as {{ deel }}oordeel,
    {%- endfor %}
    kpi.voorlopig,
    kpi.onvolledig
from {{ ref('kpi_verwacht') }} as kpi
left join wijk on kpi.gebied = wijk.wijk_code
where kpi.index is not null or kpi.kosten_index is not null
