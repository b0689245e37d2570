"""The lives of the clients: what was decided, delivered and reported, from the first day of the region up to P.

Each client has a random generator of its own, so that a larger region begins with the same clients. All chances are
invented; they are chosen so that every situation of velden.md chapter 3 (oprekken, intrekken, verwijderen, tijdelijke
stop, herstart, correctie, afkeur) occurs in the standard region.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from peilstok.demo.feiten import TIJDELIJK, VERWIJDERD, Feiten, Levering, Regel, Regiebericht, Stop, Toewijzing, Versie
from peilstok.demo.kalender import maandeinde, plus_werkdagen
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.personen import Client, maak_client
from peilstok.demo.wereld import AANBIEDERS, PRODUCT, Aanbieder, Product

_VOLGENS_PLAN = {"Jw": "31", "Wmo": "19"}
_OVERLIJDEN, _ANDERE_AANBIEDER = "02", "38"
# (reden beeindiging, reden wijziging that the gemeente sends with it, chance); 3.3 last point.
_VROEG = {
    "Jw": (("32", "05", 4), ("33", "05", 2), ("34", "05", 5), ("35", "07", 2), ("36", "05", 2), ("37", "12", 2),
           ("38", "09", 3), ("39", "06", 2)),
    "Wmo": (("02", "02", 3), ("21", "05", 4), ("22", "05", 2), ("23", "05", 4), ("31", "07", 2), ("36", "05", 2),
            ("37", "12", 2), ("38", "09", 2), ("39", "06", 3)),
}  # fmt: skip
_EERSTE_NUMMER = 300101
_HOOGSTENS_TOEWIJZINGEN = 5


def _dagen(aantal: int) -> timedelta:
    return timedelta(days=aantal)


class _Leven:
    """One client's life; adds to `feiten`, takes toewijzingnummers from `nummers` (last given per law and gemeente)."""

    def __init__(
        self, parameters: DemoParameters, nummer: int, feiten: Feiten, nummers: Counter[tuple[str, str]]
    ) -> None:
        self._p = parameters
        self._rng = Random(f"{parameters.seed}/{nummer}")
        self._feiten = feiten
        self._nummers = nummers
        self._soort = self._rng.choices(("Jw", "Wmo", "beide"), (50, 44, 6))[0]
        self._client: Client = maak_client(nummer, self._soort, self._rng)
        self._laatste_melding = parameters.begindatum

    # -- the whole life --

    def leef(self) -> None:
        self._feiten.clienten.append(self._client)
        rng, eerste = self._rng, self._p.begindatum
        if rng.random() < 0.34:
            ingang = eerste - _dagen(rng.randint(5, 250))
        else:
            ingang = eerste + _dagen(rng.randint(0, (self._p.peildatum - eerste).days - 5))
            if ingang.month in (7, 8) and rng.random() < 0.6:
                ingang += _dagen(50)
        aanbieder, product = self._kies(ingang)
        for _ in range(_HOOGSTENS_TOEWIJZINGEN):
            toewijzing = self._toewijzing(aanbieder, product, ingang)
            if toewijzing is None:
                return
            self._naast(toewijzing)
            vervolg = self._vervolg(toewijzing)
            if vervolg is None:
                return
            aanbieder, product, ingang = vervolg

    def _wet(self, dag: date) -> str:
        if self._soort != "beide":
            return self._soort
        geboren = self._client.geboortedatum
        return "Jw" if (dag.year - geboren.year, dag.month, dag.day) < (18, geboren.month, geboren.day) else "Wmo"

    def _kies(
        self, dag: date, product: Product | None = None, niet: Aanbieder | None = None
    ) -> tuple[Aanbieder, Product]:
        """An aanbieder and product of the law that holds that day; shares of products drift over the two years."""
        deel = min(max((dag - self._p.begindatum).days / 730, 0.0), 1.0)
        wet = self._wet(dag)
        keuzes = [
            (aanbieder, PRODUCT[code], gewicht * (1 + (PRODUCT[code].trend - 1) * deel))
            for aanbieder in AANBIEDERS
            for code, gewicht in aanbieder.producten
            if PRODUCT[code].wet == wet and aanbieder is not niet and product in (None, PRODUCT[code])
        ]
        aanbieder, gekozen, _ = self._rng.choices(keuzes, [gewicht for *_, gewicht in keuzes])[0]
        return aanbieder, gekozen

    def _naast(self, toewijzing: Toewijzing) -> None:
        """Sometimes a second product from the same aanbieder beside the first (OP087: one 301 carries both)."""
        anders = [
            PRODUCT[code]
            for code, _ in toewijzing.aanbieder.producten
            if PRODUCT[code].wet == toewijzing.product.wet and PRODUCT[code] is not toewijzing.product
        ]
        if anders and self._rng.random() < 0.16:
            ingang = toewijzing.ingangsdatum + _dagen(self._rng.randint(0, 40))
            self._toewijzing(toewijzing.aanbieder, self._rng.choice(anders), ingang)

    def _vervolg(self, vorige: Toewijzing) -> tuple[Aanbieder, Product, date] | None:
        """What follows when a toewijzing has ended: aanbieder, product and ingangsdatum, or nothing."""
        rng, einde = self._rng, vorige.laatste.einddatum
        if einde is None or einde > self._p.peildatum:
            return None
        stops = [levering.definitief.reden for levering in vorige.leveringen if levering.definitief]
        reden = stops[-1] if stops else None
        if reden == _OVERLIJDEN or vorige.laatste.reden == _OVERLIJDEN:
            return None
        kans = rng.random()
        zelfde_wet = self._wet(einde) == vorige.product.wet
        if zelfde_wet and (reden == _ANDERE_AANBIEDER or kans < 0.08) and vorige.product.code != "41V02":
            ingang = einde + _dagen(rng.randint(1, 20))
            if self._wet(ingang) == vorige.product.wet:
                try:
                    return *self._kies(ingang, vorige.product, vorige.aanbieder), ingang
                except IndexError:
                    # The only aanbieder of this product.
                    return None
        if zelfde_wet and kans < 0.30:
            # Mostly right after, sometimes with an overlap of a few days.
            ingang = einde + _dagen(rng.choice((1, 1, 1, rng.randint(2, 25), -rng.randint(0, 4))))
            return vorige.aanbieder, vorige.product, max(ingang, vorige.ingangsdatum + _dagen(1))
        if kans < 0.42:
            ingang = einde + _dagen(rng.randint(1, 28))
            return *self._kies(ingang), ingang
        if kans < 0.54:
            ingang = einde + _dagen(rng.randint(60, 320))
            return *self._kies(ingang), ingang
        return None

    # -- decisions of the gemeente --

    def _toewijzing(self, aanbieder: Aanbieder, product: Product, ingang: date) -> Toewijzing | None:
        """A toewijzing and all that happens on it; None when it would be sent after P."""
        rng = self._rng
        eerste = self._eerste_versie(aanbieder, product, ingang)
        if eerste is None:
            return None
        sleutel = (product.wet, self._client.gemeente.code)
        self._nummers[sleutel] += 1
        toewijzing = Toewijzing(
            nummer=_EERSTE_NUMMER + self._nummers[sleutel],
            client=self._client,
            aanbieder=aanbieder,
            product=product,
            ingangsdatum=ingang,
            volume=rng.randint(*product.omvang[:2]),
            versies=[eerste],
        )
        self._feiten.toewijzingen.append(toewijzing)
        self._laatste_melding = eerste.verzonden
        lot = rng.random()
        if lot < 0.03:
            self._verwijder(toewijzing)
        elif lot < 0.034:
            # Withdrawn on its first day: a toewijzing of one day, not a deletion.
            self._besluit(toewijzing, eerste.toewijzingsdatum + _dagen(rng.randint(2, 12)), ingang, "05")
        elif lot > 0.07:
            self._rek_op(toewijzing)
            self._zorg(toewijzing)
        # Otherwise never started.
        return toewijzing

    def _eerste_versie(self, aanbieder: Aanbieder, product: Product, ingang: date) -> Versie | None:
        rng, p = self._rng, self._p
        dagen = product.norm_dagen * rng.gauss(1, 0.18)
        laatste_jaar = ingang + _dagen(round(dagen * aanbieder.duur[0])) >= date(p.peildatum.year, 1, 1)
        einddatum: date = ingang + _dagen(max(75, round(dagen * aanbieder.duur[laatste_jaar])))
        # What had ended before the first message is not part of the region.
        einddatum = max(einddatum, p.begindatum + _dagen(rng.randint(15, 120)))
        if rng.random() < 0.4:
            einddatum = maandeinde(einddatum)
        tot = None if rng.random() < product.open_einde else einddatum
        achteraf = rng.random() < 0.12
        besloten = ingang + _dagen(rng.randint(1, 21)) if achteraf else ingang - _dagen(rng.randint(0, 21))
        verzonden = max(besloten + _dagen(rng.choice((0, 0, 1, 3))), p.begindatum + _dagen(rng.randint(0, 6)))
        afgekeurd_op = None
        if p.retours and rng.random() < 0.02:
            afgekeurd_op, verzonden = verzonden, plus_werkdagen(verzonden, rng.randint(3, 7))
        if verzonden > p.peildatum:
            return None
        return Versie(
            toewijzingsdatum=besloten,
            tijd=self._tijd(),
            einddatum=tot,
            reden=None,
            verzonden=verzonden,
            referentie=f"VOT-{self._client.nummer}-{rng.randint(1000, 9999)}" if rng.random() < 0.3 else None,
            afgekeurd_op=afgekeurd_op,
        )

    def _tijd(self) -> str:
        return f"{self._rng.randint(8, 17):02d}:{self._rng.randint(0, 59):02d}:{self._rng.randint(0, 59):02d}"

    def _besluit(self, toewijzing: Toewijzing, dag: date, einddatum: date, reden: str) -> bool:
        """A new version; False when it would be sent after P."""
        vorige = toewijzing.laatste
        dag = max(dag, vorige.toewijzingsdatum + _dagen(1))
        verzonden = max(dag + _dagen(self._rng.choice((0, 0, 1, 3))), vorige.verzonden + _dagen(1))
        if verzonden > self._p.peildatum:
            return False
        toewijzing.versies.append(Versie(dag, self._tijd(), einddatum, reden, verzonden))
        return True

    def _rek_op(self, toewijzing: Toewijzing) -> None:
        """Extensions before the end (reden 04, OP380): the same nummer, a later einddatum."""
        rng = self._rng
        for kans in (0.26, 0.15):
            einde = toewijzing.laatste.einddatum
            if einde is None or rng.random() > kans:
                return
            dag = einde - _dagen(rng.randint(12, 45))
            if dag < toewijzing.laatste.verzonden or not self._besluit(
                toewijzing, dag, einde + _dagen(rng.randint(60, 200)), "04"
            ):
                return

    def _verwijder(self, toewijzing: Toewijzing) -> None:
        """Sent by mistake, then reden 13 with einddatum = ingangsdatum; sometimes the aanbieder had already reported a
        start.
        """
        rng, eerste = self._rng, toewijzing.laatste
        begin = toewijzing.ingangsdatum
        gestart = plus_werkdagen(max(begin, eerste.verzonden), 2)
        verwijderd = max(eerste.verzonden, gestart) + _dagen(rng.randint(1, 12))
        ingetrokken = plus_werkdagen(verwijderd + _dagen(4), rng.randint(1, 4))
        met_start = ingetrokken <= self._p.peildatum and rng.random() < 0.4
        if self._besluit(toewijzing, verwijderd, begin, VERWIJDERD) and met_start:
            regel = Regel("1", begin, begin)
            self._stuur("305", gestart, toewijzing, regel)
            self._stuur("305", ingetrokken, toewijzing, replace(regel, status="3"))

    # -- care --

    def _zorg(self, toewijzing: Toewijzing) -> None:
        """Care on a toewijzing: a start, perhaps a pause, perhaps an early end."""
        rng, p = self._rng, self._p
        einde = toewijzing.laatste.einddatum
        wacht = min(int(rng.expovariate(1 / toewijzing.aanbieder.wacht_dagen)), 60)
        begin = toewijzing.ingangsdatum + _dagen(wacht)
        vroeg = self._vroeg_einde(toewijzing, begin) if rng.random() < 0.27 else None
        eind: date | None
        if vroeg is not None:
            eind, reden, reden_wijziging = vroeg
        else:
            eind = None if einde is None else einde - _dagen(rng.choice((0, 0, 0, 0, rng.randint(1, 8))))
            reden, reden_wijziging = _VOLGENS_PLAN[toewijzing.product.wet], ""
        ingetrokken = vroeg is not None and self._trek_in(toewijzing, vroeg[0], reden, reden_wijziging)
        levering = self._start(toewijzing, begin)
        if levering is not None and rng.random() < 0.12:
            levering = self._pauze(toewijzing, levering, eind, reden)
        if levering is None:
            return
        if eind is None or eind > p.peildatum:
            if rng.random() < 0.03:
                self._stop_vergissing(toewijzing, levering)
            return
        if vroeg is None and p.fouten and rng.random() < 0.03:
            # The aanbieder forgets its 307 (OP288).
            return
        gestopt = self._stop(toewijzing, levering, eind, reden)
        if gestopt and vroeg is not None and not ingetrokken and einde is not None and rng.random() < 0.25:
            self._begin_opnieuw(toewijzing, eind, einde)

    def _vroeg_einde(self, toewijzing: Toewijzing, begin: date) -> tuple[date, str, str] | None:
        """Day, reden beeindiging and reden wijziging of an early end; None when there is no room for one before P."""
        rng = self._rng
        van = max(begin + _dagen(25), toewijzing.laatste.verzonden + _dagen(8))
        tot = min((toewijzing.laatste.einddatum or self._p.peildatum) - _dagen(15), self._p.peildatum)
        if van > tot:
            return None
        redenen = _VROEG[toewijzing.product.wet]
        reden, reden_wijziging, _ = rng.choices(redenen, [gewicht for *_, gewicht in redenen])[0]
        return van + _dagen(rng.randint(0, (tot - van).days)), reden, reden_wijziging

    def _trek_in(self, toewijzing: Toewijzing, eind: date, reden: str, reden_wijziging: str) -> bool:
        """The gemeente shortens the toewijzing to the end of care, mostly; now and then to a few days before it."""
        rng = self._rng
        altijd = reden in (_OVERLIJDEN, _ANDERE_AANBIEDER, "36", "37", "39")
        if not altijd and rng.random() < 0.5:
            return False
        einddatum = eind - _dagen(rng.randint(1, 6)) if rng.random() < 0.06 else eind
        return self._besluit(toewijzing, eind + _dagen(rng.randint(-6, 12)), einddatum, reden_wijziging)

    def _pauze(self, toewijzing: Toewijzing, levering: Levering, eind: date | None, reden: str) -> Levering | None:
        """A temporary stop; returns the levering that then runs, None when none does."""
        rng = self._rng
        van, tot = levering.begindatum + _dagen(15), min(eind or self._p.peildatum, self._p.peildatum) - _dagen(5)
        if van > tot:
            return levering
        pauze = van + _dagen(rng.randint(0, (tot - van).days))
        if not self._stop(toewijzing, levering, pauze, TIJDELIJK):
            return None
        lot = rng.random()
        hervat = pauze + _dagen(rng.randint(7, 60))
        if lot < 0.7 and (eind is None or hervat < eind - _dagen(10)):
            return self._start(toewijzing, hervat)
        if eind is not None and (lot < 0.9 or eind <= self._p.peildatum):
            # Definitive after temporary: the reason is that of an early end unless it is the planned day (G2, G3).
            definitief = rng.choice((pauze, min(pauze + _dagen(rng.randint(1, 45)), eind), eind))
            vroeg = "34" if toewijzing.product.wet == "Jw" else "23"
            self._stop(toewijzing, levering, definitief, reden if definitief == eind else vroeg)
        return None

    def _begin_opnieuw(self, toewijzing: Toewijzing, eind: date, einde: date) -> None:
        """A restart on the same toewijzing after a definitive stop (OP379)."""
        begin = eind + _dagen(self._rng.randint(5, 25))
        if begin < einde - _dagen(10):
            levering = self._start(toewijzing, begin)
            if levering is not None:
                self._stop(toewijzing, levering, einde, _VOLGENS_PLAN[toewijzing.product.wet])

    # -- reports of the aanbieder --

    def _stuur(
        self, berichttype: str, dag: date, toewijzing: Toewijzing, *regels: Regel, afgekeurd: bool = False
    ) -> None:
        self._feiten.regie.append(Regiebericht(berichttype, dag, toewijzing, regels, afgekeurd))
        self._laatste_melding = dag

    def _meldmoment(self, aanbieder: Aanbieder, feit: date) -> date:
        """When an aanbieder reports something that happened (and could be reported) on `feit`."""
        rng = self._rng
        vanaf = max(feit, self._laatste_melding)
        tweede_jaar = vanaf >= date(self._p.peildatum.year, 1, 1)
        if rng.random() < aanbieder.op_tijd[tweede_jaar]:
            return plus_werkdagen(vanaf, rng.choices((0, 1, 2, 3, 4, 5), (2, 4, 4, 3, 2, 2))[0])
        return plus_werkdagen(vanaf, 6 + min(int(rng.expovariate(1 / 7)), 50))

    def _aangeleverd(self, berichttype: str, dag: date, toewijzing: Toewijzing, regel: Regel) -> date | None:
        """Send a first delivery; the Dagtekening that counts, None when it was refused and not repaired before P."""
        rng, p = self._rng, self._p
        if p.retours and rng.random() < 0.02 and plus_werkdagen(dag, 2) <= p.peildatum:
            self._stuur(berichttype, dag, toewijzing, regel, afgekeurd=True)
            dag = plus_werkdagen(dag, rng.randint(3, 9))
            if dag > p.peildatum or rng.random() < 0.2:
                return None
        self._stuur(berichttype, dag, toewijzing, regel)
        return dag

    def _start(self, toewijzing: Toewijzing, begin: date) -> Levering | None:
        """Report a start; None when it has not happened, or was not (rightly) reported, by P."""
        rng, p = self._rng, self._p
        dag = self._meldmoment(toewijzing.aanbieder, begin)
        if begin > p.peildatum or dag > p.peildatum:
            return None
        juist = Regel("1", begin, toewijzing.ingangsdatum)
        lot, hersteld = rng.random(), dag + _dagen(rng.randint(3, 20))
        gemeld: date | None
        if lot < 0.04 and dag > begin and hersteld <= p.peildatum:
            # Wrong begindatum, part of the key: 3 and 1 in one message (IV008).
            # Within a fortnight: before any pause, so never the begindatum of a later start.
            fout = replace(juist, begindatum=begin + _dagen(rng.randint(1, min(14, (dag - begin).days))))
            self._stuur("305", dag, toewijzing, fout)
            self._stuur("305", hersteld, toewijzing, replace(fout, status="3"), juist)
            gemeld = hersteld
        elif lot < 0.07 and hersteld + _dagen(2) <= p.peildatum:
            # Wrong ToewijzingIngangsdatum, not part of the key: two messages (IV008). The levering was reported the
            # first time.
            fout = replace(juist, ingangsdatum=toewijzing.ingangsdatum - _dagen(1))
            self._stuur("305", dag, toewijzing, fout)
            self._stuur("305", hersteld, toewijzing, replace(fout, status="3"))
            self._stuur("305", hersteld + _dagen(rng.choice((0, 0, 2))), toewijzing, juist)
            gemeld = dag
        else:
            gemeld = self._aangeleverd("305", dag, toewijzing, juist)
        if gemeld is None:
            return None
        levering = Levering(begin, gemeld)
        toewijzing.leveringen.append(levering)
        return levering

    def _stop(self, toewijzing: Toewijzing, levering: Levering, eind: date, reden: str) -> bool:
        """Report a stop and note it on the levering; False when it has not happened, or was not (rightly) reported, by
        P.
        """
        rng, p = self._rng, self._p
        dag = self._meldmoment(toewijzing.aanbieder, eind)
        if eind > p.peildatum or dag > p.peildatum:
            return False
        juist = Regel("1", levering.begindatum, toewijzing.ingangsdatum, reden, eind)
        lot, hersteld = rng.random(), dag + _dagen(rng.randint(3, 25))
        gemeld: date | None
        if reden != TIJDELIJK and lot < 0.05 and hersteld <= p.peildatum:
            # Wrong reden or einddatum, both part of the key (G4).
            andere = "33" if toewijzing.product.wet == "Jw" else "22"
            fout = replace(juist, reden=andere) if reden != andere else replace(juist, einddatum=eind - _dagen(1))
            self._stuur("307", dag, toewijzing, fout)
            if lot < 0.035:
                self._stuur("307", hersteld, toewijzing, replace(fout, status="3"), juist)
            else:
                self._stuur("307", hersteld, toewijzing, replace(fout, status="3"))
                self._stuur("307", hersteld, toewijzing, juist)
            gemeld = hersteld
        else:
            gemeld = self._aangeleverd("307", dag, toewijzing, juist)
        if gemeld is None:
            return False
        if reden == TIJDELIJK:
            levering.tijdelijk = Stop(eind, reden, gemeld)
        else:
            levering.definitief = Stop(eind, reden, gemeld)
        return True

    def _stop_vergissing(self, toewijzing: Toewijzing, levering: Levering) -> None:
        """A stop that was reported by mistake and taken back: the levering runs on."""
        dag = plus_werkdagen(max(self._laatste_melding, levering.begindatum) + _dagen(20), 1)
        hersteld = dag + _dagen(6)
        if hersteld > self._p.peildatum:
            return
        fout = Regel("1", levering.begindatum, toewijzing.ingangsdatum, _VOLGENS_PLAN[toewijzing.product.wet], dag)
        self._stuur("307", dag, toewijzing, fout)
        self._stuur("307", hersteld, toewijzing, replace(fout, status="3"))


def simuleer(parameters: DemoParameters) -> Feiten:
    """All that happened in a region of that size; about 0.5 ms per client."""
    feiten = Feiten()
    nummers: Counter[tuple[str, str]] = Counter()
    for nummer in range(1, parameters.clienten + 1):
        _Leven(parameters, nummer, feiten, nummers).leef()
    return feiten
