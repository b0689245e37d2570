{#-
  The norm of each figure: of the rows of `normen` (columns of int_norm) that hold on the figure's laatste_dag the first, one for the
  perceel before one for all, then one for the zorgterrein, then one for the wet, then the latest. `vraag` names the figures: `kolommen`
  (its key) and kpi, wet, perceel, zorgterrein, laatste_dag. A norm for a zorgterrein says nothing about the total over them. Gives
  kolommen, norm, bandbreedte, richting and bron; no row without a norm.
-#}
{% macro geldende_norm(vraag, normen, kolommen) -%}
    select
        {%- for kolom in kolommen %}
        kandidaat.{{ kolom }},
        {%- endfor %}
        kandidaat.norm,
        kandidaat.bandbreedte,
        kandidaat.richting,
        kandidaat.bron
    from (
        select
            {%- for kolom in kolommen %}
            vraag.{{ kolom }},
            {%- endfor %}
            norm.norm,
            norm.bandbreedte,
            norm.richting,
            norm.bron,
            row_number() over (
                partition by {% for kolom in kolommen %}vraag.{{ kolom }}{{ ', ' if not loop.last }}{% endfor %}
                order by
                    case when norm.perceel is null then 1 else 0 end,
                    case when norm.zorgterrein is null then 1 else 0 end,
                    case when norm.wet is null then 1 else 0 end,
                    case when norm.geldig_van is null then 1 else 0 end,
                    norm.geldig_van desc,
                    norm.norm asc,
                    norm.bandbreedte asc,
                    norm.richting asc,
                    {{ ongemaskeerd('norm.bron') }} asc
            ) as rang
        from {{ vraag }} as vraag
        inner join {{ normen }} as norm
            on
                vraag.kpi = norm.kpi
                and vraag.wet = coalesce(norm.wet, vraag.wet)
                and coalesce(vraag.perceel, '~') = coalesce(norm.perceel, vraag.perceel, '~')
                and vraag.zorgterrein = coalesce(norm.zorgterrein, vraag.zorgterrein)
                and vraag.laatste_dag >= coalesce(norm.geldig_van, vraag.laatste_dag)
                and vraag.laatste_dag <= coalesce(norm.geldig_tot, vraag.laatste_dag)
        where norm.norm is not null
    ) as kandidaat
    where kandidaat.rang = 1
{%- endmacro %}
