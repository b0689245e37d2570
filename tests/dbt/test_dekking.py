"""Gaps in the input: dim_dekking against its oracle over random archives, and the cases the contract names by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.dbt.magazijn import (
    GEMEENTE,
    Bericht,
    Instelling,
    Magazijn,
    declaratie,
    gestart,
    gestopt,
    prestatie,
    retour,
    start,
    stop,
    toegewezen,
    toewijzing,
)
from tests.dbt.orakel_dekking import Opgave, Regel, Weigering, dekking

INSTELLINGEN = [
    Instelling("2025-08-15", "2025-09-30", "2024-11-01"),
    Instelling("2025-08-31", "2025-08-31", "2024-11-01"),
    Instelling("2025-06-30", "2025-04-10", "2024-11-01"),
]
EERSTE = date(2024, 1, 1)
WETTEN = ["Jw", "Wmo"]
GEMEENTEN = ["0384", "0363"]
BEKEND, AFGEWEZEN, VERWIJDERD, ONBEKEND = "1", "2", "3", "404"
DAGEN = ["2024-11-30", "2025-01-02", "2025-02-28", "2025-03-01", "2025-05-15", "2025-06-30", "2025-08-31", "2025-09-01"]


@contextmanager
def geweigerd(magazijn: Magazijn, weigeringen: Sequence[Weigering]) -> Iterator[None]:
    """Quarantined files with these headers, as the loader writes them, and a copy of each."""
    magazijn.voer_uit("DELETE FROM raw.bestand")
    for nr, w in enumerate(weigeringen):
        for status in ("quarantaine", "dubbel"):
            magazijn.voer_uit(
                "INSERT INTO raw.bestand (bestand_id, status, wet, berichttype, gemeente_code, dagtekening) VALUES "
                f"('w{nr}{status}', '{status}', '{w.wet}', '{'301' if w.is_301 else '305'}', '{w.gemeente}', "
                f"'{w.dagtekening}')"
            )
    try:
        yield
    finally:
        magazijn.voer_uit("DELETE FROM raw.bestand")


@dataclass(frozen=True)
class Wereld:
    instelling: Instelling
    berichten: tuple[Bericht, ...]
    regels: tuple[Regel, ...]
    weigeringen: tuple[Weigering, ...]
    opgaven: tuple[Opgave, ...] = field(default=())


def _basis(wet: str, gemeente: str) -> list[Bericht]:
    """A toewijzing that stands, one whose 301 was rejected, and one that was deleted."""
    kop = {"wet": wet, "gemeente": gemeente}
    afgekeurd = toewijzing("A2", "2024-11-01", toegewezen(AFGEWEZEN), **kop)
    return [
        toewijzing("A1", "2024-11-01", toegewezen(BEKEND), **kop),
        afgekeurd,
        retour(afgekeurd, "2024-11-02", "9332"),
        toewijzing("A3", "2024-11-01", toegewezen(VERWIJDERD), **kop),
        toewijzing(
            "A4", "2024-11-05", toegewezen(VERWIJDERD, einde="2025-01-01", reden="13", versie="2024-11-05"), **kop
        ),
    ]


@st.composite
def werelden(draw: st.DrawFn) -> Wereld:
    instelling = draw(st.sampled_from(INSTELLINGEN))
    partijen = draw(st.lists(st.tuples(st.sampled_from(WETTEN), st.sampled_from(GEMEENTEN)), min_size=1, max_size=3))
    berichten = [bericht for partij in dict.fromkeys(partijen) for bericht in _basis(*partij)]
    regels: list[Regel] = []
    for nr in range(draw(st.integers(0, 8))):
        wet, gemeente = draw(st.sampled_from(partijen))
        dag = draw(st.sampled_from(DAGEN))
        aantal = draw(st.sampled_from([1, 2, 9, 10, 18, 19, 20, 38]))
        nummer = draw(st.sampled_from([BEKEND, BEKEND, VERWIJDERD, ONBEKEND, AFGEWEZEN, None]))
        kop = {"wet": wet, "gemeente": gemeente}
        soort = draw(st.sampled_from(["307", "317", "323", "305"]))
        if soort == "323" and nummer is not None:
            # A claim has no retour; refused or not, it names its toewijzing.
            records = [prestatie(f"P{nr}-{i}", toewijzingnummer=nummer) for i in range(aantal)]
            heen = declaratie(f"D{nr}", dag, *records, **kop)
        elif soort == "317" and nummer is not None:
            klassen = {"ongewijzigd_product": ({"toewijzingnummer": nummer},) * (aantal - 1)}
            klassen["te_wijzigen_product"] = ({"toewijzingnummer": nummer},)
            heen = Bericht("317", f"W{nr}", dag, ({"referentie_aanbieder": "r"},), klassen=klassen, **kop)
        elif soort == "305":
            # Not among what is judged: care begins on what is known, or it is a finding.
            heen = Bericht("305", f"B{nr}", dag, (gestart(nummer),), **kop)
            aantal = 0
        else:
            heen = stop(
                f"S{nr}", dag, *(gestopt(nummer, einde=f"2025-01-{1 + i % 28:02d}") for i in range(aantal)), **kop
            )
        berichten.append(heen)
        if heen.berichttype == "307" and draw(st.integers(0, 4)) == 0:
            berichten.append(retour(heen, dag, "9019"))
            aantal = 0
        if nummer is not None and date.fromisoformat(dag) <= date.fromisoformat(instelling.kennisdatum):
            regels += [Regel(wet, gemeente, date.fromisoformat(dag), nummer in (BEKEND, VERWIJDERD))] * aantal
    weigeringen = draw(
        st.lists(
            st.builds(
                Weigering,
                st.sampled_from(WETTEN),
                st.sampled_from(GEMEENTEN),
                st.sampled_from([date.fromisoformat(dag) for dag in DAGEN]),
                st.booleans(),
            ),
            max_size=3,
        )
    )
    opgave = st.builds(
        Opgave,
        st.sampled_from([*WETTEN, None]),
        st.sampled_from([*GEMEENTEN, None]),
        st.sampled_from([date(2025, 1, 1), date(2025, 3, 1), date(2025, 3, 2), date(2026, 1, 1)]),
    )
    opgaven = draw(st.lists(opgave, max_size=2)) if draw(st.integers(0, 2)) == 0 else []
    return Wereld(
        instelling, tuple(draw(st.permutations(berichten))), tuple(regels), tuple(weigeringen), tuple(opgaven)
    )


def _rijen(magazijn: Magazijn, wereld: Wereld) -> list[tuple[object, ...]]:
    opgaven = [{"wet": o.wet, "gemeente_code": o.gemeente, "vanaf": o.vanaf.isoformat()} for o in wereld.opgaven]
    magazijn.draai(wereld.berichten, wereld.instelling)
    with geweigerd(magazijn, wereld.weigeringen), magazijn.referentie({"dekking": opgaven}):
        return magazijn.rijen("marts.dim_dekking")


@given(wereld=werelden())
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_dekking_zoals_het_orakel(magazijn: Magazijn, wereld: Wereld) -> None:
    kennis = date.fromisoformat(wereld.instelling.kennisdatum)
    bekend = [w for w in wereld.weigeringen if w.dagtekening <= kennis]
    partijen = {(b.wet, b.gemeente) for b in wereld.berichten} | {(w.wet, w.gemeente) for w in bekend}
    peildatum = date.fromisoformat(wereld.instelling.peildatum)
    verwacht = dekking(EERSTE, peildatum, partijen, wereld.regels, bekend, wereld.opgaven)
    assert _rijen(magazijn, wereld) == [
        rij if rij[4] is None else (*rij[:4], pytest.approx(rij[4], rel=1e-9), *rij[5:]) for rij in verwacht
    ]


def _vanaf(magazijn: Magazijn, *berichten: Bericht, weigeringen: Sequence[Weigering] = ()) -> object:
    wereld = Wereld(INSTELLINGEN[1], (*_basis("Jw", GEMEENTE), *berichten), (), tuple(weigeringen))
    _rijen(magazijn, wereld)
    [(vanaf,)] = magazijn.rijen("marts.dim_dekking", "DISTINCT dekking_vanaf", "gemeente_code = 'ALLE'")
    return vanaf


def _stops(identificatie: str, dag: str, nummer: str, aantal: int) -> Bericht:
    return stop(identificatie, dag, *(gestopt(nummer, einde=f"2025-01-{1 + i:02d}") for i in range(aantal)))


def test_zonder_bezwaar_is_alles_gedekt(magazijn: Magazijn) -> None:
    """From the first month of the calendar: where nothing follows on a toewijzing nothing says that any is missing."""
    assert _vanaf(magazijn) == "2024-01-01"
    assert _vanaf(magazijn, _stops("S1", "2025-03-03", BEKEND, 20)) == "2024-01-01"


def test_vijf_procent_mag_onbekend_zijn(magazijn: Magazijn) -> None:
    """95 is enough, 94.7 is not: 19 of 20, and 18 of 19 with one more month."""
    assert _vanaf(magazijn, _stops("S1", "2025-03-03", BEKEND, 19), _stops("S2", "2025-03-04", ONBEKEND, 1)) == (
        "2024-01-01"
    )
    assert _vanaf(magazijn, _stops("S1", "2025-03-03", BEKEND, 18), _stops("S2", "2025-03-04", ONBEKEND, 2)) == (
        "2025-04-01"
    )


def test_weinig_regels_tellen_met_de_volgende_maanden(magazijn: Magazijn) -> None:
    """Four unknown in March are no objection by themselves, together with 16 known in May they are."""
    maart = _stops("S1", "2025-03-03", ONBEKEND, 4)
    assert _vanaf(magazijn, maart) == "2024-01-01"
    assert _vanaf(magazijn, maart, _stops("S2", "2025-05-05", BEKEND, 15)) == "2024-01-01"
    assert _vanaf(magazijn, maart, _stops("S2", "2025-05-05", BEKEND, 16)) == "2025-04-01"


def test_geweigerde_toewijzingen_verklaren_weinig_regels(magazijn: Magazijn) -> None:
    """With so few records it takes another reason to believe that something is missing: refused 301s are one."""
    maart = _stops("S1", "2025-03-03", ONBEKEND, 4)
    for soort, dag, verwacht in (
        (True, date(2025, 1, 5), "2025-04-01"),
        (False, date(2025, 1, 5), "2024-01-01"),
        (True, date(2025, 4, 1), "2024-01-01"),
    ):
        assert _vanaf(magazijn, maart, weigeringen=[Weigering("Jw", GEMEENTE, dag, soort)]) == verwacht


# The archive of the issue: ten clients in a release that is refused, then four stops of theirs and two new clients.
NIEUW = [
    bericht
    for nr in ("11", "12")
    for bericht in (
        toewijzing(f"T{nr}", "2023-05-01", toegewezen(nr, "2023-05-03", None, versie="2023-05-01"), client=f"n{nr}"),
        start(f"B{nr}", "2023-05-03", gestart(nr, "2023-05-03"), client=f"n{nr}"),
    )
]
OUD = [
    stop(f"S{nr}", "2023-06-30", gestopt(str(nr), begin="2022-01-15", einde="2023-06-30"), client=f"c{nr}")
    for nr in range(1, 5)
]
KETEN = "regel LIKE 'TR019%' OR regel LIKE 'TR382%'"
ARCHIEF = Instelling("2024-06-30", "2024-06-30", "2015-01-01")
GEWEIGERD = [Weigering("Jw", GEMEENTE, date(2022, 1, 10), True) for _ in range(10)]


def test_archief_dat_halverwege_begint(magazijn: Magazijn) -> None:
    """Two places against 0.65 a year before is no rise, and no provider mends a chain that was never received."""
    magazijn.draai([*NIEUW, *OUD], ARCHIEF)
    with geweigerd(magazijn, GEWEIGERD):
        assert magazijn.rijen("marts.dim_dekking", "DISTINCT dekking_vanaf", "wet = 'Jw'") == [("2023-07-01",)]
        [rij] = magazijn.rijen(
            "marts.kpi_plekken_realisatie",
            "plekken_ytd, plekken_ytd_vorig_jaar, onvolledig",
            f"maand = '2024-06-01' AND gemeente_code = '{GEMEENTE}' AND aanbieder_agb = 'ALLE' "
            "AND productcode = 'ALLE'",
        )
        assert rij == (2.0, None, False)
        assert magazijn.rijen("marts.kpi_plekken_realisatie", "DISTINCT onvolledig", "maand < '2024-01-01'") == [
            (True,)
        ]
        gekleurd = "onvolledig AND (kleur <> 'grijs' OR trend <> 'onbekend')"
        assert magazijn.rijen("marts.stoplicht", "kpi, kleur, trend", gekleurd) == []
        plaatsen = (
            "kpi = 'plekken_realisatie' AND gemeente_code = 'ALLE' AND aanbieder_agb = 'ALLE' AND zorgterrein = 'ALLE'"
        )
        assert magazijn.rijen("marts.stoplicht", "periode, waarde, vorige_waarde", plaatsen) == [
            ("2023", None, None),
            ("2024", None, None),
        ]
        # Four stops without toewijzing and start, and late at that: nobody's.
        gevonden = magazijn.rijen("kwaliteit.bevinding", "regel, status, te_herstellen_door", KETEN)
        assert gevonden == [
            (regel, "niet te beoordelen", None) for regel in ("TR019/OP363", "TR382/OP072/OP155") for _ in range(4)
        ]
        assert magazijn.rijen("kwaliteit.bevinding_verloop", "regel", KETEN) == []
        assert magazijn.rijen("kwaliteit.meting", "beoordeeld_aantal, bevinding_aantal", "regel LIKE 'TR019%'") == [
            (2, 0)
        ]


def test_zonder_gat_blijft_een_bevinding_een_bevinding(magazijn: Magazijn) -> None:
    magazijn.draai([*NIEUW, *OUD], ARCHIEF)
    assert magazijn.rijen("kwaliteit.bevinding", "DISTINCT status", KETEN) == [("open",)]
    assert magazijn.rijen("marts.kpi_plekken_realisatie", "DISTINCT onvolledig") == [(False,)]
    [(vorig,)] = magazijn.rijen(
        "marts.kpi_plekken_realisatie",
        "plekken_ytd_vorig_jaar",
        "maand = '2024-06-01' AND gemeente_code = 'ALLE' AND aanbieder_agb = 'ALLE' AND productcode = 'ALLE'",
    )
    assert vorig == pytest.approx(118 / 181)


def test_wat_was_gevonden_is_door_een_gat_niet_hersteld(magazijn: Magazijn) -> None:
    """A gap that shows later (dekking.csv) takes a finding from the list without calling it mended."""
    magazijn.draai([*NIEUW, *OUD], ARCHIEF)
    [(bevinding_id,), *_] = magazijn.rijen("kwaliteit.bevinding", "bevinding_id", "regel LIKE 'TR019%'")
    magazijn.voer_uit(
        "INSERT INTO raw.vorig_verloop (stand, bevinding_id, regel, wet, gemeente_code, aanbieder_agb, bericht_id, "
        "dagtekening, status, eerst_gezien, open_sinds, laatst_gezien) SELECT '2024-05-31', bevinding_id, regel, wet, "
        "gemeente_code, aanbieder_agb, bericht_id, dagtekening, status, '2024-05-31', '2024-05-31', '2024-05-31' "
        f"FROM kwaliteit.bevinding WHERE bevinding_id = '{bevinding_id}'"
    )
    magazijn.draai([*NIEUW, *OUD], ARCHIEF)
    try:
        with magazijn.referentie({"dekking": [{"vanaf": "2023-07-01"}]}):
            assert magazijn.rijen(
                "kwaliteit.bevinding_verloop", "toestand, hersteld_op", f"bevinding_id = '{bevinding_id}'"
            ) == [("onbekend", None)]
    finally:
        magazijn.voer_uit("DELETE FROM raw.vorig_verloop")
