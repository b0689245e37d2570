"""A round of mails with the settings of this project, and how it went in plain Dutch."""

from datetime import datetime

import duckdb

from dagster_project.plaatsen import leesbaar
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.instellingen import Instellingen, vandaag
from peilstok.versturen import Postkamer, Ronde, lees_contacten, verstuur


def verstuur_nu(
    waarden: Instellingen,
    pseudoniem: Pseudonimiseerder,
    *,
    sinds: datetime,
    op_verzoek: bool = False,
    opnieuw: str = "",
) -> Ronde:
    """`peilstok.versturen.verstuur` on the publication and the contacts of the warehouse, which must exist. The caller
    holds the lock of the night."""
    with duckdb.connect(str(waarden.warehouse), read_only=True) as con:
        contacten = lees_contacten(con)
    kamer = Postkamer(
        publicatie=waarden.publicatie / "datateam",
        outbox=waarden.outbox,
        uit=waarden.uit,
        verzending=waarden.verzending,
        hash_=pseudoniem.inhoud_hash,
    )
    return verstuur(kamer, contacten, vandaag=vandaag(), sinds=sinds, op_verzoek=op_verzoek, opnieuw=opnieuw)


def mailregels(ronde: Ronde, waarden: Instellingen) -> list[str]:
    """How the round went; never empty, and without an address."""
    if not ronde.partijen and not ronde.reden:
        return ["niemand te mailen: contactpersonen.csv noemt geen adres bij een rapport"]
    if ronde.proef and not ronde.reden:
        aantal = f"{ronde.klaar} {'mail' if ronde.klaar == 1 else 'mails'}"
        return [f"proef: {aantal} geschreven in {leesbaar(waarden.uit)}, niets verstuurd (PEILSTOK_VERSTUREN=nee)"]
    aantallen = [
        f"{aantal} {woord}"
        for aantal, woord in (
            (ronde.verstuurd, "verstuurd"),
            (ronde.wacht, "in de wacht"),
            (ronde.geweigerd, "geweigerd"),
            (ronde.onzeker, "onzeker"),
        )
        if aantal
    ]
    regels = [", ".join(aantallen)] if aantallen else []
    if ronde.reden:
        regels.append(f"niet (alles) verstuurd: {ronde.reden}")
    if ronde.wacht or ronde.geweigerd or ronde.onzeker:
        regels.append("'make doctor' zegt om wie het gaat en wat u kunt doen")
    return regels or ["niets nieuws te melden"]
