{#- Keys. Null-safe: two NULLs are equal, NULL differs from every value. Derived from content only. -#}

{% macro sleutel(kolommen) -%}
    {%- set delen = [] -%}
    {%- for kolom in kolommen -%}
        {%- do delen.append("coalesce(cast(" ~ kolom ~ " as " ~ tekst_type() ~ "), '~')") -%}
    {%- endfor -%}
    md5({{ delen | join(" || '|' || ") }})
{%- endmacro %}

{#- toewijzing_sleutel (velden.md chapter 0), over mergers and takeovers (docs/besluiten/); taakgericht without ToewijzingNummer falls back on client and product (IV096). -#}
{% macro toewijzing_sleutel() -%}
    case
        when toewijzingnummer is not null then {{ sleutel(['wet', 'toewijzing_gemeente_code', 'toewijzingnummer']) }}
        -- without number and without usable Bsn nothing says that two records are about one person
        when client_id is null then {{ sleutel(['bericht_id', 'positie']) }}
        else {{ sleutel(['wet', 'gemeente_code_nu', 'aanbieder_agb_nu', 'client_id', 'productcategorie', 'productcode']) }}
    end
{%- endmacro %}

{#- levering_sleutel (velden.md chapter 0): the toewijzing, the product null-safe, and the begin. -#}
{% macro levering_sleutel() -%}
    {{ sleutel(['toewijzing_sleutel', 'productcategorie', 'productcode', 'begindatum']) }}
{%- endmacro %}
