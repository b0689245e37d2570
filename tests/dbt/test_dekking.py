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
