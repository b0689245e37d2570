select
    {{ bevinding_kop('OP087', 'verwacht') }},
    {{ waarde_in_zin('verwacht.toewijzingnummer') }} as sleutel,
    'Toewijzing ' || verwacht.toewijzingnummer || ' ('
    || {{ waarde_in_zin('verwacht.ingangsdatum') }}
    || ' t/m '

    || {{ waarde_in_zin('verwacht.einddatum') }}
    || ') ontbreekt in het bericht van '
    || {{ waarde_in_zin('verwacht.dagtekening') }} as omschrijving,
    verwacht.dagtekening,
    verwacht.ingangsdatum as dekking_datum
from {{ ref('int_toewijzing_verwacht') }} as verwacht
where not verwacht.is_aanwezig
