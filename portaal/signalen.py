"""Sign-ins, second factors and passwords in the log; and the step of a provider that can sign in."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.signals import user_logged_out, user_login_failed

from portaal.aansluiten import eerste_aanmelding
from portaal.logboek import noteer
from portaal.models import Account, Logregel


def verbind() -> None:
    """Listen; once, when Django starts."""
    user_logged_in.connect(_aangemeld, dispatch_uid="portaal")
    user_logged_out.connect(_afgemeld, dispatch_uid="portaal")
    user_login_failed.connect(_mislukt, dispatch_uid="portaal")
    authentication_failed.connect(_factor_mislukt, dispatch_uid="portaal")
    for signaal in (authenticator_added, authenticator_removed):
        signaal.connect(_factor, dispatch_uid="portaal")
    for signaal in (password_changed, password_reset, password_set):
        signaal.connect(_wachtwoord, dispatch_uid="portaal")


def _aangemeld(request: Any, user: Account, **_: Any) -> None:
    noteer(request, Logregel.Wat.AANGEMELD, account=user)
    if is_mfa_enabled(user):
        eerste_aanmelding(user)


def _afgemeld(request: Any, user: Account | None, **_: Any) -> None:
    if user is not None:
        noteer(request, Logregel.Wat.AFGEMELD, account=user)


def _mislukt(request: Any = None, credentials: Any = None, **_: Any) -> None:
    # what was typed stays out: people type a password in the wrong field
    bekend = Account.objects.filter(email=str((credentials or {}).get("email") or "").lower()).first()
    noteer(request, Logregel.Wat.MISLUKT, account=bekend)


def _factor_mislukt(request: Any, user: Account, **_: Any) -> None:
    noteer(request, Logregel.Wat.MISLUKT, account=user, pad="tweede factor")


def _factor(request: Any, user: Account, signal: Any, authenticator: Any, **_: Any) -> None:
    wat = "erbij" if signal is authenticator_added else "weg"
    noteer(request, Logregel.Wat.FACTOR, account=user, pad=f"{authenticator.type} {wat}")
    if is_mfa_enabled(user):
        eerste_aanmelding(user)


def _wachtwoord(request: Any, user: Account, **_: Any) -> None:
    noteer(request, Logregel.Wat.WACHTWOORD, account=user)
