select
    keuze.parameter,
    keuze.waarde,
    keuze.standaardwaarde,
    keuze.is_eigen,
    standaard.omschrijving,
    standaard.bron
from {{ ref('int_parameter') }} as keuze
inner join {{ ref('parameter') }} as standaard on keuze.parameter = standaard.parameter
