"""Under another key every figure is the same: no order and no choice uses an id or a value that may be masked.

A history is written with identifications, references and numbers of which many are nine digits that pass the elfproef.
It is stored twice, as the parser does it under two keys, and every table is compared but for what is keyed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from peilstok.berichten.pseudoniem import Pseudonimiseerder, elfproef
from tests.dbt.magazijn import Bericht, Instelling, Magazijn, start, toegewezen, toewijzing
from tests.dbt.test_eigenschappen import INSTELLING, historie

SLEUTELS = ("een sleutel van de test", "een andere sleutel")
GELDIG = [str(n) for n in range(123456782, 123456782 + 12_000_000, 100_003) if elfproef(str(n))]
NAMEN: dict[str, list[str]] = {
    "identificatie": ["200000000", "B0000007", *GELDIG],
    "nummer": ["300201", *GELDIG[3:]],
    "referentie": ["ref 1", *(f"ref {bsn}" for bsn in GELDIG[6:])],
}
"""What the made-up names of `historie` become: some never masked, most always."""

_KEYED = re.compile(r"(?:bsn|mail|tel)-[0-9a-f]{12}|[0-9a-f]{32,64}|\b[0-9]{3}-[0-9a-f]{16}\b")


def _naam(soort: str, tekst: str | None, p: Pseudonimiseerder) -> str | None:
    """M4 -> the fourth name of its kind, as the parser stores it."""
    if tekst is None:
        return None
    namen = NAMEN[soort]
    nr = int(re.sub(r"[^0-9]", "", tekst) or 0)
    naam = namen[nr % len(namen)]
    return p.nummer(naam) if soort == "nummer" else p.maskeer(naam)


_SOORT = {
    "toewijzingnummer": "nummer",
    "referentie_aanbieder": "referentie",
    "referentienummer": "referentie",
    "vorig_referentienummer": "referentie",
}


def onder_sleutel(bericht: Bericht, sleutel: str) -> Bericht:
    """The message as it is stored under this key; its ids are keyed, as they derive from `zout` and the content."""
    p = Pseudonimiseerder(sleutel)

    def record(rij: dict[str, Any]) -> dict[str, Any]:
        return {k: _naam(_SOORT[k], w, p) if k in _SOORT else w for k, w in rij.items()}

    return replace(
        bericht,
        identificatie=_naam("identificatie", bericht.identificatie, p) or "",
        identificatie_retour=_naam("identificatie", bericht.identificatie_retour, p),
        declaratie_identificatie=_naam("identificatie", bericht.declaratie_identificatie, p),
        declaratienummer=_naam("referentie", bericht.declaratienummer, p),
        client=bericht.client and p.client_id(bericht.client),
        records=tuple(record(rij) for rij in bericht.records),
        zout=sleutel,
    )


def _kaal(waarde: Any) -> Any:
    if isinstance(waarde, str):
        return _KEYED.sub("#", waarde)
    return round(waarde, 9) if isinstance(waarde, float) else waarde


def tabellen(
    magazijn: Magazijn, verhaal: Sequence[Bericht], sleutel: str, instelling: Instelling, alleen: Sequence[str] | None
) -> dict[str, Counter[tuple[Any, ...]]]:
    """Rows of the tables of intermediate, marts and kwaliteit, without what is keyed."""
    p = Pseudonimiseerder(sleutel)
    bestanden = [p.inhoud_hash((str(nr),)) for nr, _ in enumerate(verhaal)]
    magazijn.draai([onder_sleutel(bericht, sleutel) for bericht in verhaal], instelling, bestanden)
    return {
        tabel: Counter(tuple(map(_kaal, rij)) for rij in magazijn.rijen(tabel))
        for tabel in magazijn.tabellen("intermediate", "marts", "kwaliteit")
        if alleen is None or tabel.split(".")[1] in alleen
    }


def controleer_sleutel(
    magazijn: Magazijn,
    verhaal: Sequence[Bericht],
    instelling: Instelling = INSTELLING,
    alleen: Sequence[str] | None = None,
) -> None:
    een, ander = (tabellen(magazijn, verhaal, sleutel, instelling, alleen) for sleutel in SLEUTELS)
    for tabel, rijen in een.items():
        assert rijen == ander[tabel], (tabel, rijen - ander[tabel], ander[tabel] - rijen)


KERN = (
    "int_bericht",
    "int_toewijzing_versie",
    "int_toewijzing",
    "int_start_actief",
    "int_stop_actief",
    "int_levering",
    "int_toewijzing_paar",
    "int_laatste_stop",
    "int_hulpperiode",
    "int_toewijzing_vervolg",
    "fct_traject",
    "fct_verzoek",
    "fct_prestatie",
    "bevinding",
)
"""What chooses; the rest follows from it, and is compared in full a few times and in the long run."""

vlug = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@vlug
@given(historie())
def test_de_sleutel_doet_er_niet_toe(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    controleer_sleutel(magazijn, verhaal, alleen=KERN)


@settings(vlug, max_examples=2)
@given(historie())
def test_de_sleutel_doet_er_in_geen_tabel_toe(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    controleer_sleutel(magazijn, verhaal)


@pytest.mark.lang
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(historie())
def test_de_sleutel_doet_er_niet_toe_grondig(magazijn: Magazijn, verhaal: list[Bericht]) -> None:
    controleer_sleutel(magazijn, verhaal)


@pytest.mark.parametrize("sleutel", [*SLEUTELS, "nog een", "en nog een"])
@pytest.mark.parametrize(("een", "ander"), [("123456782", "200000000"), ("123456782", "999999990")])
def test_de_laatste_einddatum_wint_onder_elke_sleutel(magazijn: Magazijn, sleutel: str, een: str, ander: str) -> None:
    """Two 301s for one number, equal up to Toewijzingstijd: the Identificatie has no say."""
    p = Pseudonimiseerder(sleutel)
    verhaal = [
        toewijzing(p.maskeer(identificatie), "2025-01-10", toegewezen(einde=einde), wet="Wmo", zout=sleutel)
        for identificatie, einde in ((een, "2025-03-31"), (ander, "2025-05-31"))
    ]
    for volgorde in (verhaal, verhaal[::-1]):
        magazijn.draai(volgorde)
        assert magazijn.rijen("marts.fct_toewijzing", "einddatum") == [("2025-05-31",)]


def test_een_gemaskeerd_nummer_vindt_zijn_start(magazijn: Magazijn) -> None:
    """Equality with a mask is allowed: a number that is masked in the 301 is masked in the 305."""
    nummer = Pseudonimiseerder("s").nummer("123456782")
    record = {"toewijzingnummer": nummer, "begindatum": "2025-01-05", "status_aanlevering": "1"}
    magazijn.draai([toewijzing("T1", "2025-01-03", toegewezen(nummer)), start("S1", "2025-01-06", record)])
    assert magazijn.rijen("marts.fct_levering", "toewijzingnummer, eerste_301_dagtekening") == [(nummer, "2025-01-03")]


@pytest.mark.parametrize("dag", ["2025-01-10", "2025-01-12"])
def test_twee_clienten_met_gelijke_inhoud(magazijn: Magazijn, dag: str) -> None:
    """Equal in all but the client: none counts, and it is a finding. Of two days the last one decides."""
    paar = [
        toewijzing("T1", "2025-01-10", toegewezen(), client="c1"),
        toewijzing("T2", dag, toegewezen(), client="c2"),
    ]
    gelijk = dag == "2025-01-10"
    magazijn.draai(paar)
    assert magazijn.rijen("marts.fct_toewijzing", "client_id") == ([] if gelijk else [("c2",)])
    gevonden = magazijn.rijen("kwaliteit.bevinding", "identificatie, eigenaar", "regel = 'DWH-10'")
    assert gevonden == ([("T1", "gemeente"), ("T2", "gemeente")] if gelijk else [])


def test_een_bevinding_zegt_waar_een_gemaskeerd_nummer_staat(magazijn: Magazijn) -> None:
    """OP295b, a finding on a key: what is masked cannot be looked up in the source system."""
    nummer = Pseudonimiseerder("s").nummer("123456782")
    for getoond, plaats in ((nummer, True), ("300201", False)):
        magazijn.draai([replace(toewijzing("T1", "2025-01-03", toegewezen(getoond)), bytes=1)])
        magazijn.voer_uit("UPDATE raw.bestand SET pad = 'berichten/x.zip', lid = 'a.xml'")
        [(gevonden, zin)] = magazijn.rijen("kwaliteit.bevinding", "toewijzingnummer, omschrijving", "regel = 'OP295b'")
        assert gevonden == getoond
        assert ("Gemaskeerd nummer: bestand berichten/x.zip > a.xml, toewijzing 1" in zin) is plaats
