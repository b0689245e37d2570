select
    {{ bevinding_kop('TR378', 'bericht', heeft_toewijzing=false) }},
    bericht.gemeente_code as sleutel,
    'Gemeentecode ' || bericht.gemeente_code || ' staat niet in de gemeente-indeling van het CBS' as omschrijving,
    bericht.dagtekening
from {{ ref('int_bericht') }} as bericht
where
    bericht.is_geaccepteerd
    and not bericht.is_retour
    and not exists (
        select 1
        from {{ ref('gemeente') }} as gemeente
        where gemeente.gemeente_code = bericht.gemeente_code
    )
    -- a code that went up in another may be used for what began before
    and not exists (
        select 1
        from {{ ref('code_opvolging') }} as opvolging
        where
            opvolging.soort = 'gemeente'
            and opvolging.oude_code = bericht.gemeente_code
    )
