-- claims with what the reference tables say of their product, and whether care was paid by place on their first day:
-- then the realisatie of places is counted instead (K002-18)
select
    prestatie.prestatie_id,
    prestatie.wet,
    prestatie.gemeente_code,
    prestatie.aanbieder_agb,
    prestatie.productcode,
    prestatie.client_id,
    coalesce(product.zorgterrein, {{ parameter('onbekend') }}) as zorgterrein,
    coalesce(product.segment, {{ parameter('onbekend') }}) as segment,
    prestatie.maand,
    prestatie.bedrag_eur,
    prestatie.status,
    prestatie.dagtekening,
    prestatie.afgewezen_datum,
    coalesce(betaalwijze.methode, 'pxq') = 'plekken' as is_op_plekken
from {{ ref('int_prestatie') }} as prestatie
left join {{ ref('int_product') }} as product
    on
        prestatie.wet = product.wet
        and prestatie.productcode = product.productcode
left join {{ ref('int_betaalwijze') }} as betaalwijze
    on
        prestatie.wet = betaalwijze.wet
        and prestatie.gemeente_code = betaalwijze.gemeente_code
        and coalesce(product.segment, {{ parameter('onbekend') }}) = betaalwijze.segment
        and prestatie.periode_begindatum between betaalwijze.geldig_van and betaalwijze.geldig_tot
