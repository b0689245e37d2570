"""How an alarm reaches a person: a mail by way of the room of sending, or a POST to a webhook."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from http.client import HTTPException
from textwrap import wrap
from typing import Any, NoReturn
from uuid import uuid4

from peilstok.alarm.ronde import Ronde
from peilstok.datum import datum_tekst
from peilstok.instellingen import TIJDZONE, Alarmering, Verzending
from peilstok.nachtboek import Openstaand
from peilstok.versturen.kop import adreskop, tekstkop, vaste_kop
from peilstok.versturen.outbox import Status
from peilstok.versturen.smtp import PostFout, Postsessie

WACHTTIJD = 30.0
"""Seconds for the answer of a webhook."""


def meld(ronde: Ronde, alarmering: Alarmering, verzending: Verzending, nu: datetime) -> list[str]:
    """Say it everywhere; per way that failed a Dutch sentence without an address. When one of two ways fails, all is
    said again next time: twice is better than not at all."""
    fouten = []
    if alarmering.adressen:
        fouten += _mail(ronde, alarmering, verzending, nu)
    if alarmering.webhook:
        fouten += _post(ronde, alarmering.webhook)
    return fouten


def certificaat_tot(verzending: Verzending) -> datetime | None:
    """Until when the certificate of the mail server holds; None where none is used. PostFout when no connection comes
    about, as with a certificate that has expired."""
    if not verzending.server or verzending.beveiliging == "geen":
        return None
    with Postsessie(verzending) as sessie:
        tot = sessie.certificaat_tot()
    return datetime.fromtimestamp(tot, UTC) if tot is not None else None


def onderwerp(ronde: Ronde) -> str:
    """One line about the round."""
    if ronde.nieuw:
        aantal = len(ronde.nieuw)
        return f"Peilstok: {aantal} {'melding vraagt' if aantal == 1 else 'meldingen vragen'} aandacht"
    return "Peilstok: in orde"


def tekst(ronde: Ronde) -> str:
    """The round in plain Dutch, a paragraph each."""
    alineas = [
        f"{alarm.tekst} (Gezien sinds {datum_tekst(alarm.sinds.astimezone(TIJDZONE).date())}.)" for alarm in ronde.nieuw
    ]
    alineas += [f"Voorbij: {alarm.tekst}" for alarm in ronde.voorbij]
    alineas += ["Op de machine van Peilstok zegt 'make doctor' meer, en 'make nachten' hoe de nachten verliepen."]
    return "\n\n".join("\n".join(wrap(alinea, 70)) for alinea in alineas) + "\n"


def _mail(ronde: Ronde, alarmering: Alarmering, verzending: Verzending, nu: datetime) -> list[str]:
    koppen = [
        adreskop("From", [("Peilstok", verzending.afzender)]),
        adreskop("To", [("", adres) for adres in alarmering.adressen]),
        tekstkop("Subject", onderwerp(ronde)),
        vaste_kop("Date", format_datetime(nu)),
        vaste_kop("Message-ID", f"<{uuid4()}@{verzending.afzender.rpartition('@')[2]}>"),
        vaste_kop("Auto-Submitted", "auto-generated"),
    ]
    inhoud = EmailMessage(policy=policy.SMTP)
    inhoud.set_content(tekst(ronde), cte="quoted-printable")
    bericht = "".join(f"{kop}\r\n" for kop in koppen).encode("ascii") + inhoud.as_bytes()
    try:
        with Postsessie(verzending) as sessie:
            antwoord = sessie.bied_aan(verzending.afzender, alarmering.adressen, bericht)
    except PostFout as fout:
        return [f"Het alarm kon niet worden gemaild: {fout}."]
    if antwoord.status is not Status.VERSTUURD:
        return [f"Het alarm kon niet worden gemaild: {antwoord.reden}."]
    return []


def _post(ronde: Ronde, webhook: str) -> list[str]:
    inhoud = {
        # what chat programs show
        "text": f"{onderwerp(ronde)}\n\n{tekst(ronde)}",
        "bron": "peilstok",
        "nieuw": [_vorm(alarm) for alarm in ronde.nieuw],
        "voorbij": [_vorm(alarm) for alarm in ronde.voorbij],
    }
    verzoek = urllib.request.Request(
        webhook,
        json.dumps(inhoud).encode(),
        {"Content-Type": "application/json", "User-Agent": "peilstok"},
        method="POST",
    )
    opener = urllib.request.build_opener(
        _NietDoorsturen, urllib.request.HTTPSHandler(context=ssl.create_default_context())
    )
    try:
        with opener.open(verzoek, timeout=WACHTTIJD):
            return []
    except urllib.error.HTTPError as fout:
        return [f"De webhook van het alarm antwoordt met {fout.code}."]
    except (OSError, HTTPException, ValueError):
        # their text may hold the address, which is a secret
        return ["De webhook van het alarm is niet te bereiken."]


def _vorm(alarm: Openstaand) -> dict[str, str]:
    sinds = alarm.sinds.astimezone(UTC).isoformat(timespec="seconds")
    return {"soort": alarm.soort, "tekst": alarm.tekst, "sinds": sinds}


class _NietDoorsturen(urllib.request.HTTPRedirectHandler):
    """Where a webhook sends us on to is not where we were told to post."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> NoReturn:
        raise urllib.error.HTTPError(req.full_url, code, msg, headers, fp)
