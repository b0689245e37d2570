{#- Key of a figure of stoplicht while it is made. -#}
{% macro stoplicht_rij() -%}
    kpi, wet, perceel, zorgterrein, gemeente_code, aanbieder_agb, soort, periode_nr
{%- endmacro %}

{#-
  One figure of stoplicht, out of the KPI table `tabel`; needs the CTEs tijdvak and laatste_volledige of that model. `kpi` is a SQL
  expression, as are teller, noemer, waarde, vorige and the condition `alleen`; the table's columns are `bron`'s.

  tijd: jaar (the table's own year), ytd (a year-to-date table: its last complete month is the year so far), maand (months only: medians
  and unique clients do not add up), maanden (months, and quarters and years as the sums of teller and noemer).
  waarde: a median, without teller; else it is `maal` x teller / noemer. vorige: last year's value, where the table has it for the same
  part of the year.
  venster: the table ends before P, because a month shows only when what follows on it is known.
  zorgterrein: kolom, product (by the productcode; counts that add up over products), or none: all of them together.
-#}
{% macro stoplicht_maat(
    kpi, tabel, tijd, teller, noemer, maal=100, waarde=none, vorige=none, alleen=none, maand='maand', perceel=false,
    zorgterrein=none, heeft_gemeente=true, heeft_aanbieder=true, venster=false
) -%}
    {%- set grens = '(select max(alle.' ~ maand ~ ') from ' ~ ref(tabel) ~ ' as alle)' if venster
        else '(select grens.maand from laatste_volledige as grens)' -%}
    select
        {{ stoplicht_rij() }},
        {{ als_double('sum(teller)') }} as teller,
        {{ als_double('sum(noemer)') }} as noemer,
        {% if waarde -%}
        max(waarde)
        {%- else -%}
        {{ maal }} * {{ als_double('sum(teller)') }} / nullif({{ als_double('sum(noemer)') }}, 0)
        {%- endif %} as waarde,
        {{ 'max(vorige)' if vorige else als_double('null') }} as vorige,
        {{ 1 if vorige else 0 }} as heeft_vorige,
        max(is_voorlopig) as is_voorlopig
    from (
        select
            {{ kpi }} as kpi,
            {{ 'kpi_perceel' if perceel else 'bron' }}.wet,
            {{ 'bron.perceel' if perceel else 'cast(null as ' ~ tekst_type() ~ ')' }} as perceel,
            {% if zorgterrein == 'kolom' -%}
            bron.zorgterrein,
            {%- elif zorgterrein == 'product' -%}
            case
                when bron.productcode = 'ALLE' then 'ALLE'
                else coalesce(product.zorgterrein, {{ parameter('onbekend') }})
            end as zorgterrein,
            {%- else -%}
            'ALLE' as zorgterrein,
            {%- endif %}
            {{ 'bron.gemeente_code' if heeft_gemeente else "'ALLE' as gemeente_code" }},
            {{ 'bron.aanbieder_agb' if heeft_aanbieder else "'ALLE' as aanbieder_agb" }},
            tijd.soort,
            tijd.periode_nr,
            {{ teller or 'cast(null as integer)' }} as teller,
            {{ noemer }} as noemer,
            {% if waarde -%}
            {{ waarde }} as waarde,
            {%- endif %}
            {% if vorige -%}
            {{ vorige }} as vorige,
            {%- endif %}
            case when bron.voorlopig or {{ 'tijd.laatste_maand > ' ~ grens if tijd == 'maanden' else 'false' }} then 1 else 0 end
                as is_voorlopig
        from {{ ref(tabel) }} as bron
        {% if tijd == 'jaar' -%}
        inner join tijdvak as tijd
            on
                bron.jaar = tijd.periode_nr
                and tijd.soort = 'jaar'
                and tijd.maand = tijd.laatste_maand
        {%- elif tijd == 'ytd' -%}
        inner join laatste_volledige_van_jaar as stand on bron.{{ maand }} = stand.maand
        inner join tijdvak as tijd
            on
                bron.{{ maand }} = tijd.maand
                and tijd.soort = 'jaar'
        {%- else -%}
        inner join tijdvak as tijd
            on
                bron.{{ maand }} = tijd.maand
                and {{ "tijd.soort = 'maand'" if tijd == 'maand'
                    else "(tijd.soort <> 'kwartaal' or tijd.laatste_maand <= " ~ grens ~ ')' }}
        {%- endif %}
        {% if perceel -%}
        inner join {{ ref('kpi_perceel') }} as kpi_perceel
            on
                kpi_perceel.kpi = {{ kpi }}
                and bron.perceel = kpi_perceel.perceel
        {%- endif %}
        {% if zorgterrein == 'product' -%}
        left join {{ ref('dim_product') }} as product
            on
                bron.wet = product.wet
                and bron.productcode = product.productcode
        {%- endif %}
        {{ 'where ' ~ alleen if alleen }}
    ) as deel
    group by {{ stoplicht_rij() }}
{%- endmacro %}
