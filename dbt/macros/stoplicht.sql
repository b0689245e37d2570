{#- Key of a figure of stoplicht while it is made. -#}
{% macro stoplicht_rij() -%}
    kpi, wet, perceel, zorgterrein, gemeente_code, aanbieder_agb, soort, periode_nr
{%- endmacro %}

{#-
  One figure of stoplicht, out of the KPI table `tabel`; needs the CTEs tijdvak and laatste_volledige of that model. `kpi` is a SQL
  expression, as are teller, noemer, waarde, vorige and the condition `alleen`; the table's columns are `bron`'s.

  tijd: jaar (the table's own year), ytd (a year-to-date table: its last complete month is the year so far; with `gedeclareerd` its last
  declared one), maand (months only: medians and unique clients do not add up), 12 maanden (a table whose rows are of twelve months,
  named after the last), maanden (months, and quarters and years as the sums of teller and noemer).
  waarde: a median, without teller; else it is `maal` x teller / noemer. vorige: last year's value, where the table has it for the same
  part of the year.
  venster: the table ends before P, because a month shows only when what follows on it is known.
  gedeclareerd: the table's column that says up to which month the claims are in; shown with the figure.
  zorgterrein: kolom, product (by the productcode; counts that add up over products), or none: all of them together.
-#}
{% macro stoplicht_maat(
    kpi, tabel, tijd, teller, noemer, maal=100, waarde=none, vorige=none, alleen=none, maand='maand', perceel=false,
    zorgterrein=none, heeft_gemeente=true, heeft_aanbieder=true, venster=false, gedeclareerd=none
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
        max(is_voorlopig) as is_voorlopig,
        max(gedeclareerd_tot) as gedeclareerd_tot,
        max(is_onvolledig) as is_onvolledig
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
                as is_voorlopig,
            {{ gedeclareerd or 'cast(null as date)' }} as gedeclareerd_tot,
            case when bron.onvolledig then 1 else 0 end as is_onvolledig
        from {{ ref(tabel) }} as bron
        {% if tijd == 'jaar' -%}
        inner join tijdvak as tijd
            on
                bron.jaar = tijd.periode_nr
                and tijd.soort = 'jaar'
                and tijd.maand = tijd.laatste_maand
        {%- elif tijd == 'ytd' -%}
        inner join laatste_volledige_van_jaar as stand
            on
                bron.{{ maand }} = {{ vroegste('stand.maand', gedeclareerd) if gedeclareerd else 'stand.maand' }}
                and extract(year from bron.{{ maand }}) = extract(year from stand.maand)
        inner join tijdvak as tijd
            on
                bron.{{ maand }} = tijd.maand
                and tijd.soort = 'jaar'
        {%- else -%}
        inner join tijdvak as tijd
            on
                bron.{{ maand }} = tijd.maand
                and {{ "tijd.soort = '" ~ tijd ~ "'" if tijd in ('maand', '12 maanden')
                    else "(tijd.soort <> '12 maanden' and (tijd.soort <> 'kwartaal' or tijd.laatste_maand <= " ~ grens ~ '))' }}
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

{#-
  Steps or agreements under the laws they belong to: the one they name (`stap_wet`), else those in which that provider and that KPI have
  figures in the stoplicht; without such figures those of the provider and of the KPI both, then of either, then all, so that no step is
  lost. `stappen` has stap_wet, aanbieder_agb (ALLE: of all), kpi (empty: none in particular) and `kolommen`; gives kolommen and wet.
-#}
{% macro per_wet(stappen, kolommen) -%}
    select distinct
        wet,
        {{ kolommen | join(', ') }}
    from (
        select
            kandidaat.*,
            min(kandidaat.afstand) over (partition by stap_wet, {{ kolommen | join(', ') }}) as kleinste_afstand
        from (
            select
                stap.*,
                wet.wet,
                case
                    when beide.wet is not null then 1
                    when van_aanbieder.wet is not null and van_kpi.wet is not null then 2
                    when van_aanbieder.wet is not null or van_kpi.wet is not null then 3
                    else 4
                end as afstand
            from {{ stappen }} as stap
            inner join (select distinct bericht.wet from {{ ref('bericht') }} as bericht) as wet
                on wet.wet = coalesce(stap.stap_wet, wet.wet)
            left join (
                select distinct
                    cijfer.wet,
                    cijfer.aanbieder_agb,
                    cijfer.kpi
                from {{ ref('stoplicht') }} as cijfer
            ) as beide
                on
                    wet.wet = beide.wet
                    and stap.aanbieder_agb = beide.aanbieder_agb
                    and stap.kpi = beide.kpi
            left join (
                select distinct
                    cijfer.wet,
                    cijfer.aanbieder_agb
                from {{ ref('stoplicht') }} as cijfer
            ) as van_aanbieder
                on
                    wet.wet = van_aanbieder.wet
                    and stap.aanbieder_agb = van_aanbieder.aanbieder_agb
            left join (
                select distinct
                    cijfer.wet,
                    cijfer.kpi
                from {{ ref('stoplicht') }} as cijfer
            ) as van_kpi
                on
                    wet.wet = van_kpi.wet
                    and stap.kpi = van_kpi.kpi
        ) as kandidaat
    ) as gekozen
    where afstand = kleinste_afstand
{%- endmacro %}
