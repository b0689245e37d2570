"""How allauth is used here: nobody signs up, people are invited; who comes by the organisation's sign-on must have been
invited too."""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from portaal.logboek import noteer
from portaal.models import Account, Logregel

NET = 600
"""Seconds in which somebody who signed in sets up a first second factor."""
_STERK = ("mfa", "socialaccount")
"""Ways to sign in that need no second step of ours: one was taken, or the organisation took it."""


class Accountadapter(DefaultAccountAdapter):
    """Accounts are made by who manages them."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who just gave a password and has no second factor yet is not asked for it again to get one."""
        if app == "allauth.mfa" and _net_aangemeld(context.request) and not is_mfa_enabled(context.request.user):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class Socialadapter(DefaultSocialAccountAdapter):
    """The organisation says who somebody is, not that they may come in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class Mfaadapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted with the portal's own: a copy of the database alone is no use."""

    def encrypt(self, text: str) -> str:
        return _slot().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _slot().decrypt(encrypted_text.encode()).decode()


def _slot() -> Fernet:
    sleutel = HKDF(SHA256(), length=32, salt=None, info=b"peilstok portaal tweede factor")
    return Fernet(urlsafe_b64encode(sleutel.derive(settings.SECRET_KEY.encode())))


def heeft_tweede_factor(request: HttpRequest) -> bool:
    """Whether this session came about with a second factor, or its account has one since."""
    if any(stap.get("method") in _STERK for stap in get_authentication_records(request, request.user)):
        return True
    return bool(is_mfa_enabled(request.user, types=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))


def _net_aangemeld(request: HttpRequest) -> bool:
    stappen = get_authentication_records(request, request.user)
    return any(stap.get("method") == "password" and time.time() - stap["at"] < NET for stap in stappen)


def nodig_uit(request: HttpRequest | None, account: Account) -> None:
    """Mail the link with which somebody sets a password: it works once, and for three days."""
    adres, _ = EmailAddress.objects.get_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )
    adres.set_verified(commit=True)
    sleutel = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    # the address of the setting, not the one that a request came in on
    link = settings.OPZET.adres + reverse("account_reset_password_from_key", kwargs=sleutel)
    tekst = render_to_string("portaal/uitnodiging.txt", {"link": link, "account": account})
    send_mail("Uw account voor het portaal van Peilstok", tekst, None, [account.email])
    noteer(request, Logregel.Wat.UITGENODIGD, doelgroep=f"account {account.pk}")
