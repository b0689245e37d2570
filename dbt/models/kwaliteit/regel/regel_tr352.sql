with product as (
    select
        bericht_id,
        1 as is_bestaand,
        case when klasse = 'te wijzigen' then 1 else 0 end as is_wijziging
    from {{ ref('int_wijzigingsproduct') }}
    union all
    select
        bericht_id,
        0 as is_bestaand,
        1 as is_wijziging
    from {{ ref('int_record_nieuw') }}
),

inhoud as (
    select
        bericht_id,
        max(is_bestaand) as heeft_bestaand,
        max(is_wijziging) as heeft_wijziging
    from product
    group by bericht_id
)

select
    {{ bevinding_kop('TR352/TR353', 'verzoek', heeft_toewijzing=false) }},
    {{ waarde_in_zin('verzoek.positie') }} as sleutel,
    case
        when coalesce(inhoud.heeft_bestaand, 0) = 0 then 'Het verzoek noemt geen bestaande toewijzing'
        else 'Het verzoek bevat geen te wijzigen of nieuw product'
    end as omschrijving,
    verzoek.dagtekening
from {{ ref('int_verzoek') }} as verzoek
left join inhoud on verzoek.bericht_id = inhoud.bericht_id
where
    verzoek.soort = 'VOW'
    and (coalesce(inhoud.heeft_bestaand, 0) = 0 or coalesce(inhoud.heeft_wijziging, 0) = 0)
