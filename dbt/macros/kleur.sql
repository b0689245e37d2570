{#-
  Colour of a value against its norm (K001-16): on or within the norm green, within the bandwidth orange, outside it red; without norm or
  value grey. The columns are numbers in points of the KPI, `richting` is hoger or lager.
-#}
{% macro kleur(waarde, norm, bandbreedte, richting) -%}
    case
        when {{ waarde }} is null or {{ norm }} is null then 'grijs'
        when {{ richting }} = 'lager'
            then case
                when {{ waarde }} <= {{ norm }} then 'groen'
                when {{ waarde }} <= {{ norm }} + coalesce({{ bandbreedte }}, 0) then 'oranje'
                else 'rood'
            end
        when {{ waarde }} >= {{ norm }} then 'groen'
        when {{ waarde }} >= {{ norm }} - coalesce({{ bandbreedte }}, 0) then 'oranje'
        else 'rood'
    end
{%- endmacro %}

