{#-
  Additivity: per combination of `per`, each of `maten` on the row with ALLE for all `dimensies` equals the sum of the rows without
  any ALLE. Only for what adds up: never unique clients, medians or means.
-#}
{% test alle_is_som(model, per, dimensies, maten) %}
with rij as (
    select
        *,
        {%- for dimensie in dimensies %}
        case when coalesce({{ dimensie }}, '~') = 'ALLE' then 1 else 0 end {{ '+ ' if not loop.last }}
        {%- endfor %}
        as totalen
    from {{ model }}
)

select {{ per | join(', ') }}
from rij
group by {{ per | join(', ') }}
having
    {%- for maat in maten %}
    {{ 'or ' if not loop.first }}sum(case when totalen = {{ dimensies | length }} then {{ maat }} else 0 end)
    <> sum(case when totalen = 0 then {{ maat }} else 0 end)
    {%- endfor %}
{% endtest %}
