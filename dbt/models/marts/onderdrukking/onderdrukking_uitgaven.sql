-- depends_on: {{ ref('dim_maand') }}
{{ tel_clienten('uitgaven', ['ontvangen_ytd']) }}
