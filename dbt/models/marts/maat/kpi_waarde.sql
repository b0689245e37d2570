-- what only some KPIs read, which dbt cannot know while it parses
-- depends_on: {{ ref('dim_jaar') }}
-- depends_on: {{ ref('dim_maand') }}
-- depends_on: {{ ref('dim_tijdvak') }}
-- depends_on: {{ ref('int_instelling') }}
-- depends_on: {{ ref('int_dekking') }}
-- depends_on: {{ ref('kpi_perceel') }}
-- depends_on: {{ ref('int_parameter') }}

-- every figure of the KPI tables as a row (contract chapter 4, "Measures"), by what their yml declares
with
{%- for kpi in kpis_met_waarden() %}
    {{ brede_waarden(kpi) }}
    {{- andere_perioden(kpi) }},
{% endfor %}
lang as (
    {%- for kpi in kpis_met_waarden() %}
        {{ lange_waarden(kpi) }}
        {{- ' union all' if not loop.last }}
    {%- endfor %}
)

select
    lang.kpi,
    lang.maat,
    lang.wet,
    lang.perceel,
    lang.zorgterrein,
    lang.gemeente_code,
    lang.aanbieder_agb,
    lang.soort,
    lang.periode_nr,
    tijdvak.periode,
    tijdvak.laatste_dag as periode_einde,
    -- over twelve months there is no figure at all where messages of some of them are missing
    case when lang.soort <> '12 maanden' or lang.is_onvolledig = 0 then lang.waarde end as waarde,
    lang.teller,
    lang.noemer,
    lang.n_clienten,
    lang.gedeclareerd_tot,
    lang.is_voorlopig = 1 or not tijdvak.is_volledig as voorlopig,
    lang.is_onvolledig = 1 as onvolledig
from lang
inner join {{ ref('dim_tijdvak') }} as tijdvak
    on
        lang.soort = tijdvak.soort
        and lang.periode_nr = tijdvak.periode_nr
        and tijdvak.maand = tijdvak.laatste_maand
where
    lang.waarde is not null
    or lang.teller is not null
    or lang.noemer is not null
