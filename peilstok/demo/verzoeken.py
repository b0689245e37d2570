"""Verzoeken of aanbieders: for a part of the decisions the request that led to it, and requests that came to nothing.

Comes after the lives: a request is fitted before a decision that is there already, so that toewijzingen and care stay
what they were. One aanbieder never has two requests for one client pending at the same time (TR374).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from peilstok.demo.feiten import Antwoord, Feiten, Toewijzing, Versie, Verzoek
from peilstok.demo.kalender import is_werkdag, plus_werkdagen
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.wereld import PRODUCT, VERWIJZER_GEWICHT, Product

VOT, VOW = "VOT", "VOW"
AFGEWEZEN, IN_ONDERZOEK = "1", "2"
_VERLENGING, _OP_VERZOEK = "04", "12"
# Whether an aanbieder asked: of a toewijzing without and with a reference.
_KANS_VOT = {"Jw": (0.32, 1.0), "Wmo": (0.02, 0.65)}
# WJ759 without 8 (Woonplaatsbeginsel, Jw only, wants a class of its own).
_REDENEN = {VOT: ("3", "4", "5", "6", "7"), VOW: ("1", "2", "4", "6", "7")}


def _dagen(aantal: int) -> timedelta:
    return timedelta(days=aantal)


def _werkdag(dag: date) -> date:
    """That day, or the last working day before it."""
    while not is_werkdag(dag):
        dag -= _dagen(1)
    return dag


class _Groep:
    """The requests of one aanbieder for one client under one law."""

    def __init__(self, toewijzingen: list[Toewijzing], parameters: DemoParameters, rng: Random) -> None:
        self._toewijzingen = toewijzingen
        self._p = parameters
        self._rng = rng
        self._bezet: list[tuple[date, date]] = []
        self._nummer = 0
        self.verzoeken: list[Verzoek] = []

    def vul(self) -> None:
        for toewijzing in self._toewijzingen:
            self._vraag_toewijzing(toewijzing)
        for toewijzing in self._toewijzingen:
            for versie in toewijzing.versies[1:]:
                if versie.reden == _OP_VERZOEK or (versie.reden == _VERLENGING and self._rng.random() < 0.35):
                    self._vraag_wijziging(toewijzing, versie)
        self._vergeefs()

    def _referentie(self, soort: str) -> str:
        # Unique per aanbieder and law (TR347), and never nine digits in a row.
        self._nummer += 1
        wet = self._toewijzingen[0].product.wet
        return f"{soort}-{wet[0]}{self._toewijzingen[0].client.nummer}-{self._nummer:02d}"

    def _neem(self, van: date, tot: date) -> bool:
        """Claim a period for one request; False when another was pending or it lies outside the two years."""
        if van < self._p.begindatum or any(van <= eind and tot >= begin for begin, eind in self._bezet):
            return False
        self._bezet.append((van, tot))
        return True

    def _verwijzer(self, product: Product) -> str:
        gewichten = VERWIJZER_GEWICHT[product.code]
        return self._rng.choices(list(gewichten), list(gewichten.values()))[0]

    # -- requests that were granted --

    def _aanloop(self, besluit: date, tot: date) -> tuple[date, tuple[Antwoord, ...], date | None] | None:
        """Fit a request before a decision that was known on `tot`: Dagtekening, answers on the way, day of a refused
        first try.
        """
        rng = self._rng
        onderzoek = rng.random() < 0.16
        lang = rng.randint(14, 55) if onderzoek else rng.choice((0, 1, 2, 3, 4, 5, 6, 7))
        if not onderzoek and rng.random() < 0.18:
            lang = rng.randint(9, 24)
        afgekeurd = self._p.retours and rng.random() < 0.05
        for duur in (lang, 4, 1):
            dag = _werkdag(besluit - _dagen(duur))
            antwoorden: tuple[Antwoord, ...] = ()
            if onderzoek and duur == lang:
                eerste = plus_werkdagen(dag, rng.choice((1, 2, 3, 4, 5, 8)))
                antwoorden = (Antwoord(eerste, IN_ONDERZOEK),) if eerste < besluit else ()
            afgekeurd_op = _werkdag(dag - _dagen(rng.randint(3, 6))) if afgekeurd else None
            if self._neem(afgekeurd_op or dag, tot):
                return dag, antwoorden, afgekeurd_op
        return None

    def _vraag_toewijzing(self, toewijzing: Toewijzing) -> None:
        """The 315 before a toewijzing, mostly under Jw; without one its reference goes (TR379)."""
        rng, eerste = self._rng, toewijzing.versies[0]
        kans = _KANS_VOT[toewijzing.product.wet]
        gevraagd = rng.random() < kans[eerste.referentie is not None]
        besluit = eerste.afgekeurd_op or eerste.verzonden
        aanloop = self._aanloop(besluit, eerste.verzonden) if gevraagd else None
        if aanloop is None:
            toewijzing.versies[0] = replace(eerste, referentie=None)
            return
        dag, antwoorden, afgekeurd_op = aanloop
        verzoek = Verzoek(
            soort=VOT,
            referentie=self._referentie(VOT),
            client=toewijzing.client,
            aanbieder=toewijzing.aanbieder,
            product=toewijzing.product,
            dagtekening=dag,
            ingangsdatum=toewijzing.ingangsdatum,
            einddatum=eerste.einddatum,
            volume=toewijzing.volume,
            toewijzing=toewijzing,
            verwijzer=self._verwijzer(toewijzing.product),
            toegekend_op=eerste.verzonden,
            antwoorden=antwoorden,
            afgekeurd_op=afgekeurd_op,
        )
        toewijzing.versies[0] = replace(eerste, referentie=verzoek.referentie)
        self.verzoeken.append(verzoek)
        ander = self._ander_product(toewijzing.product)
        if ander is not None and afgekeurd_op is None and rng.random() < 0.12:
            # Two products in one 315: the one is granted, the other refused.
            self.verzoeken.append(
                replace(
                    verzoek,
                    referentie=self._referentie(VOT),
                    product=ander,
                    volume=rng.randint(*ander.omvang[:2]),
                    toewijzing=None,
                    verwijzer=self._verwijzer(ander),
                    toegekend_op=None,
                    antwoorden=(Antwoord(eerste.verzonden, AFGEWEZEN, rng.choice(_REDENEN[VOT])),),
                )
            )

    def _ander_product(self, product: Product) -> Product | None:
        aanbod = [PRODUCT[code] for code, _ in self._toewijzingen[0].aanbieder.producten]
        anders = [p for p in aanbod if p.wet == product.wet and p is not product]
        return self._rng.choice(anders) if anders else None

    def _vraag_wijziging(self, toewijzing: Toewijzing, versie: Versie) -> None:
        """The 317 before a change: it gets reden 12, and all that stands goes under its reference (IV093)."""
        dag_besluit = versie.verzonden
        if any(
            v.verzonden == dag_besluit for t in self._toewijzingen for v in t.versies if v is not versie
        ) or not toewijzing.is_actueel_op(dag_besluit - _dagen(1)):
            return
        aanloop = self._aanloop(dag_besluit, dag_besluit)
        if aanloop is None:
            return
        dag, antwoorden, afgekeurd_op = aanloop
        if not toewijzing.is_actueel_op(afgekeurd_op or dag):
            self._bezet.pop()
            return
        referentie = self._referentie(VOW)
        self.verzoeken.append(
            Verzoek(
                soort=VOW,
                referentie=referentie,
                client=toewijzing.client,
                aanbieder=toewijzing.aanbieder,
                product=toewijzing.product,
                dagtekening=dag,
                ingangsdatum=toewijzing.ingangsdatum,
                einddatum=versie.einddatum,
                volume=toewijzing.volume,
                toewijzing=toewijzing,
                toegekend_op=dag_besluit,
                antwoorden=antwoorden,
                afgekeurd_op=afgekeurd_op,
            )
        )
        plaats = toewijzing.versies.index(versie)
        toewijzing.versies[plaats] = replace(versie, reden=_OP_VERZOEK, referentie=referentie)
        for ander in self._toewijzingen:
            if ander is not toewijzing and ander.is_actueel_op(dag_besluit):
                bekend = ander.bekend_op(dag_besluit)
                assert bekend is not None
                ander.versies[ander.versies.index(bekend)] = replace(
                    bekend, latere_referenties=(*bekend.latere_referenties, (dag_besluit, referentie))
                )

    # -- requests that came to nothing, or not yet --

    def _vergeefs(self) -> None:
        rng, p = self._rng, self._p
        lot = rng.random()
        if lot > 0.14:
            return
        # More than half: pending on P, or decided only just.
        terug = rng.randint(0, 25) if lot < 0.08 else rng.randint(0, (p.peildatum - p.begindatum).days)
        dag = _werkdag(p.peildatum - _dagen(terug))
        soort = rng.choice((VOT, VOW))
        toewijzing = rng.choice(self._toewijzingen)
        ander = self._ander_product(toewijzing.product)
        antwoorden, einde = self._afwijzing(dag, soort)
        if (soort == VOW and not toewijzing.is_actueel_op(dag)) or not self._neem(dag, einde):
            return
        product = (ander or toewijzing.product) if soort == VOT else toewijzing.product
        ingangsdatum = max(dag + _dagen(rng.randint(7, 30)), toewijzing.ingangsdatum)
        verzoek = Verzoek(
            soort=soort,
            referentie=self._referentie(soort),
            client=toewijzing.client,
            aanbieder=toewijzing.aanbieder,
            product=product,
            dagtekening=dag,
            ingangsdatum=ingangsdatum,
            einddatum=ingangsdatum + _dagen(product.norm_dagen),
            volume=product.omvang[1],
            antwoorden=antwoorden,
        )
        if soort == VOT:
            verzoek = replace(verzoek, verwijzer=self._verwijzer(product))
        else:
            verzoek = replace(verzoek, toewijzing=toewijzing, nieuw=ander if rng.random() < 0.4 else None)
        self.verzoeken.append(verzoek)

    def _afwijzing(self, dag: date, soort: str) -> tuple[tuple[Antwoord, ...], date]:
        """The 319's up to P that end in a refusal, and the day until which the request was pending."""
        rng, p = self._rng, self._p
        antwoorden: list[Antwoord] = []
        moment = plus_werkdagen(dag, rng.choice((0, 1, 2, 3, 4, 5, 5, 7, 11)))
        if rng.random() < 0.3:
            antwoorden.append(Antwoord(moment, IN_ONDERZOEK))
            nogmaals = plus_werkdagen(moment, 3)
            if p.retours and rng.random() < 0.4 and self._is_afgekeurd_voor_p(nogmaals):
                # Sent twice: the second one is refused (TR360).
                antwoorden.append(Antwoord(nogmaals, IN_ONDERZOEK, afgekeurd=True))
            moment = plus_werkdagen(moment, rng.randint(5, 30))
        reden = rng.choice(_REDENEN[soort])
        if p.retours and rng.random() < 0.1 and self._is_afgekeurd_voor_p(moment):
            antwoorden.append(Antwoord(moment, AFGEWEZEN, reden, afgekeurd=True))
            moment = plus_werkdagen(moment, 4)
        antwoorden.append(Antwoord(moment, AFGEWEZEN, reden))
        return tuple(antwoord for antwoord in antwoorden if antwoord.dagtekening <= p.peildatum), moment

    def _is_afgekeurd_voor_p(self, dag: date) -> bool:
        """Whether the refusal of an answer of that day is known on P: until then the answer stands."""
        return plus_werkdagen(dag, 1) <= self._p.peildatum


def _groepen(toewijzingen: Sequence[Toewijzing]) -> Iterator[list[Toewijzing]]:
    groepen: defaultdict[tuple[int, str, str], list[Toewijzing]] = defaultdict(list)
    for toewijzing in toewijzingen:
        groepen[toewijzing.client.nummer, toewijzing.product.wet, toewijzing.aanbieder.agb].append(toewijzing)
    yield from groepen.values()


def voeg_verzoeken_toe(feiten: Feiten, parameters: DemoParameters) -> None:
    """Adds the requests to `feiten` and their references and reden 12 to the toewijzingen."""
    for groep in _groepen(feiten.toewijzingen):
        eerste = groep[0]
        sleutel = f"{eerste.client.nummer}/{eerste.product.wet}/{eerste.aanbieder.agb}"
        verzoeken = _Groep(groep, parameters, Random(f"{parameters.seed}/verzoek/{sleutel}"))
        verzoeken.vul()
        feiten.verzoeken.extend(verzoeken.verzoeken)
