select
    peildatum,
    kennisdatum,
    historie_vanaf,
    historie_tot,
    aansluit_dagen,
    recidive_maanden
from {{ ref('stg_instelling') }}
