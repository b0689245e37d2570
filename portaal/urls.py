"""Every address of the portal. What is not here is not there: the folders are not below a static root."""

from __future__ import annotations

from django.urls import include, path, re_path

from portaal import aanleveren, aansluiten, begin, gesprek, lezen
from portaal.beheer import beheersite
from portaal.middleware import niet_gevonden

_SOORT = "(?P<soort>[a-z]+)"
_CODE = "(?P<code>[0-9A-Za-z]{1,20})"
_VERSIE = "v/(?P<versie_naam>[0-9A-Za-z-]{1,80})/(?P<pad>.+)"

handler404 = "portaal.begin.niet_gevonden_404"
handler403 = "portaal.begin.geweigerd_403"

urlpatterns = [
    path("", begin.begin, name="begin"),
    path("eerste-keer/", begin.eerste_factor, name="eerste_factor"),
    # no address of its own: the mail address is the account, and who manages accounts changes it
    path("account/email/", niet_gevonden, name="account_email"),
    path("account/signup/", niet_gevonden, name="account_signup"),
    path("account/3rdparty/", niet_gevonden, name="socialaccount_connections"),
    path("account/", include("allauth.urls")),
    re_path(rf"^map/{_SOORT}/{_VERSIE}$", lezen.bestand, name="bestand"),
    re_path(rf"^map/{_SOORT}/{_CODE}/{_VERSIE}$", lezen.bestand, name="bestand_van"),
    re_path(rf"^map/{_SOORT}/?$", lezen.naar_map, name="map"),
    re_path(rf"^map/{_SOORT}/{_CODE}/?$", lezen.naar_map, name="map_van"),
    re_path(rf"^map/{_SOORT}/{_CODE}/(?P<pad>(?!v/).+\.html)$", lezen.naar_map, name="pagina_van"),
    path("aanleveren/<str:code>/", aanleveren.overzicht, name="aanleveren"),
    path("aanleveren/<str:code>/<int:nummer>/", aanleveren.verslag, name="aanlevering"),
    path("werklijst/<str:code>/", aanleveren.werklijst_gemeente, name="werklijst"),
    path("gesprekken/", gesprek.lijst, name="gesprekken"),
    path("gesprekken/nieuw/<str:code>/", gesprek.nieuw, name="gesprek_nieuw"),
    path("gesprekken/<str:code>/<str:nummer>/", gesprek.toon, name="gesprek"),
    path("aansluiten/", aansluiten.alle, name="aansluitingen"),
    path("aansluiten/<str:code>/", aansluiten.toon, name="aansluiten"),
    path("aansluiten/<str:code>/overeenkomst/", aansluiten.overeenkomst, name="overeenkomst"),
    path("favicon.ico", begin.geen_plaatje, name="geen_plaatje"),
    path("beheer/", beheersite.urls),
]
