"""marts.stoplicht of the demo against a count in plain Python from the region's truth and its own norms."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from peilstok.demo import Regio
from peilstok.demo import kpi as waarheid_kpi

Sleutel = tuple[Any, ...]
KOLOMMEN = "waarde, teller, noemer, norm, kleur, vorige_waarde, trend"


def _stoplicht(warehouse: Path, kpis: tuple[str, ...], kolommen: str = KOLOMMEN) -> dict[Sleutel, tuple[Any, ...]]:
    """(kpi, wet, gemeente, provider, period) -> the columns."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        rijen = con.execute(
            f"select kpi, wet, gemeente_code, aanbieder_agb, periode, {kolommen} from marts.stoplicht"
            f" where kpi in {kpis} and zorgterrein = 'ALLE'"
        ).fetchall()
    uit = {rij[:5]: rij[5:] for rij in rijen}
    assert len(uit) == len(rijen)
    return uit


def _perioden(maand: date, volledig: set[date]) -> Iterator[str]:
    """The periods that a month counts in: a quarter only when its last month is there."""
    kwartaal = (maand.month + 2) // 3
    yield str(maand.year)
    yield f"{maand.year}-{maand.month:02}"
    if date(maand.year, kwartaal * 3, 1) in volledig:
        yield f"{maand.year}-K{kwartaal}"


def _einde(periode: str) -> str:
    """Last day of a period, near enough to hold against the first day of a norm."""
    jaar, _, deel = periode.partition("-")
    maand = 12 if not deel else int(deel[1:]) * 3 if deel.startswith("K") else int(deel)
    return f"{jaar}-{maand:02}-28"


def _vorige(periode: str) -> str:
    jaar, _, deel = periode.partition("-")
    if not deel:
        return str(int(jaar) - 1)
    nummer, aantal, vorm = (int(deel[1:]), 4, "K{}") if deel.startswith("K") else (int(deel), 12, "{:02}")
    return f"{jaar}-{vorm.format(nummer - 1)}" if nummer > 1 else f"{int(jaar) - 1}-{vorm.format(aantal)}"


def _twaalf(geteld: dict[Sleutel, list[int]], sleutel: Sleutel, terug: int = 0) -> list[int] | None:
    """Teller and noemer of the twelve months up to the month of `sleutel`, or up to one `terug` months before it; None
    when nothing was counted in them."""
    *wie, periode = sleutel
    laatste = int(periode[:4]) * 12 + int(periode[5:]) - 1 - terug
    maanden = [f"{nr // 12}-{nr % 12 + 1:02}" for nr in range(laatste - 11, laatste + 1)]
    delen = [geteld[(*wie, maand)] for maand in maanden if (*wie, maand) in geteld]
    return [sum(deel) for deel in zip(*delen, strict=True)] if delen else None


def _norm(landing: Path, kpi: str, wet: str, periode: str) -> dict[str, str] | None:
    with (landing / "referentie" / "normen.csv").open(encoding="utf-8") as bestand:
        for rij in csv.DictReader(bestand, delimiter=";"):
            if (rij["kpi"], rij["wet"]) == (kpi, wet) and rij["geldig_van"] <= _einde(periode):
                return rij
    return None


def _bijna(een: tuple[Any, ...], ander: tuple[Any, ...]) -> bool:
    return all(
        abs(a - b) < 1e-9 if isinstance(a, float) and isinstance(b, float) else a == b
        for a, b in zip(een, ander, strict=True)
    )


def test_termijnen_uit_de_waarheid(demo_nacht, demo_regio: Regio) -> None:
    """Every month, quarter and year of 305_5WD and 307_5WD, with norm, colour, the value before and the trend. A month
    of fewer than five cases stands over twelve months: every month of the demo is covered."""
    geteld: dict[Sleutel, list[int]] = defaultdict(lambda: [0, 0])
    cellen = waarheid_kpi.termijnen(demo_regio.waarheid)
    volledig = {maand for _, _, _, _, maand, _ in cellen}
    for (termijn, wet, gemeente, aanbieder, maand, _), waarden in cellen.items():
        for periode in _perioden(maand, volledig):
            teller_noemer = geteld[termijn, wet, gemeente, aanbieder, periode]
            teller_noemer[0] += waarden["binnen_norm"]
            teller_noemer[1] += waarden["totaal"]
    verwacht = {}
    geteld = dict(geteld)
    over_twaalf = {s: _twaalf(geteld, s) for s, (_, noemer) in geteld.items() if s[4][5:6].isdigit() and noemer < 5}
    for sleutel, (teller, noemer) in (geteld | over_twaalf).items():
        *wie, periode = sleutel
        waarde = 100 * teller / noemer
        norm = _norm(demo_nacht.landing, sleutel[0], sleutel[1], periode)
        assert norm is not None
        tekort = float(norm["norm"]) - waarde
        kleur = "groen" if tekort <= 0 else "oranje" if tekort <= float(norm["bandbreedte"]) else "rood"
        if noemer < 5:
            kleur = "grijs"  # a handful says nothing, also beside more
        vorig = _twaalf(geteld, sleutel, 12) if sleutel in over_twaalf else geteld.get((*wie, _vorige(periode)))
        vorige = 100 * vorig[0] / vorig[1] if vorig else None
        trend = "onbekend"
        if vorig and min(noemer, vorig[1]) >= 5:
            trend = "gelijk" if abs(waarde - vorige) < 0.1 else "beter" if waarde > vorige else "slechter"
        verwacht[sleutel] = (waarde, float(teller), float(noemer), float(norm["norm"]), kleur, vorige, trend)
    gevonden = _stoplicht(demo_nacht.warehouse, ("305_5WD", "307_5WD"))
    assert gevonden.keys() == verwacht.keys()
    assert [sleutel for sleutel in verwacht if not _bijna(gevonden[sleutel], verwacht[sleutel])] == []
    soorten = _stoplicht(demo_nacht.warehouse, ("305_5WD", "307_5WD"), "periode_soort")
    assert {sleutel for sleutel, (soort,) in soorten.items() if soort == "12 maanden"} == over_twaalf.keys()
    assert {rij[4] for rij in gevonden.values()} == {"groen", "oranje", "rood", "grijs"}


def test_doorlooptijd_uit_de_waarheid(demo_nacht, demo_regio: Regio) -> None:
    """The median over all products, against the same part of last year; without a norm it is grey."""
    verwacht = {
        ("doorlooptijd", wet, gemeente, aanbieder, str(jaar)): (
            waarden["mediaan_maanden"],
            waarden["mediaan_maanden_vorig_jaar"],
            "grijs",
        )
        for (jaar, wet, gemeente, aanbieder, product), waarden in waarheid_kpi.doorlooptijd(demo_regio.waarheid).items()
        if product == "ALLE"
    }
    gevonden = _stoplicht(demo_nacht.warehouse, ("doorlooptijd", "-"), "waarde, vorige_waarde, kleur, noemer")
    met_einde = {sleutel: rij[:3] for sleutel, rij in gevonden.items() if rij[3]}
    assert met_einde.keys() == verwacht.keys()
    assert [sleutel for sleutel in verwacht if not _bijna(met_einde[sleutel], verwacht[sleutel])] == []


def test_geen_kpi_op_perceel_5_en_geen_totaalscore(demo_nacht) -> None:
    """K000-09 and NB2, although the demo's normen.csv names perceel 5."""
    with duckdb.connect(str(demo_nacht.publicatie / "peilstok.duckdb"), read_only=True) as con:
        assert con.execute(
            "select distinct perceel from marts.stoplicht where perceel is not null order by all"
        ).fetchall() == [("1",), ("2",), ("3",), ("4",)]
        zonder_naam = "select count(*) from marts.stoplicht anti join marts.dim_kpi using (kpi)"
        assert con.execute(zonder_naam).fetchone() == (0,)
        assert con.execute("select count(*) from marts.stoplicht where kpi = 'ALLE'").fetchone() == (0,)
        assert con.execute("select count(*) from marts.stoplicht_opvolging where is_laatste").fetchone() > (0,)
