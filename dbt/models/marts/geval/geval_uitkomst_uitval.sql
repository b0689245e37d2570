-- a record that ended in a quarter that is over, and whether that was too early (K003-08)
select
    {{ uitkomst_kolommen() }},
    uitkomst.kwartaal,
    uitkomst.is_uitval as in_teller,
    uitkomst.is_extern
from {{ ref('int_uitkomst') }} as uitkomst
where uitkomst.is_kwartaal_volledig
