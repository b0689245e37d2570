select
    gemeente_code,
    gemeente_naam,
    provincie,
    jeugdzorgregio
from {{ ref('gemeente') }}
where geldig_tot is null
