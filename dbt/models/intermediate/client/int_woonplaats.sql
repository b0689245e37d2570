-- where a client lived as the messages said it: the pc4 of a 301 holds until a later 301 has one
with contact as (
    select
        contact.client_id,
        contact.dagtekening,
        contact.pc4,
        row_number() over (
            partition by contact.client_id, contact.dagtekening
            order by soort.woonplaats_rang, contact.pc4
        ) as rang
    from {{ ref('int_record_contact') }} as contact
    inner join {{ ref('soort_adres') }} as soort on contact.soort = soort.code
    where
        contact.client_id is not null
        and contact.pc4 is not null
),

periode as (
    select
        contact.client_id,
        contact.pc4,
        contact.dagtekening as geldig_van,
        {{ dag_plus('lead(contact.dagtekening) over (
            partition by contact.client_id
            order by contact.dagtekening
        )', -1) }} as dag_voor_volgende
    from contact
    where contact.rang = 1
)

select
    periode.client_id,
    periode.pc4,
    periode.geldig_van,
    coalesce(periode.dag_voor_volgende, instelling.historie_tot) as geldig_tot,
    gebied.wijk_code
from periode
cross join {{ ref('int_instelling') }} as instelling
left join {{ ref('int_gebied') }} as gebied on periode.pc4 = gebied.pc4
