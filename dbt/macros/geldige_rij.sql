{#-
  One row a day out of rows whose validity overlaps: the rows of `relatie` cut into intervals that do not overlap, of those valid at one
  time the first by `voorrang` (expressions on `relatie`). `relatie` has the keys, the `kolommen` to keep, and geldig_van and geldig_tot,
  both filled and in order. A key may be NULL. Gives keys, geldig_van, geldig_tot and kolommen.
-#}
{% macro geldige_rij(relatie, sleutels, kolommen, voorrang) -%}
    select
        {%- for kolom in sleutels %}
        gerangschikt.{{ kolom }},
        {%- endfor %}
        gerangschikt.geldig_van,
        {%- for kolom in kolommen %}
        gerangschikt.{{ kolom }},
        {%- endfor %}
        gerangschikt.geldig_tot
    from (
        select
            {%- for kolom in sleutels %}
            tijdvak.{{ kolom }},
            {%- endfor %}
            tijdvak.geldig_van,
            {{ dag_plus('tijdvak.volgende_datum', -1) }} as geldig_tot,
            {%- for kolom in kolommen %}
            {{ relatie }}.{{ kolom }},
            {%- endfor %}
            row_number() over (
                partition by {% for kolom in sleutels %}tijdvak.{{ kolom }}, {% endfor %}tijdvak.geldig_van
                order by {{ voorrang | join(', ') }}
            ) as rang
        from (
            -- on these days another row may begin to hold; between two of them the same rows are valid all the time
            select
                {{ sleutels | join(', ') }},
                datum as geldig_van,
                lead(datum) over (partition by {{ sleutels | join(', ') }} order by datum) as volgende_datum
            from (
                select
                    {{ sleutels | join(', ') }},
                    geldig_van as datum
                from {{ relatie }}
                union distinct
                select
                    {{ sleutels | join(', ') }},
                    {{ dag_plus('geldig_tot', 1) }} as datum
                from {{ relatie }}
            ) as knip
        ) as tijdvak
        inner join {{ relatie }}
            on
                tijdvak.geldig_van between {{ relatie }}.geldig_van and {{ relatie }}.geldig_tot
                {%- for kolom in sleutels %}
                and coalesce(tijdvak.{{ kolom }}, '~') = coalesce({{ relatie }}.{{ kolom }}, '~')
                {%- endfor %}
    ) as gerangschikt
    where gerangschikt.rang = 1
{%- endmacro %}
