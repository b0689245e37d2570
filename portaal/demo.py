"""The portal on the demo: made-up accounts, one per role, with a second factor that is printed. Never on real data."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from peilstok.instellingen import LEEG, PORTAAL_NAMEN, VOORVOEGSEL, Instellingen
from portaal.opzet import PROJECT

ROLLEN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "gemeente": (("gemeente", "0384"),),
    "aanbieder": (("aanbieder", "00910001"),),
    "backoffice": (("backoffice", "0384"),),
    "regio": (("regio", ""),),
    "datateam": (("datateam", ""),),
    "beheer": (("beheer", ""),),
    "meer": (("gemeente", "0437"), ("backoffice", "0437"), ("regio", "")),
}
"""Accounts of the demo, by the part of their address before the @."""
DOMEIN = "demo.example.org"
DEMO_MAP = PROJECT / "data" / "demo"


def demo_omgeving(instellingen: Instellingen, adres: str) -> dict[str, str]:
    """Every setting of the demo's portal: nothing comes from .env, so it never touches real data. The secret is of this
    start: who was signed in, signs in again."""
    portaal = {f"{VOORVOEGSEL}{naam}": LEEG for naam in PORTAAL_NAMEN}
    portaal[f"{VOORVOEGSEL}PORTAAL_ADRES"] = adres
    portaal[f"{VOORVOEGSEL}PORTAAL_MAP"] = str(instellingen.data / "portaal")
    portaal[f"{VOORVOEGSEL}PORTAAL_PROXIES"] = "0"
    portaal[f"{VOORVOEGSEL}PORTAAL_GEHEIM"] = secrets.token_hex(32)
    return instellingen.als_omgeving() | portaal


def maak_accounts(data: Path) -> tuple[str, dict[str, str]]:
    """Make the accounts anew; returns their password, and the secret of the second factor by account. Django runs."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings

    from portaal.models import Account, Rol

    if not settings.OPZET.nacht.is_demo or settings.OPZET.nacht.data != data:
        raise RuntimeError("demo-accounts are for the demo only")
    wachtwoord = f"demo-{secrets.token_urlsafe(12)}"
    geheimen = {}
    for naam, rollen in ROLLEN.items():
        email = f"{naam}@{DOMEIN}"
        account = Account.objects.filter(email=email).first() or Account.objects.create_user(email, naam=naam)
        account.set_password(wachtwoord)
        account.save()
        EmailAddress.objects.update_or_create(user=account, email=email, defaults={"verified": True, "primary": True})
        Rol.objects.filter(account=account).delete()
        Rol.objects.bulk_create(Rol(account=account, soort=soort, code=code) for soort, code in rollen)
        Authenticator.objects.filter(user=account).delete()
        geheimen[email] = generate_totp_secret()
        TOTP.activate(account, geheimen[email])
    return wachtwoord, geheimen


def code_nu(geheim: str) -> str:
    """What an app with this secret shows now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return str(format_hotp_value(hotp_value(geheim, next(iter(yield_hotp_counters_from_time())))))


def django_aan(omgeving: Mapping[str, str]) -> None:
    """Start Django in this process with these settings."""
    import django

    os.environ.update(omgeving)
    os.environ["DJANGO_SETTINGS_MODULE"] = "portaal.instellingen"
    django.setup()
