{#-
  Limit that a next value stays below with probability `deel`, from `aantal` values of which the aggregate sees `waarde` and its
  `rang` (1..aantal, ascending): rank deel x (aantal + 1), interpolated, not beyond the lowest and the highest. NULL below two values.
-#}
{% macro voorspelgrens(waarde, rang, aantal, deel) -%}
    {%- set plaats = 'greatest(1.0, least(' ~ als_double(aantal) ~ ', (' ~ deel ~ ') * (' ~ aantal ~ ' + 1)))' -%}
    sum(
        case
            when {{ aantal }} < 2 then null
            when {{ rang }} = floor({{ plaats }}) then {{ waarde }} * (1 - ({{ plaats }} - floor({{ plaats }})))
            when {{ rang }} = floor({{ plaats }}) + 1 then {{ waarde }} * ({{ plaats }} - floor({{ plaats }}))
        end
    )
{%- endmacro %}
