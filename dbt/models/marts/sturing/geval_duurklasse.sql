-- a traject that ended, in its class of duration
select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    cast(
        floor({{ als_double('dagen') }} / cast({{ parameter('duurklasse_dagen') }} as integer))
        * cast({{ parameter('duurklasse_dagen') }} as integer) as integer
    ) as klasse_vanaf_dagen,
    client_id,
    traject_id,
    zorg_begindatum,
    zorg_einddatum,
    dagen,
    inkoopcategorie,
    zorgterrein,
    perceel,
    segment,
    groep,
    leeftijdsklasse,
    geslacht,
    wijk_code
from {{ ref('geval_duur') }}
where in_noemer
