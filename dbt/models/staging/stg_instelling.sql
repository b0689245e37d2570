select
    peildatum,
    kennisdatum,
    historie_vanaf,
    historie_tot,
    aansluit_dagen,
    recidive_maanden,
    test_bsn
from {{ source('raw', 'instelling') }}
