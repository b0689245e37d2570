"""The mail: counts and where the report lies, in plain Dutch. Never a row, a person's name or a toewijzingnummer, and
no attachment."""

from __future__ import annotations

from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from textwrap import wrap

from peilstok.datum import datum_tekst
from peilstok.rapport.gegevens import MAANDEN_LANG
from peilstok.rapport.kwaliteit import Telling
from peilstok.versturen.kop import adreskop, tekstkop, vaste_kop
from peilstok.versturen.partij import WETTEN, Melding

_MAX_NAAM = 80


def maak_bericht(
    melding: Melding, *, van: str, aan: tuple[str, ...], bericht_id: str, rapport: str, nu: datetime
) -> bytes:
    """The mail about `melding`, as it goes over the line. `van` and `aan` are bare addresses, `rapport` says where the
    report lies, `bericht_id` becomes the Message-ID, so that a repeated mail can be recognised. ValueError when an
    address is none.
    """
    naam = _een_regel(melding.naam)
    maand = f"{MAANDEN_LANG[melding.maand.month - 1]} {melding.maand.year}"
    koppen = [
        adreskop("From", [("Peilstok", van)]),
        adreskop("To", [("", adres) for adres in aan]),
        tekstkop("Subject", f"Kwaliteit van de berichten, {maand}: {naam}".rstrip()),
        vaste_kop("Date", format_datetime(nu)),
        vaste_kop("Message-ID", f"<{bericht_id}@{van.rpartition('@')[2]}>"),
        # nobody's out-of-office should answer this (RFC 3834)
        vaste_kop("Auto-Submitted", "auto-generated"),
    ]
    # the standard library makes the body and the headers about it: nothing there is a name
    inhoud = EmailMessage(policy=policy.SMTP)
    inhoud.set_content(_tekst(melding, naam, maand, rapport), cte="quoted-printable")
    return "".join(f"{kop}\r\n" for kop in koppen).encode("ascii") + inhoud.as_bytes()


def _tekst(melding: Melding, naam: str, maand: str, rapport: str) -> str:
    alineas = [
        "Goedendag,",
        f"Het rapport over de kwaliteit van de berichten tot en met {maand} staat klaar voor {naam}.",
        *_tellingen(melding),
        *(["Het rapport zelf gaat over alle gemeenten waarvoor u werkt."] if _is_deel(melding) else []),
        "In het rapport leest u per regel wat er niet klopt en hoe u dat in uw eigen systeem herstelt."
        " Wat u met een nieuw bericht herstelt, verdwijnt vanzelf uit het rapport. Het rapport staat hier:",
        rapport,
        "In deze mail staan geen gegevens van cliënten en er hoort geen bijlage bij.",
        "Deze mail is automatisch gemaakt door Peilstok.",
    ]
    # an address that is cut in two cannot be clicked
    return "\n\n".join(alinea if alinea == rapport else _omgebroken(alinea) for alinea in alineas) + "\n"


def _tellingen(melding: Melding) -> list[str]:
    dag = datum_tekst(melding.peildatum)
    regels = [
        f"- {WETTEN.get(wet, wet)}: {_aantal(t.open, 'bevinding', 'bevindingen')},"
        f" waarvan {_getal(t.zelf)} door u zelf te herstellen{_blijvend(t)}"
        for wet, t in melding.tellingen.items()
    ]
    alineas = ["\n".join([f"Op {dag} stond open:", *regels])] if regels else [f"Op {dag} stond er geen bevinding open."]
    if melding.stil_aantal:
        alineas.append(
            f"Let op: {_aantal(melding.stil_aantal, 'aanbieder', 'aanbieders')} met lopende zorg stuurde al een tijd"
            " niets. De cijfers lijken daardoor beter dan ze zijn. In het rapport staat om wie het gaat."
        )
    return alineas


def _blijvend(telling: Telling) -> str:
    if not telling.blijvend:
        return ""
    blijft = "blijft" if telling.blijvend == 1 else "blijven"
    return f" en {_getal(telling.blijvend)} die {blijft} staan, zoals wat te laat kwam"


def _is_deel(melding: Melding) -> bool:
    """A provider's contact for one gemeente: its report has more than its mail."""
    return bool(melding.partij.aanbieder_agb and melding.partij.gemeente_code)


def _omgebroken(alinea: str) -> str:
    """Lines short enough to go over the line as they are."""
    return "\n".join(deel for regel in alinea.split("\n") for deel in wrap(regel, 70))


def _aantal(aantal: int, een: str, meer: str) -> str:
    return f"{_getal(aantal)} {een if aantal == 1 else meer}"


def _getal(aantal: int) -> str:
    return f"{aantal:,}".replace(",", ".")


def _een_regel(naam: str) -> str:
    """A name from a reference table as it can stand in a header: one line, printable, not endless."""
    return " ".join("".join(teken if teken.isprintable() else " " for teken in naam).split())[:_MAX_NAAM]
