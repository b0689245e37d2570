with bericht as (
    select distinct
        bericht_id,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening
    from {{ ref('int_record_toegewezen') }}
),

contact as (
    select
        record.bericht_id,
        max(case when soort.is_vast_adres then 1 else 0 end) as heeft_vast_adres,
        -- a postcode from abroad leaves no pc4, so only the house number tells
        max(case when record.heeft_telefoon or record.heeft_huisnummer then 0 else 1 end) as heeft_leeg_contact
    from {{ ref('int_record_contact') }} as record
    left join {{ ref('soort_adres') }} as soort on record.soort = soort.code
    group by record.bericht_id
)

select
    bericht.bericht_id,
    bericht.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    bericht.dagtekening,
    coalesce(contact.heeft_vast_adres, 0) = 1 as heeft_vast_adres,
    coalesce(contact.heeft_leeg_contact, 0) = 1 as heeft_leeg_contact
from bericht
left join contact on bericht.bericht_id = contact.bericht_id
