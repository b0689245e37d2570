"""The bench on which one breach of a rule is made: a client of its own at one aanbieder, what it sends and the facts.

A recipe tells what truly happened as facts (the truth comes from those, `afleiding.py`) and sends messages that are
wrong in one point. Where somebody has a wrong idea of a toewijzing, the message is written from that idea: a copy of
the toewijzing that is not among the facts. What the facts cannot say is put into the values by path.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from random import Random

from peilstok.berichten.schrijven import Waarde
from peilstok.demo.berichten import (
    RETOUR_VAN,
    Bericht,
    Concept,
    Nummering,
    inhoud_301,
    inhoud_regie,
    maak_retour,
    nummer,
    regie_product,
    toegewezen_product,
)
from peilstok.demo.declaratieberichten import declaratie_concept
from peilstok.demo.feiten import (
    TIJDELIJK,
    VERWIJDERD,
    Antwoord,
    Behandelplan,
    Declaratie,
    Feiten,
    Levering,
    Prestatie,
    Regel,
    Stop,
    Toewijzing,
    Versie,
    Verzoek,
)
from peilstok.demo.kalender import is_werkdag, plus_werkdagen, werkdagen_tussen
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.personen import Client, maak_client
from peilstok.demo.verzoekberichten import inhoud_315, inhoud_317, inhoud_319
from peilstok.demo.verzoeken import VOT, VOW
from peilstok.demo.wereld import GEMEENTEN, OEFENAANBIEDER, PRODUCT, Gemeente, Product

Afwijking = Mapping[str, Waarde]
"""Values that a message has instead of the right ones, by path: 'Client/Contactgegevens/Contact/0/Soort'."""

_ALLEEN_JW = frozenset({"OP359", "TR377/TR409", "S002-305-5WD", "S002-PLAN10WD"})
"""Rules that hold under the Jeugdwet only."""

CONTACT_301 = "Client/Contactgegevens/Contact/0"
PRODUCT_301 = "Client/ToegewezenProducten/ToegewezenProduct/0"
PRODUCT_305 = "Client/StartProducten/StartProduct/0"
PRODUCT_315 = "Client/AangevraagdeProducten/AangevraagdProduct/0"
TE_WIJZIGEN = "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct/0"
PRESTATIE = "Declaratie/Clienten/Client/0/Prestaties/Prestatie/0"

_PRODUCTEN = {"Jw": ("45V01", "54V01"), "Wmo": ("02A01", "07A01")}
_VOLGENS_PLAN = {"Jw": "31", "Wmo": "19"}
# A retour is due within three working days (OP090): what is younger may do without.
_RETOUR_DAGEN = 3
# Short enough that a definitive stop leaves no right open for more than 30 days (OP258).
_LOOPT_DOOR = timedelta(days=20)
_TARIEF_CENT = 6000


@dataclass
class Planting:
    """What the recipes left: facts, messages, and the number of findings by rule and law.

    `clientnummers` and `volgnummers` (of toewijzingen, references and declaraties) are given out once each.
    `tweelingen` are messages that share their identificatie with another and do not count (TR056).
    """

    clientnummers: Iterator[int] = field(default_factory=count)
    volgnummers: Iterator[int] = field(default_factory=count)
    feiten: Feiten = field(default_factory=Feiten)
    berichten: list[Bericht] = field(default_factory=list)
    tweelingen: list[Bericht] = field(default_factory=list)
    bevindingen: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Recept:
    """How one rule is broken `aantal` times, and which others that breaks inevitably: rule -> findings."""

    regel: str
    speel: Callable[[Casus], None]
    aantal: int = 1
    ook: Mapping[str, int] = field(default_factory=dict)
    gemeente: Gemeente = GEMEENTEN[0]

    @property
    def wetten(self) -> tuple[str, ...]:
        """The laws under which the rule holds."""
        return _wetten(self.regel)

    def bevindingen(self, wet: str) -> Counter[tuple[str, str]]:
        """Findings by rule and law."""
        verwacht = {self.regel: self.aantal, **self.ook}
        return Counter({(regel, wet): n for regel, n in verwacht.items() if wet in _wetten(regel)})


def _wetten(regel: str) -> tuple[str, ...]:
    return ("Jw",) if regel in _ALLEEN_JW else ("Jw", "Wmo")


def met(inhoud: Waarde, pad: str, waarde: Waarde) -> Waarde:
    """`inhoud` with another value at that path; numbers are places in a list, None leaves the element out."""
    naam, _, rest = pad.partition("/")
    if isinstance(inhoud, Mapping):
        return {**inhoud, naam: met(inhoud.get(naam), rest, waarde) if rest else waarde}
    if isinstance(inhoud, Sequence) and not isinstance(inhoud, str):
        deel = int(naam)
        nieuw = met(inhoud[deel], rest, waarde) if rest else waarde
        return [*inhoud[:deel], nieuw, *inhoud[deel + 1 :]]
    return met({}, pad, waarde)


class Casus:
    """One client under one law at the aanbieder whose messages go wrong; adds to `planting`.

    Days count back from P in working days, so that what is sent is young: no retour, answer or start is overdue by it.
    Older messages get their retour in time.
    """

    def __init__(
        self, planting: Planting, parameters: DemoParameters, nummering: Nummering, wet: str, gemeente: Gemeente
    ) -> None:
        self._planting = planting
        self._nummering = nummering
        self.p = parameters.peildatum
        self.wet = wet
        self.aanbieder = OEFENAANBIEDER
        self.product, self.ander_product = (PRODUCT[code] for code in _PRODUCTEN[wet])
        self._seed = parameters.seed
        self._gemeente = gemeente
        self.client = self.nieuwe_client()

    # -- days --

    def dag(self, terug: int) -> date:
        """The last working day up to P (0), or that many working days before it."""
        dag = self.p
        while not is_werkdag(dag) or terug > 0:
            terug -= is_werkdag(dag)
            dag -= timedelta(days=1)
        return dag

    @property
    def maand(self) -> date:
        """First day of P's month, and so of the month that is claimed."""
        return self.p.replace(day=1)

    def eerdere_maand(self, terug: int) -> date:
        """First day of that many months before P's."""
        maand = self.maand
        for _ in range(terug):
            maand = (maand - timedelta(days=1)).replace(day=1)
        return maand

    # -- who it is about --

    def nieuwe_client(self) -> Client:
        """Somebody about whom the messages are from here on."""
        nummer = next(self._planting.clientnummers)
        client = maak_client(nummer, self.wet, Random(f"{self._seed}/regel/{nummer}"))
        return self._wordt(replace(client, gemeente=self._gemeente))

    def als(self, **velden: object) -> Client:
        """The client goes on with other particulars."""
        return self._wordt(replace(self.client, **velden))  # type: ignore[arg-type]

    def _wordt(self, client: Client) -> Client:
        self.client = client
        self._planting.feiten.clienten.append(client)
        return client

    # -- sending --

    def _volgnummer(self) -> int:
        return next(self._planting.volgnummers)

    def stuur(self, concept: Concept, afwijking: Afwijking | None = None, *, zonder_retour: bool = False) -> Bericht:
        """Send a message that counts, and see to its retour when that is due by P."""
        bericht = self._maak(concept, afwijking)
        self._planting.berichten.append(bericht)
        is_rijp = werkdagen_tussen(bericht.dagtekening, self.p) > _RETOUR_DAGEN
        if bericht.berichttype in RETOUR_VAN and is_rijp and not zonder_retour:
            self.stuur_retour(bericht, plus_werkdagen(bericht.dagtekening, 1))
        return bericht

    def _maak(self, concept: Concept, afwijking: Afwijking | None = None) -> Bericht:
        inhoud: Waarde = concept.inhoud
        for pad, waarde in (afwijking or {}).items():
            inhoud = met(inhoud, pad, waarde)
        assert isinstance(inhoud, Mapping)
        return nummer([replace(concept, inhoud=inhoud)], self._nummering, "K")[0]

    def stuur_retour(self, bericht: Bericht, dag: date, inhoud: Mapping[str, Waarde] | None = None) -> None:
        """Send the retour that approves, with content if there is any."""
        retour = maak_retour(bericht, dag, self._nummering)
        self._planting.berichten.append(replace(retour, inhoud=inhoud or retour.inhoud))

    def stuur_tweeling(self, eerste: Bericht, concept: Concept) -> None:
        """Another message under the same identificatie, that must not count."""
        tweeling = replace(self._maak(concept), identificatie=eerste.identificatie)
        self._planting.tweelingen.append(tweeling)

    def concept(self, berichttype: str, dag: date, inhoud: Mapping[str, Waarde]) -> Concept:
        """A message about this client, not sent yet."""
        return Concept(berichttype, dag, self.wet, self.client.gemeente, self.aanbieder, inhoud)

    # -- toewijzingen --

    def beslis(
        self,
        product: Product | None = None,
        ingang: date | None = None,
        einddatum: date | None = None,
        referentie: str | None = None,
        op: date | None = None,
    ) -> Toewijzing:
        """A toewijzing, decided and known on `op` (three working days ago); sent by `toewijs`."""
        op = op or self.dag(3)
        product = product or self.product
        versie = Versie(op, "09:30:00", einddatum or self.p + _LOOPT_DOOR, None, op, referentie)
        toewijzing = Toewijzing(
            self._volgnummer(), self.client, self.aanbieder, product, ingang or op, product.omvang[1], [versie]
        )
        self._planting.feiten.toewijzingen.append(toewijzing)
        return toewijzing

    def toewijs(
        self,
        *toewijzingen: Toewijzing,
        afwijking: Afwijking | None = None,
        op: date | None = None,
        zonder_retour: bool = False,
    ) -> Bericht:
        """Send a 301 with the last version of each, on the day that the first of them was decided."""
        op = op or toewijzingen[0].laatste.verzonden
        producten: list[Mapping[str, Waarde]] = [
            toegewezen_product(t, t.laatste, t.laatste.reden if t.laatste.verzonden == op else None, op)
            for t in toewijzingen
        ]
        concept = self.concept("301", op, inhoud_301(self.client, self.wet, producten))
        return self.stuur(concept, afwijking, zonder_retour=zonder_retour)

    def toegewezen(self, afwijking: Afwijking | None = None, **velden: date | Product | str) -> Toewijzing:
        """Decide and send in one go."""
        toewijzing = self.beslis(**velden)  # type: ignore[arg-type]
        self.toewijs(toewijzing, afwijking=afwijking)
        return toewijzing

    def besluit(
        self, toewijzing: Toewijzing, op: date, einddatum: date | None, reden: str | None, referentie: str | None = None
    ) -> None:
        """A new version; sent by `toewijs`."""
        toewijzing.versies.append(Versie(op, "11:15:00", einddatum, reden, op, referentie))

    def verwijder(self, toewijzing: Toewijzing, op: date) -> None:
        """Decided and sent (reden 13)."""
        self.besluit(toewijzing, op, toewijzing.ingangsdatum, VERWIJDERD)
        self.toewijs(toewijzing)

    def wees(self) -> Toewijzing:
        """A toewijzing that nobody sent: what is reported on it stands alone."""
        toewijzing = self.beslis()
        self._planting.feiten.toewijzingen.pop()
        self._planting.feiten.wezen.append(toewijzing)
        return toewijzing

    # -- care --

    def meld(self, toewijzing: Toewijzing, op: date, *regels: Regel, afwijking: Afwijking | None = None) -> Bericht:
        """Send a 305 or 307 with these lines, without making it a fact."""
        return self.stuur(self.regie(toewijzing, op, *regels), afwijking)

    def regie(self, toewijzing: Toewijzing, op: date, *regels: Regel) -> Concept:
        """A 305 or 307, not sent yet."""
        berichttype = "305" if regels[0].einddatum is None else "307"
        producten: list[Mapping[str, Waarde]] = [regie_product(toewijzing, regel) for regel in regels]
        return self.concept(berichttype, op, inhoud_regie(berichttype, self.client, producten))

    def start(self, toewijzing: Toewijzing, begin: date | None = None, op: date | None = None) -> Levering:
        """Care begins (with the toewijzing) and is reported on `op` (that day)."""
        begin = begin or toewijzing.ingangsdatum
        self.meld(toewijzing, op or begin, Regel("1", begin, toewijzing.ingangsdatum))
        levering = Levering(begin, op or begin)
        toewijzing.leveringen.append(levering)
        return levering

    def stop(
        self, toewijzing: Toewijzing, levering: Levering, einde: date, op: date | None = None, reden: str = ""
    ) -> None:
        """Care ends as planned and is reported on `op` (that day); a later stop of the same kind goes before it."""
        reden = reden or _VOLGENS_PLAN[self.wet]
        if reden != TIJDELIJK and levering.definitief is not None:
            self._planting.feiten.losse_stops.append((toewijzing, levering.definitief))
        self.meld(toewijzing, op or einde, self.stopregel(toewijzing, levering.begindatum, einde, reden))
        if reden == TIJDELIJK:
            levering.tijdelijk = Stop(einde, reden, op or einde)
        else:
            levering.definitief = Stop(einde, reden, op or einde)

    def trek_start_in(self, toewijzing: Toewijzing, levering: Levering, op: date) -> None:
        """Take back a start (status 3); its stop stands alone from then on."""
        self.meld(toewijzing, op, Regel("3", levering.begindatum, toewijzing.ingangsdatum))
        toewijzing.leveringen.remove(levering)
        if levering.definitief is not None:
            self._planting.feiten.losse_stops.append((toewijzing, levering.definitief))

    def losse_stop(self, toewijzing: Toewijzing, begin: date, einde: date, op: date) -> None:
        """A stop on a start that was never reported."""
        regel = self.stopregel(toewijzing, begin, einde)
        self.meld(toewijzing, op, regel)
        self._planting.feiten.losse_stops.append((toewijzing, Stop(einde, regel.reden or "", op)))

    def stopregel(self, toewijzing: Toewijzing, begin: date, einde: date, reden: str = "") -> Regel:
        """The line of a stop, as planned if no other reden is given."""
        return Regel("1", begin, toewijzing.ingangsdatum, reden or _VOLGENS_PLAN[self.wet], einde)

    def plan(self, toewijzing: Toewijzing, datum: date, gestart: date) -> None:
        """The municipality notes a behandelplan, and when care really began."""
        self._planting.feiten.behandelplannen.append(Behandelplan(toewijzing, datum, gestart))

    # -- requests --

    def referentie(self, soort: str = VOT) -> str:
        """A ReferentieAanbieder that nobody else uses."""
        return f"{soort}-OEF-{self._volgnummer()}"

    def vraag(
        self,
        op: date,
        antwoorden: tuple[Antwoord, ...] = (),
        *,
        referentie: str = "",
        verwijzer: str = "01",
        producten: int = 1,
        toewijzing: Toewijzing | None = None,
        toegekend_op: date | None = None,
        afwijking: Afwijking | None = None,
        afwijking_antwoord: Afwijking | None = None,
    ) -> Verzoek:
        """Send a 315, which asks its product so many times, and the answers to the first; returns that."""
        verzoek = Verzoek(
            soort=VOT,
            referentie=referentie or self.referentie(),
            client=self.client,
            aanbieder=self.aanbieder,
            product=self.product,
            dagtekening=op,
            ingangsdatum=self.p,
            einddatum=self.p + _LOOPT_DOOR,
            volume=self.product.omvang[1],
            toewijzing=toewijzing,
            verwijzer=verwijzer,
            toegekend_op=toegekend_op,
            antwoorden=antwoorden,
        )
        nogmaals = replace(verzoek, toewijzing=None, toegekend_op=None, antwoorden=())
        samen = [verzoek, *(replace(nogmaals, referentie=self.referentie()) for _ in range(1, producten))]
        self._planting.feiten.verzoeken.extend(samen)
        self.stuur(self.concept("315", op, inhoud_315(samen)), afwijking)
        for antwoord in antwoorden:
            self.antwoord(verzoek.referentie, antwoord, afwijking_antwoord)
        return verzoek

    def antwoord(self, referentie: str, antwoord: Antwoord, afwijking: Afwijking | None = None) -> None:
        """Send a 319."""
        self.stuur(self.concept("319", antwoord.dagtekening, inhoud_319(referentie, antwoord)), afwijking)

    def vraag_wijziging(
        self,
        op: date,
        toewijzing: Toewijzing,
        naast: Sequence[Toewijzing] = (),
        per: date | None = None,
        *,
        toegekend_op: date | None = None,
        afwijking: Afwijking | None = None,
    ) -> Verzoek:
        """Send a 317 that asks to change a toewijzing `per` a day (two weeks after P)."""
        verzoek = Verzoek(
            soort=VOW,
            referentie=self.referentie(VOW),
            client=self.client,
            aanbieder=self.aanbieder,
            product=toewijzing.product,
            dagtekening=op,
            ingangsdatum=per or self.p + timedelta(days=14),
            einddatum=self.p + 2 * _LOOPT_DOOR,
            volume=toewijzing.volume,
            toewijzing=toewijzing,
            toegekend_op=toegekend_op,
        )
        self._planting.feiten.verzoeken.append(verzoek)
        self.stuur(self.concept("317", op, inhoud_317(verzoek, naast, verzoek.ingangsdatum)), afwijking)
        return verzoek

    # -- declaraties --

    def prestatie(
        self,
        toewijzing: Toewijzing,
        volume: int = 1,
        maand: date | None = None,
        referentie: str = "",
        credit_van: str | None = None,
    ) -> Prestatie:
        """Care in `maand` (P's) to be charged, or a credit of what bears the reference `credit_van`."""
        return Prestatie(
            referentienummer=referentie or f"OEF-{self._volgnummer()}",
            toewijzing=toewijzing,
            maand=maand or self.maand,
            volume=volume,
            tarief_cent=_TARIEF_CENT,
            debet_credit="C" if credit_van else "D",
            vorig_referentienummer=credit_van,
        )

    def declareer(
        self,
        *prestaties: Prestatie,
        maand: date | None = None,
        op: date | None = None,
        declaratienummer: str = "",
        beantwoord: bool = False,
        afwijking: Afwijking | None = None,
    ) -> tuple[Declaratie, Bericht]:
        """Send a 323 on `op` (P) over `maand` (P's); `beantwoord` says that a 325 of that day will follow."""
        dag = op or self.p
        declaratie = Declaratie(
            nummer=declaratienummer or f"OEF{self._volgnummer()}",
            wet=self.wet,
            gemeente=self.client.gemeente,
            aanbieder=self.aanbieder,
            maand=maand or self.maand,
            dagtekening=dag,
            prestaties=prestaties,
            beantwoord_op=dag if beantwoord else None,
        )
        self._planting.feiten.declaraties.append(declaratie)
        return declaratie, self.stuur(declaratie_concept(declaratie, "323", dag), afwijking)

    def beantwoord(
        self,
        declaratie: Declaratie,
        heen: Bericht,
        afwijking: Afwijking | None = None,
        kop: Mapping[str, Waarde] | None = None,
    ) -> None:
        """Send the 325 to it; `kop` are other values of its header."""
        concept = declaratie_concept(declaratie, "325", declaratie.beantwoord_op or declaratie.dagtekening, heen)
        self.stuur(replace(concept, kop_extra={**concept.kop_extra, **(kop or {})}), afwijking)
