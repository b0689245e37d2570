"""Mail of the portal, by the same connection as the mails about reports; without PEILSTOK_VERSTUREN=ja it stays in a
folder, to look at."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from peilstok.versturen.outbox import Status
from peilstok.versturen.smtp import Postsessie

UIT = "uit"
"""Folder for mails that are not sent; a link to set a password is in them, so only the owner reads it."""


class Postbus(BaseEmailBackend):
    """Sends what Django hands it, or puts it in `<map>/uit`. PostFout when the server cannot be used."""

    def __init__(self, fail_silently: bool = False, **_: Any) -> None:
        super().__init__(fail_silently=fail_silently)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        verzending = settings.OPZET.nacht.verzending
        if not verzending.versturen:
            return sum(_leg_klaar(bericht) for bericht in email_messages)
        aantal = 0
        with Postsessie(verzending) as sessie:
            for bericht in email_messages:
                antwoord = sessie.bied_aan(verzending.afzender, bericht.recipients(), _bytes(bericht))
                aantal += antwoord.status == Status.VERSTUURD
        return aantal


def _bytes(bericht: EmailMessage) -> bytes:
    # nobody's out-of-office should answer this (RFC 3834)
    bericht.extra_headers.setdefault("Auto-Submitted", "auto-generated")
    return bytes(bericht.message().as_bytes(linesep="\r\n"))


def _leg_klaar(bericht: EmailMessage) -> int:
    map_ = settings.OPZET.map_ / UIT
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (map_ / f"{secrets.token_hex(8)}.eml").open("xb") as uit:
        uit.write(_bytes(bericht))
    return 1
