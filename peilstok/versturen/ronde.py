"""One round: who has something new, send it, and write down how it went."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from peilstok.datum import datum_tekst
from peilstok.instellingen import Verzending
from peilstok.rapport.kwaliteit import Berichtkwaliteit, laatste_hele_maand, lees_berichtkwaliteit
from peilstok.versturen.bericht import maak_bericht
from peilstok.versturen.outbox import GEDAAN, Klaar, Outbox, Regel, Status
from peilstok.versturen.partij import Melding, Partij, maak_meldingen
from peilstok.versturen.smtp import PostFout, Postsessie


@dataclass(frozen=True)
class Postkamer:
    """Where a round finds and leaves things: the data team's folder of the publication, the outbox file, the folder for
    the mails of a dry run, the settings, and a keyed hash over texts (32 hex digits)."""

    publicatie: Path
    outbox: Path
    uit: Path
    verzending: Verzending
    hash_: Callable[[Iterable[str]], str]


@dataclass(frozen=True)
class Ronde:
    """How a round went, for the summary. `klaar`: mails that had to go out; in a dry run they were only written.

    `verstuurd` counts from the moment the caller named; `wacht`, `geweigerd` and `onzeker` the parties whose newest
    mail stands so now. `reden` says in Dutch why nothing or not all went out; `tijdelijk`: a later attempt may help.
    """

    proef: bool
    partijen: int = 0
    klaar: int = 0
    verstuurd: int = 0
    wacht: int = 0
    geweigerd: int = 0
    onzeker: int = 0
    reden: str = ""
    tijdelijk: bool = False


@dataclass(frozen=True)
class _Post:
    """A mail that has to go out."""

    klaar: Klaar
    melding: Melding
    adressen: tuple[str, ...]


def verstuur(
    kamer: Postkamer,
    contacten: Mapping[Partij, tuple[str, ...]],
    *,
    vandaag: date,
    sinds: datetime,
    op_verzoek: bool = False,
    opnieuw: str = "",
) -> Ronde:
    """Send each party of `contacten` with an address and a report its mail, when it has something new.

    New is a complete month that its last mail was not about; with `op_verzoek` also other open findings than in its
    last mail. `opnieuw` names a party (Partij.naam, or `alle`) whose refused or uncertain mail is offered again. Only
    figures on the month before that of `vandaag` are sent; a dry run shows others too. The caller holds the lock of the
    night.
    """
    proef = not kamer.verzending.versturen
    bereikbaar = {
        partij: adressen
        for partij, adressen in contacten.items()
        if adressen and (kamer.publicatie / "kwaliteit" / partij.rapport).is_file()
    }
    _ruim_proef_op(kamer.uit)
    if not bereikbaar:
        return Ronde(proef)
    k = lees_berichtkwaliteit(kamer.publicatie / "peilstok.duckdb")
    if k is None:
        return Ronde(proef, reden="de publicatie heeft geen bevindingen")
    if not proef and k.maand >= vandaag.replace(day=1):
        # complete for the figures on its last day, which has only just begun
        reden = "de maand is vandaag nog niet om; de mails gaan morgen" if op_verzoek or opnieuw else ""
        return Ronde(proef, len(bereikbaar), reden=reden)
    if not proef and k.maand != laatste_hele_maand(vandaag - timedelta(days=1)):
        reden = f"de cijfers gelden op {datum_tekst(k.peildatum)} en niet nu; draai eerst de nacht van vandaag"
        return Ronde(proef, len(bereikbaar), reden=reden)
    with Outbox(kamer.outbox) as outbox:
        if proef:
            posten = _posten(kamer, k, bereikbaar, outbox, op_verzoek)
            _schrijf_proef(kamer, posten)
            return Ronde(proef, len(bereikbaar), klaar=len(posten))
        outbox.sluit_onderbroken()
        heropend = outbox.heropen(opnieuw) if opnieuw else set()
        if opnieuw and not heropend:
            reden = f"er is geen geweigerde of onzekere mail (OPNIEUW={opnieuw})"
            return Ronde(proef, len(bereikbaar), reden=reden)
        posten = _posten(kamer, k, bereikbaar, outbox, op_verzoek, heropend)
        outbox.zet_klaar(post.klaar for post in posten)
        ronde = _bezorg(kamer, posten, outbox) if posten else Ronde(proef)
        stand = [regel.status for naam, regel in outbox.laatste().items() if naam in {p.naam for p in bereikbaar}]
        return replace(
            ronde,
            partijen=len(bereikbaar),
            klaar=len(posten),
            verstuurd=outbox.verstuurd_sinds(sinds),
            wacht=stand.count(Status.WACHT),
            geweigerd=stand.count(Status.GEWEIGERD),
            onzeker=stand.count(Status.ONZEKER),
        )


def is_nieuw(melding: Melding, adressen_hash: str, laatste: Regel | None, op_verzoek: bool) -> bool:
    """Whether a party that got `laatste` (None: nothing yet) should get this."""
    if laatste is None:
        return True
    if laatste.maand != melding.maand:
        # an older month comes by when figures are made again for an earlier day
        return melding.maand > laatste.maand
    if laatste.status == Status.GEWEIGERD and laatste.adressen_hash != adressen_hash:
        return True
    return op_verzoek and laatste.vingerafdruk != melding.vingerafdruk


def _posten(
    kamer: Postkamer,
    k: Berichtkwaliteit,
    bereikbaar: Mapping[Partij, tuple[str, ...]],
    outbox: Outbox,
    op_verzoek: bool,
    heropend: Collection[str] = (),
) -> list[_Post]:
    laatste = outbox.laatste(*GEDAAN)
    uit = []
    for melding in maak_meldingen(k, sorted(bereikbaar)):
        partij, adressen = melding.partij, bereikbaar[melding.partij]
        vorige = laatste.get(partij.naam)
        adressen_hash = kamer.hash_(("adressen", *sorted(adres.lower() for adres in adressen)))
        if not is_nieuw(melding, adressen_hash, vorige, op_verzoek or partij.naam in heropend):
            continue
        # the one before is part of it: findings that come back later are news again
        delen = (partij.naam, melding.maand.isoformat(), melding.vingerafdruk, vorige.bericht_id if vorige else "")
        klaar = Klaar(
            bericht_id=kamer.hash_(("bericht", *delen)),
            partij=partij.naam,
            adressen_hash=adressen_hash,
            maand=melding.maand,
            vingerafdruk=melding.vingerafdruk,
        )
        uit.append(_Post(klaar, melding, adressen))
    return uit


def _bezorg(kamer: Postkamer, posten: list[_Post], outbox: Outbox) -> Ronde:
    """Offer every mail over one connection, and write down each answer before the next is offered."""
    van = kamer.verzending.afzender
    wacht = {post.klaar.bericht_id for post in posten}
    uitgesteld = False
    try:
        with Postsessie(kamer.verzending) as sessie:
            for post in posten:
                bericht_id = post.klaar.bericht_id
                antwoord = sessie.bied_aan(
                    van, post.adressen, _inhoud(kamer, post), voor_inhoud=partial(outbox.begin, bericht_id)
                )
                outbox.zet(bericht_id, antwoord.status, antwoord.code, antwoord.reden)
                wacht.discard(bericht_id)
                uitgesteld |= antwoord.status == Status.WACHT
    except PostFout as fout:
        for bericht_id in wacht:
            outbox.zet(bericht_id, Status.WACHT, reden=str(fout))
        return Ronde(proef=False, reden=str(fout), tijdelijk=fout.tijdelijk)
    return Ronde(proef=False, tijdelijk=uitgesteld)


def _inhoud(kamer: Postkamer, post: _Post) -> bytes:
    return maak_bericht(
        post.melding,
        van=kamer.verzending.afzender or "peilstok@localhost.invalid",
        aan=post.adressen,
        bericht_id=post.klaar.bericht_id,
        rapport=_plek(kamer, post.melding.partij),
        nu=datetime.now(UTC),
    )


def _plek(kamer: Postkamer, partij: Partij) -> str:
    """Where the reader finds the report: in its own folder below the configured address, which may be a web address or
    a share."""
    adres = kamer.verzending.rapport_adres or str(kamer.publicatie.parent)
    scheiding = "\\" if "\\" in adres else "/"
    return scheiding.join((adres, *partij.doelgroep.split("/"), "kwaliteit", partij.rapport))


def _schrijf_proef(kamer: Postkamer, posten: list[_Post]) -> None:
    kamer.uit.mkdir(parents=True, exist_ok=True)
    # they hold the addresses, so that one can see who would get what
    kamer.uit.chmod(0o700)
    for post in posten:
        (kamer.uit / f"{post.klaar.partij}.eml").write_bytes(_inhoud(kamer, post))


def _ruim_proef_op(uit: Path) -> None:
    """What an earlier dry run would have sent is not what this round would."""
    for oud in uit.glob("*.eml"):
        oud.unlink()
