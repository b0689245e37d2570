-- a month of all inkoopcategorieën together, with what ran when it began
select
    wet,
    gemeente_code,
    aanbieder_agb,
    maand,
    stand - instroom + uitstroom as stand_begin,
    instroom,
    uitstroom,
    stand,
    clienten_stand - clienten_instroom + clienten_uitstroom as clienten_begin,
    clienten_instroom,
    clienten_uitstroom,
    clienten_stand,
    voorlopig,
    onvolledig
from {{ ref('kpi_lopende_voorzieningen') }}
where inkoopcategorie = 'ALLE'
