"""Announce the reports on message quality by mail: one mail per report and party, with counts and where it lies."""

from peilstok.versturen.outbox import Outbox, Regel, Status
from peilstok.versturen.partij import Partij, lees_contacten, zonder_adres
from peilstok.versturen.ronde import Postkamer, Ronde, verstuur
from peilstok.versturen.smtp import PostFout

__all__ = [
    "Outbox",
    "Partij",
    "PostFout",
    "Postkamer",
    "Regel",
    "Ronde",
    "Status",
    "lees_contacten",
    "verstuur",
    "zonder_adres",
]
