"""Between a reader and every page: no page without a second factor, nothing kept by a shared cache, and what is refused
is in the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from portaal.logboek import noteer
from portaal.models import Logregel
from portaal.toegang import heeft_tweede_factor

ZONDER_TWEEDE_FACTOR = frozenset(
    (
        *("mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
        *("mfa_index", "mfa_list_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
        *("account_logout", "account_reauthenticate", "eerste_factor"),
    )
)
"""Pages for who has signed in with a password alone: to get a second factor, or to leave."""
GEWEIGERD = (403, 404, 405, 429)
_VERS = "private, no-cache"


def poort(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The last of the middleware: it sees the account."""

    def behandel(request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated and request.content_type == "multipart/form-data":
            # before anything of it is read: a stranger's file has no place in memory
            return redirect("account_login")
        if request.user.is_authenticated and not _mag_door(request):
            return redirect("eerste_factor")
        antwoord = get_response(request)
        antwoord.headers.setdefault("Cache-Control", _VERS)
        antwoord.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        antwoord.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if antwoord.status_code in GEWEIGERD and request.user.is_authenticated:
            noteer(request, Logregel.Wat.GEWEIGERD, pad=f"{antwoord.status_code} {request.method} {request.path}")
        return antwoord

    return behandel


def _mag_door(request: HttpRequest) -> bool:
    try:
        naam = resolve(request.path_info).url_name
    except Resolver404:
        naam = None
    return naam in ZONDER_TWEEDE_FACTOR or heeft_tweede_factor(request)


def omgeving(request: HttpRequest) -> dict[str, Any]:
    """What every page of the portal shows at its top."""
    return {"is_demo": settings.OPZET.nacht.is_demo, "met_oidc": settings.OPZET.oidc is not None}


def niet_gevonden(request: HttpRequest) -> HttpResponse:
    """One answer for what is not there and for what is another's: nobody learns which."""
    from django.shortcuts import render

    return render(request, "portaal/niet_gevonden.html", status=404)
