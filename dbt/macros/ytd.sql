{#-
  Year-to-date rows: for each key with activity in a year, a row for each month from the first with activity up to December or the last
  complete month. `relatie` needs the keys and maand. Gives the keys, jaar and maand.
-#}
{% macro ytd_maanden(relatie, sleutels) -%}
    select
        {%- for kolom in sleutels %}
        eerste.{{ kolom }},
        {%- endfor %}
        maand.jaar,
        maand.maand
    from (
        select
            {%- for kolom in sleutels %}
            actief.{{ kolom }},
            {%- endfor %}
            kalender.jaar,
            min(actief.maand) as maand
        from {{ relatie }} as actief
        inner join {{ ref('dim_maand') }} as kalender on actief.maand = kalender.maand
        group by {% for kolom in sleutels %}actief.{{ kolom }}, {% endfor %}kalender.jaar
    ) as eerste
    inner join {{ ref('dim_maand') }} as maand
        on
            eerste.jaar = maand.jaar
            and eerste.maand <= maand.maand
            and maand.is_volledig
{%- endmacro %}

{#- Running sum of `waarde` within the year, over rows that already hold every month (ytd_maanden). -#}
{% macro ytd_som(waarde, sleutels) -%}
    sum({{ waarde }}) over (
        partition by {{ sleutels | join(', ') }}, jaar
        order by maand
        rows between unbounded preceding and current row
    )
{%- endmacro %}

{#- Percentage 0-100, not rounded; NULL when there is nothing to divide by. -#}
{% macro percentage(teller, noemer) -%}
    100 * {{ als_double(teller) }} / nullif({{ noemer }}, 0)
{%- endmacro %}

{#-
  A sum of fractions that does not depend on the order in which an engine adds them, as a sum of doubles does in its last digits: fourteen
  decimals are kept of each. NULL takes no part.
-#}
{% macro vaste_som(waarde) -%}
    {{ als_double('sum(cast(' ~ waarde ~ ' as decimal(38, 14)))') }}
{%- endmacro %}

{#- An amount of ten places in whole cents; rounding in two steps heals the last of them. -#}
{% macro in_centen(bedrag) -%}
    cast(cast({{ bedrag }} as decimal(28, 6)) as decimal(18, 2))
{%- endmacro %}
