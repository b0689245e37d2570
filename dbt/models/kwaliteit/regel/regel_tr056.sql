-- of the key, not of the content: judged whether the message was rejected or not
select
    {{ bevinding_kop('TR056', 'bericht', heeft_toewijzing=false) }},
    bericht.berichttype as sleutel,
    'De identificatie van dit ' || bericht.berichttype || ' is door de afzender ook gebruikt voor '
    || {{ waarde_in_zin('bericht.andere_aantal') }} || ' ander(e) bericht(en): '
    || case
        when bericht.telt_er_een then 'alleen het eerste telt'
        else 'ze verschillen alleen in de cliënt, en geen ervan telt'
    end as omschrijving,
    bericht.dagtekening
from {{ ref('int_dubbele_identificatie') }} as bericht
