"""Requests and declaraties keep the rules of the standard, and every situation of 3.5 and 3.6 occurs."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from peilstok.demo import DEMO_PEILDATUM, STANDAARD, Regio
from peilstok.demo.declaraties import betaalwijzen, voeg_declaraties_toe
from peilstok.demo.feiten import Feiten, Verzoek
from peilstok.demo.kalender import maandeinde, werkdagen_tussen
from peilstok.demo.simulatie import simuleer
from peilstok.demo.verzoeken import VOT, VOW, voeg_verzoeken_toe
from peilstok.demo.wereld import PER_MAAND


@pytest.fixture(scope="module")
def feiten() -> Feiten:
    """The standard region without planted faults."""
    feiten = simuleer(STANDAARD)
    voeg_verzoeken_toe(feiten, STANDAARD)
    voeg_declaraties_toe(feiten, STANDAARD)
    return feiten


def _besluit(verzoek: Verzoek) -> date:
    afgewezen = [a.dagtekening for a in verzoek.antwoorden if a.code == "1" and not a.afgekeurd]
    return verzoek.toegekend_op or min(afgewezen, default=date.max)


def test_hoogstens_een_verzoek_tegelijk(feiten: Feiten) -> None:
    """TR374; products of one 315 belong together."""
    groepen: defaultdict[tuple[int, str, str], list[Verzoek]] = defaultdict(list)
    for verzoek in feiten.verzoeken:
        groepen[verzoek.client.nummer, verzoek.product.wet, verzoek.aanbieder.agb].append(verzoek)
    for groep in groepen.values():
        groep.sort(key=lambda v: v.dagtekening)
        for eerder, later in pairwise(groep):
            assert later.dagtekening == eerder.dagtekening or later.dagtekening > _besluit(eerder)


def test_referenties_zijn_uniek_en_horen_bij_een_verzoek(feiten: Feiten) -> None:
    """TR347, TR379."""
    gevraagd = Counter((v.product.wet, v.aanbieder.agb, v.referentie) for v in feiten.verzoeken)
    assert max(gevraagd.values()) == 1
    for toewijzing in feiten.toewijzingen:
        for versie in toewijzing.versies:
            for referentie in (versie.referentie, versie.laatste_referentie):
                assert referentie is None or (toewijzing.product.wet, toewijzing.aanbieder.agb, referentie) in gevraagd


def test_wijziging_vraagt_wat_er_dan_is_en_krijgt_reden_12(feiten: Feiten) -> None:
    for verzoek in feiten.verzoeken:
        if verzoek.soort != VOW:
            continue
        assert verzoek.toewijzing is not None and verzoek.toewijzing.is_actueel_op(verzoek.dagtekening)
        if verzoek.toegekend_op is not None:
            versie = verzoek.toewijzing.bekend_op(verzoek.toegekend_op)
            assert versie is not None and (versie.reden, versie.referentie) == ("12", verzoek.referentie)


def test_iedere_uitkomst_van_een_verzoek_komt_voor(regio: Regio) -> None:
    verzoeken = regio.waarheid.verzoeken
    assert {(v.soort, v.besluit) for v in verzoeken} == {
        (soort, besluit) for soort in (VOT, VOW) for besluit in ("toegekend", "afgewezen", "open")
    }
    open_ = [v for v in verzoeken if v.besluit == "open"]
    assert {v.eerste_reactie_datum is None for v in open_} == {True, False}
    werkdagen = [
        werkdagen_tussen(v.dagtekening, v.eerste_reactie_datum) for v in verzoeken if v.eerste_reactie_datum is not None
    ]
    assert 0.05 < sum(dagen > 5 for dagen in werkdagen) / len(werkdagen) < 0.3
    assert any(v.besluit_datum and (v.besluit_datum - v.dagtekening).days > 14 for v in verzoeken if v.soort == VOT)
    per_wet = Counter((t.wet, t.verwijzer != "_ONBEKEND") for t in regio.waarheid.toewijzingen)
    assert per_wet["Jw", True] > 2 * per_wet["Wmo", True] > 0
    assert len({t.verwijzer for t in regio.waarheid.toewijzingen}) == 8


def test_afgekeurde_verzoekberichten_komen_voor(feiten: Feiten) -> None:
    assert {v.soort for v in feiten.verzoeken if v.afgekeurd_op is not None} == {VOT, VOW}
    assert {a.code for v in feiten.verzoeken for a in v.antwoorden if a.afgekeurd} == {"1", "2"}


def test_ongewijzigde_toewijzing_gaat_onder_de_referentie_van_de_wijziging(feiten: Feiten) -> None:
    """IV093; what it had before stays with the earlier messages."""
    mee = [v for t in feiten.toewijzingen for v in t.versies if v.latere_referenties]
    assert mee
    for versie in mee:
        dag, referentie = versie.latere_referenties[0]
        assert versie.referentie_op(versie.verzonden) == versie.referentie
        assert versie.referentie_op(dag) == referentie


def test_declaraties_volgen_de_betaalwijze(feiten: Feiten) -> None:
    """K002-24, TR314, TR318, TR319, TR321, TR333."""
    plekken = [wijze for wijze in betaalwijzen(STANDAARD) if wijze.methode == "plekken"]
    laatste: dict[tuple[str, str, str], date] = {}
    for declaratie in feiten.declaraties:
        wie = (declaratie.wet, declaratie.gemeente.code, declaratie.aanbieder.agb)
        assert laatste.get(wie, date.min) < declaratie.maand
        laatste[wie] = declaratie.maand
        assert maandeinde(declaratie.maand) < declaratie.dagtekening <= (declaratie.beantwoord_op or DEMO_PEILDATUM)
        for prestatie in declaratie.prestaties:
            assert prestatie.maand <= declaratie.maand
            assert not any(
                (wijze.wet, wijze.gemeente_code) == wie[:2] and wijze.van <= prestatie.maand <= (wijze.tot or date.max)
                for wijze in plekken
            )
            if prestatie.afkeurcode is None:
                frequentie = prestatie.toewijzing.product.omvang[3]
                assert prestatie.volume <= prestatie.toewijzing.volume * (1 if frequentie == PER_MAAND else 31 / 7)
    nummers = Counter((d.wet, d.aanbieder.agb, p.referentienummer) for d in feiten.declaraties for p in d.prestaties)
    assert max(nummers.values()) == 1
    assert max(Counter((d.wet, d.aanbieder.agb, d.nummer) for d in feiten.declaraties).values()) == 1


def test_hoogstens_een_geldige_prestatie_per_maand(feiten: Feiten) -> None:
    """OP366, TR389; a credit names a debet that was granted before (TR323, IV085)."""
    stand: Counter[tuple[int, date]] = Counter()
    toegekend: dict[tuple[str, str, str], tuple[date, int]] = {}
    for declaratie in sorted(feiten.declaraties, key=lambda d: d.dagtekening):
        for p in declaratie.prestaties:
            wie = (declaratie.wet, declaratie.aanbieder.agb)
            if p.debet_credit == "C":
                dag, bedrag = toegekend[*wie, p.vorig_referentienummer or ""]
                assert dag <= declaratie.dagtekening and bedrag == p.bedrag_cent
            if declaratie.beantwoord_op and declaratie.afkeurcode is None and p.afkeurcode is None:
                stand[id(p.toewijzing), p.maand] += 1 if p.debet_credit == "D" else -1
                toegekend[*wie, p.referentienummer] = (declaratie.beantwoord_op, p.bedrag_cent)
    assert set(stand.values()) <= {0, 1}


def test_iedere_uitkomst_van_een_declaratie_komt_voor(feiten: Feiten, regio: Regio) -> None:
    assert {p.status for p in regio.waarheid.prestaties} == {"toegekend", "afgewezen", "open"}
    assert {p.status for p in regio.waarheid.prestaties if p.debet_credit == "C"} >= {"toegekend"}
    assert {d.afkeurcode for d in feiten.declaraties} == {None, "0001", "9333"}
    assert {p.afkeurcode for d in feiten.declaraties for p in d.prestaties} == {None, "9321", "0611"}
    assert max(len({p.toewijzing.client.nummer for p in d.prestaties}) for d in feiten.declaraties) > 5
    laatste = [d for d in feiten.declaraties if d.maand == date(2026, 8, 1)]
    assert laatste and all(d.beantwoord_op is None for d in laatste)
    dubbel = Counter((p.wet, p.aanbieder_agb, p.referentienummer, p.debet_credit) for p in regio.waarheid.prestaties)
    # One among the simulated declaraties, and one under each law that is planted (TR314).
    assert Counter(dubbel.values())[2] == 3 and max(dubbel.values()) == 2
