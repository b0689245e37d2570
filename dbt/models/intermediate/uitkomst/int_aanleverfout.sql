-- what is wrong with an outcome file: in its lines, or that another one has its number
select
    aanlevering.aanlevering_id,
    aanlevering.aanbieder_agb,
    fout.regel,
    fout.kolom,
    fout.reden
from {{ ref('int_aanlevering') }} as aanlevering
inner join {{ ref('stg_aanleverfout') }} as fout on aanlevering.aanlevering_id = fout.aanlevering_id
union all
select
    aanlevering_id,
    aanbieder_agb,
    cast(null as integer) as regel,
    'volgnummer' as kolom,
    'een andere aanlevering over deze periode heeft dezelfde dag en hetzelfde nummer; geen van beide telt' as reden
from {{ ref('int_aanlevering') }}
where
    status = 'afgekeurd'
    and is_goed
