{#- Gaps in the input (contract chapter 4): what reaches before the first covered month rests on messages that were never received. -#}

{#- Join that the macros below need. `bron` has wet and gemeente_code; a table without gemeente follows that of all of them. -#}
{% macro met_dekking(bron, gemeente_code=none) -%}
left join {{ ref('int_dekking') }} as dekking
    on
        {{ bron }}.wet = dekking.wet
        and {{ gemeente_code or bron ~ '.gemeente_code' }} = dekking.gemeente_code
{%- endmacro %}

{#- True when a figure reaches back to a `vanaf` before the first covered month. -#}
{% macro is_onvolledig(vanaf) -%}
    coalesce({{ vanaf }} < dekking.gedekt_vanaf, false)
{%- endmacro %}

{#- A comparison with what began on `vanaf`: none where that is not covered. -#}
{% macro als_gedekt(vanaf, waarde) -%}
    case when not {{ is_onvolledig(vanaf) }} then {{ waarde }} end
{%- endmacro %}

{#- 1 January of the year before the one that holds `datum`. -#}
{% macro begin_vorig_jaar(datum) -%}
    {{ begin_van('year', dag_plus(begin_van('year', datum), -1)) }}
{%- endmacro %}
