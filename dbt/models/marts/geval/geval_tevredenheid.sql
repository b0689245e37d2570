-- a valid measurement with a mark for what the help was worth (K003-01)
select
    {{ uitkomst_kolommen('meting') }},
    meting.kwartaal,
    meting.respondent,
    meting.meetdatum,
    meting.tevredenheid,
    meting.tevredenheid <= cast({{ parameter('tevredenheid_laag') }} as integer) as is_laag,
    meting.tevredenheid > cast({{ parameter('tevredenheid_laag') }} as integer)
    and meting.tevredenheid < cast({{ parameter('tevredenheid_hoog') }} as integer) as is_midden,
    meting.tevredenheid >= cast({{ parameter('tevredenheid_hoog') }} as integer) as is_hoog
from {{ ref('int_uitkomstmeting') }} as meting
where meting.tevredenheid is not null
