-- an extension is a traject that goes on beyond the toewijzing, and nothing else is (A5, A6)
select
    vervolg.toewijzing_sleutel,
    vervolg.uitstroomtype,
    traject.traject_id
from {{ ref('int_toewijzing_vervolg') }} as vervolg
inner join {{ ref('int_toewijzing') }} as toewijzing on vervolg.toewijzing_sleutel = toewijzing.toewijzing_sleutel
inner join {{ ref('int_toewijzing_traject') }} as lid on vervolg.toewijzing_sleutel = lid.toewijzing_sleutel
inner join {{ ref('fct_traject') }} as traject on lid.traject_id = traject.traject_id
inner join {{ ref('uitstroomtype') }} as uitstroomtype on vervolg.uitstroomtype = uitstroomtype.uitstroomtype
where
    (uitstroomtype.is_vervolg and uitstroomtype.is_zelfde_product and uitstroomtype.is_zelfde_aanbieder)
    <> coalesce(traject.einddatum > toewijzing.einddatum, true)
