-- one line through the year: the months that are known, and after them the forecast of the method that was chosen
with ontwikkeling as (
    select
        wet,
        zorgterrein,
        gemeente_code,
        maand,
        kosten_eur,
        clienten_aantal,
        voorlopig,
        onvolledig
    from {{ ref('kpi_ontwikkeling') }}
    where aanbieder_agb = 'ALLE'
),

bekend as (
    {% for maat, kolom in [('kosten', 'kosten_eur'), ('clienten', 'clienten_aantal')] -%}
        select
            wet,
            zorgterrein,
            gemeente_code,
            '{{ maat }}' as maat,
            maand,
            {{ als_double(kolom) }} as bekend,
            voorlopig,
            onvolledig
        from ontwikkeling
        where {{ kolom }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor -%}
),

gekozen as (
    select *
    from {{ ref('kpi_voorspelling') }}
    where is_gekozen
)

select
    coalesce(gekozen.wet, bekend.wet) as wet,
    coalesce(gekozen.zorgterrein, bekend.zorgterrein) as zorgterrein,
    coalesce(gekozen.gemeente_code, bekend.gemeente_code) as gemeente_code,
    coalesce(gekozen.maat, bekend.maat) as maat,
    coalesce(gekozen.maand, bekend.maand) as maand,
    case when gekozen.maand is null then bekend.bekend end as bekend,
    gekozen.waarde as verwacht,
    gekozen.laag,
    gekozen.hoog,
    gekozen.laag_95,
    gekozen.hoog_95,
    gekozen.methode,
    coalesce(gekozen.voorlopig, bekend.voorlopig) as voorlopig,
    coalesce(gekozen.onvolledig, bekend.onvolledig) as onvolledig
from bekend
full outer join gekozen
    on
        bekend.wet = gekozen.wet
        and bekend.zorgterrein = gekozen.zorgterrein
        and bekend.gemeente_code = gekozen.gemeente_code
        and bekend.maat = gekozen.maat
        and bekend.maand = gekozen.maand
