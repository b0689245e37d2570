with bevinding as (
    select
        soort,
        tabel,
        sleutel,
        toewijzingnummer,
        toelichting,
        cast(null as bigint) as aantal
    from {{ ref('int_referentie_tabelcontrole') }}
    union all
    select
        soort,
        tabel,
        sleutel,
        toewijzingnummer,
        toelichting,
        aantal
    from {{ ref('int_referentie_gebruikcontrole') }}
)

select
    {{ sleutel(['bevinding.soort', 'bevinding.tabel', 'bevinding.sleutel', 'bevinding.toewijzingnummer']) }}
        as bevinding_id,
    bevinding.tabel,
    bevinding.soort,
    controle.ernst,
    bevinding.sleutel,
    bevinding.toewijzingnummer,
    bevinding.toelichting || ' ' || controle.gevolg as omschrijving,
    controle.remedie,
    bevinding.aantal
from bevinding
-- the seed says which check holds for which table
inner join {{ ref('referentie_controle') }} as controle
    on
        bevinding.soort = controle.soort
        and bevinding.tabel = controle.tabel
