select
    {{ bevinding_kop('OP087', 'verwacht') }},
    {{ waarde_in_zin('verwacht.toewijzingnummer') }} as sleutel,
    'Toewijzing ' || verwacht.toewijzingnummer || ' ('
    || {{ datum_in_zin('verwacht.ingangsdatum') }}
    || ' t/m '

    || {{ datum_in_zin('verwacht.einddatum') }}
    || ') ontbreekt in het bericht van '
    || {{ datum_in_zin('verwacht.dagtekening') }} as omschrijving,
    verwacht.dagtekening
from {{ ref('int_toewijzing_verwacht') }} as verwacht
where not verwacht.is_aanwezig
