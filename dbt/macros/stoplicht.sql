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
