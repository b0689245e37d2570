select
    code.bericht_id,
    code.positie,
    code.niveau,
    code.ouder_positie,
    code.retourcode,
    -- only the codes listed as such do not reject (velden.md 3.1): an unlisted code does
    coalesce(lijst.is_afkeur, true) as is_afkeur
from {{ source('raw', 'retourcode') }} as code
inner join {{ ref('stg_bericht') }} as bericht
    on
        code.bericht_id = bericht.bericht_id
        and code.bestand_id = bericht.bestand_id
left join {{ ref('retourcode') }} as lijst on code.retourcode = lijst.code
