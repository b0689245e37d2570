select
    periode.wet,
    periode.gemeente_code,
    periode.aanbieder_agb,
    periode.productcode,
    periode.zorgterrein,
    periode.segment,
    periode.client_id,
    periode.persoon,
    case
        when periode.begindatum > prijs.geldig_van then periode.begindatum
        else prijs.geldig_van
    end as begindatum,
    {{ vroegste('periode.einddatum', 'prijs.geldig_tot') }} as einddatum,
    prijs.prijs_eur,
    prijs.normlooptijd_dagen
from {{ ref('int_zorgperiode') }} as periode
inner join {{ ref('int_prijs') }} as prijs
    on
        periode.wet = prijs.wet
        and periode.aanbieder_agb = prijs.aanbieder_agb
        and periode.productcode = prijs.productcode
        and periode.begindatum <= prijs.geldig_tot
        and periode.einddatum >= prijs.geldig_van
