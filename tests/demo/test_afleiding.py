"""The truth worked out from a few facts by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from peilstok.demo.afleiding import ware_prestaties, ware_toewijzingen, ware_trajecten, ware_verzoeken
from peilstok.demo.feiten import Antwoord, Declaratie, Feiten, Levering, Prestatie, Stop, Toewijzing, Versie, Verzoek
from peilstok.demo.personen import maak_client
from peilstok.demo.wereld import AANBIEDERS, PRODUCT

P = date(2026, 3, 31)
CLIENT = maak_client(1, "Jw", Random(1))
AANBIEDER, AMBULANT = AANBIEDERS[0], PRODUCT["45V01"]


def _toewijzing(nummer: int, van: date, tot: date | None, *leveringen: Levering) -> Toewijzing:
    versie = Versie(van, "09:00:00", tot, None, van)
    return Toewijzing(nummer, CLIENT, AANBIEDER, AMBULANT, van, 90, [versie], list(leveringen))


def _keten(*toewijzingen: Toewijzing) -> list[tuple[date, date | None, int]]:
    trajecten = ware_trajecten(Feiten(toewijzingen=list(toewijzingen)), P)
    return [(t.ingangsdatum, t.einddatum, t.toewijzingen_aantal) for t in trajecten]


def test_trajecten_sluiten_aan_binnen_dertig_dagen() -> None:
    eerste = _toewijzing(1, date(2025, 1, 1), date(2025, 3, 1))
    # 31 March is 30 days after 1 March: one chain; a day later is another.
    assert _keten(eerste, _toewijzing(2, date(2025, 3, 31), None)) == [(date(2025, 1, 1), None, 2)]
    assert len(_keten(eerste, _toewijzing(2, date(2025, 4, 1), None))) == 2


def test_traject_met_overlap_en_omsluiting() -> None:
    """A toewijzing within a longer one does not shorten the chain."""
    lang = _toewijzing(1, date(2025, 1, 1), date(2025, 12, 31))
    kort = _toewijzing(2, date(2025, 2, 1), date(2025, 3, 1))
    vervolg = _toewijzing(3, date(2026, 1, 15), date(2026, 6, 30))
    assert _keten(vervolg, kort, lang) == [(date(2025, 1, 1), date(2026, 6, 30), 3)]


def test_traject_zonder_meetellende_toewijzing_staat_apart() -> None:
    omgekeerd = _toewijzing(2, date(2025, 2, 1), date(2025, 1, 20))
    assert len(_keten(_toewijzing(1, date(2025, 1, 1), date(2025, 3, 1)), omgekeerd)) == 2


def test_zorg_van_een_traject() -> None:
    """Days count once and up to P; care ends with the toewijzing; open as long as one runs."""
    eerste = _toewijzing(
        1,
        date(2026, 1, 1),
        date(2026, 1, 31),
        Levering(date(2026, 1, 22), date(2026, 1, 23), definitief=Stop(date(2026, 2, 3), "31", date(2026, 2, 4))),
    )
    tweede = _toewijzing(2, date(2026, 1, 25), None, Levering(date(2026, 1, 30), date(2026, 1, 30)))
    (traject,) = ware_trajecten(Feiten(toewijzingen=[eerste, tweede]), P)
    assert (traject.zorg_begindatum, traject.zorg_einddatum) == (date(2026, 1, 22), None)
    assert traject.zorgdagen == 10 + 28 + 31
    (alleen,) = ware_trajecten(Feiten(toewijzingen=[eerste]), P)
    assert (alleen.zorg_einddatum, alleen.zorgdagen) == (date(2026, 1, 31), 10)


def test_verzoek_met_onderzoek_en_afgekeurd_antwoord() -> None:
    verzoek = Verzoek(
        soort="VOT",
        referentie="VOT-J1-01",
        client=CLIENT,
        aanbieder=AANBIEDER,
        product=AMBULANT,
        dagtekening=date(2026, 2, 2),
        ingangsdatum=date(2026, 3, 1),
        einddatum=None,
        volume=90,
        verwijzer="02",
        antwoorden=(
            Antwoord(date(2026, 2, 3), "1", "7", afgekeurd=True),
            Antwoord(date(2026, 2, 6), "2"),
            Antwoord(date(2026, 3, 9), "1", "7"),
        ),
    )
    (waar,) = ware_verzoeken(Feiten(verzoeken=[verzoek]))
    assert (waar.eerste_reactie_datum, waar.besluit_datum, waar.besluit) == (
        date(2026, 2, 6),
        date(2026, 3, 9),
        "afgewezen",
    )
    assert waar.verwijzer == "Huisarts"


def test_verwijzer_en_referentie_van_een_toewijzing() -> None:
    toewijzing = _toewijzing(1, date(2026, 1, 1), None)
    toewijzing.versies[0] = Versie(
        date(2026, 1, 1),
        "09:00:00",
        None,
        None,
        date(2026, 1, 1),
        "VOT-J1-01",
        latere_referenties=((date(2026, 2, 1), "VOW-J1-02"),),
    )
    verzoek = Verzoek(
        soort="VOT",
        referentie="VOT-J1-01",
        client=CLIENT,
        aanbieder=AANBIEDER,
        product=AMBULANT,
        dagtekening=date(2025, 12, 29),
        ingangsdatum=date(2026, 1, 1),
        einddatum=None,
        volume=90,
        toewijzing=toewijzing,
        verwijzer="03",
    )
    ander = _toewijzing(2, date(2026, 1, 1), None)
    met, zonder = ware_toewijzingen(Feiten(toewijzingen=[toewijzing, ander], verzoeken=[verzoek]))
    assert (met.verwijzer, met.referentie_aanbieder) == ("Jeugdarts", "VOW-J1-02")
    assert (zonder.verwijzer, zonder.referentie_aanbieder) == ("_ONBEKEND", None)


def test_prestaties() -> None:
    """400 minutes at 52.20 an hour is 348.00; a credit takes it back; refused as a whole is refused."""
    toewijzing = _toewijzing(1, date(2026, 1, 1), None)
    debet = Prestatie("1", toewijzing, date(2026, 1, 1), 400, 5220)
    credit = Prestatie("2", toewijzing, date(2026, 1, 1), 400, 5220, "C", "1")
    te_duur = Prestatie("3", toewijzing, date(2026, 1, 1), 1, 5220, afkeurcode="0611")
    dag, terug = date(2026, 2, 9), date(2026, 2, 20)

    def declaratie(beantwoord_op: date | None, afkeurcode: str | None, *prestaties: Prestatie) -> Declaratie:
        return Declaratie(
            "D1", "Jw", CLIENT.gemeente, AANBIEDER, date(2026, 1, 1), dag, prestaties, beantwoord_op, afkeurcode
        )

    waar = ware_prestaties(
        Feiten(
            declaraties=[
                declaratie(terug, None, debet, te_duur),
                declaratie(terug, "0001", debet),
                declaratie(None, None, credit),
            ]
        )
    )
    assert [(p.bedrag_eur, p.status) for p in waar] == [
        (Decimal("348.00"), "toegekend"),
        (Decimal("0.87"), "afgewezen"),
        (Decimal("348.00"), "afgewezen"),
        (Decimal("-348.00"), "open"),
    ]
