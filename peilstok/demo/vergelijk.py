"""Warehouse against truth: every difference as a sentence."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from peilstok.demo import kpi
from peilstok.demo.waarheid import Waarheid

if TYPE_CHECKING:
    import duckdb

_HOOGSTENS = 5
"""Differences told per table and kind (too many, missing, or one column); the rest is counted."""

_TOEWIJZING = ("wet", "gemeente_code", "toewijzingnummer")
# A ReferentieAanbieder that was used twice (TR347) is that of two requests.
_VERZOEK = ("soort", "wet", "gemeente_code", "aanbieder_agb", "referentie_aanbieder", "dagtekening")
# A ReferentieNummer that was used twice (TR314) stands in two declaraties.
_PRESTATIE = ("wet", "aanbieder_agb", "referentienummer", "debet_credit", "declaratienummer")
_TRAJECT = ("wet", "gemeente_code", "aanbieder_agb", "client_id", "productcode", "ingangsdatum")
# A pause and a restart on one toewijzing give two leveringen.
_LEVERING = (*_TOEWIJZING, "begindatum")
_ALLEEN_WAARHEID = frozenset({"client", "telt_mee", "start_gemeld", "start_op_tijd", "stop_gemeld", "stop_op_tijd"})

Sleutelnamen = tuple[str, ...]
Rijen = dict[tuple[object, ...], dict[str, object]]
FEITEN: dict[str, tuple[Sleutelnamen, str]] = {
    "fct_toewijzing": (_TOEWIJZING, "toewijzingen"),
    "fct_levering": (_LEVERING, "leveringen"),
    "fct_verzoek": (_VERZOEK, "verzoeken"),
    "fct_prestatie": (_PRESTATIE, "prestaties"),
}
"""Table of facts -> its key, and where the truth has its rows."""
ALTIJD = ("fct_toewijzing", "fct_levering")
"""Facts that every warehouse has."""
KPIS: dict[str, tuple[Sleutelnamen, Callable[[Waarheid], dict[kpi.Sleutel, kpi.Waarden]], str]] = {
    "kpi_termijn": (
        ("termijn", "wet", "gemeente_code", "aanbieder_agb", "maand", "verantwoordelijke"),
        kpi.termijnen,
        "termijn in ('305_5WD', '307_5WD')",
    ),
    "kpi_plekken_realisatie": (
        ("wet", "gemeente_code", "aanbieder_agb", "productcode", "maand"),
        kpi.plekken,
        # an advance without care is a row as well; the truth counts care
        "cast(plekken_ytd as double) > 0",
    ),
    "kpi_doorlooptijd": (
        ("jaar", "wet", "gemeente_code", "aanbieder_agb", "productcode"),
        kpi.doorlooptijd,
        # Only last year ended something: nothing to compare it with.
        "cast(beeindigd_aantal as double) > 0",
    ),
}
"""KPI table -> its key, the figures that the truth implies, and which of its rows those are about."""


def vergelijk(con: duckdb.DuckDBPyConnection, waarheid: Waarheid) -> list[str]:
    """Differences between the marts (contract chapter 4) and the truth, as readable sentences; empty when there are
    none.

    Reads raw.bestand, marts.fct_bericht, fct_toewijzing, fct_levering, kpi_termijn (305_5WD, 307_5WD),
    kpi_plekken_realisatie (without amounts) and kpi_doorlooptijd; and fct_verzoek, fct_prestatie, fct_traject and
    kwaliteit.bevinding (findings by rule and law) where the warehouse has them. The warehouse must have been made with
    P = K = the truth's peildatum. Raises duckdb.Error when another table or a column is missing.
    """
    return [
        *_bestanden(con, waarheid),
        *_berichten(con, waarheid),
        *(
            zin
            for tabel, (sleutel, naam) in FEITEN.items()
            if tabel in ALTIJD or _bestaat(con, tabel)
            for zin in _feiten(con, tabel, sleutel, getattr(waarheid, naam))
        ),
        *(_trajecten(con, waarheid) if _bestaat(con, "fct_traject") else []),
        *_clienten(con, waarheid),
        *(
            zin
            for tabel, (sleutel, reken, waar) in KPIS.items()
            for zin in _kpi(con, tabel, sleutel, reken(waarheid), waar)
        ),
        *(_bevindingen(con, waarheid) if _bestaat(con, "bevinding", "kwaliteit") else []),
    ]


def _lees(
    con: duckdb.DuckDBPyConnection, tabel: str, sleutel: tuple[str, ...], kolommen: Iterable[str], waar: str = "true"
) -> tuple[Rijen, list[str]]:
    """Rows by key, and a sentence for each key that occurs twice."""
    namen = (*sleutel, *kolommen)
    rijen: Rijen = {}
    dubbel = []
    for rij in con.execute(f"select {', '.join(namen)} from {tabel} where {waar}").fetchall():
        sleutelwaarden = rij[: len(sleutel)]
        if sleutelwaarden in rijen:
            dubbel.append(f"{tabel}: {_toon(sleutel, sleutelwaarden)} komt meer dan eens voor")
        rijen[sleutelwaarden] = dict(zip(namen[len(sleutel) :], rij[len(sleutel) :], strict=True))
    return rijen, dubbel


def _toon(namen: tuple[str, ...], waarden: tuple[object, ...]) -> str:
    return ", ".join(f"{naam} {waarde}" for naam, waarde in zip(namen, waarden, strict=True))


def _gelijk(werkelijk: Any, verwacht: Any) -> bool:
    if isinstance(werkelijk, float | Decimal) and isinstance(verwacht, float | int):
        return math.isclose(float(werkelijk), float(verwacht), rel_tol=1e-9, abs_tol=1e-9)
    return bool(werkelijk == verwacht)


def _verschillen(
    tabel: str, sleutel: tuple[str, ...], werkelijk: Rijen, verwacht: Mapping[tuple[object, ...], Mapping[str, object]]
) -> list[str]:
    gevonden: dict[str, list[str]] = {}
    for waarden in sorted(werkelijk.keys() | verwacht.keys(), key=str):
        wie = f"{tabel}: {_toon(sleutel, waarden)}"
        if waarden not in verwacht:
            gevonden.setdefault("rijen te veel", []).append(f"{wie} staat in de tabel en hoort er niet")
        elif waarden not in werkelijk:
            gevonden.setdefault("rijen te weinig", []).append(f"{wie} ontbreekt in de tabel")
        else:
            for kolom, hoort in verwacht[waarden].items():
                is_ = werkelijk[waarden][kolom]
                if not _gelijk(is_, hoort):
                    melding = f"{wie}: {kolom} is {is_} en hoort {hoort} te zijn"
                    gevonden.setdefault(f"verschillen in {kolom}", []).append(melding)
    return _samengevat(tabel, gevonden)


def _samengevat(tabel: str, gevonden: Mapping[str, list[str]]) -> list[str]:
    """The first few sentences of each kind, and how many more there are."""
    zinnen = []
    for soort, meldingen in gevonden.items():
        zinnen += meldingen[:_HOOGSTENS]
        if len(meldingen) > _HOOGSTENS:
            zinnen.append(f"{tabel}: en nog {len(meldingen) - _HOOGSTENS} {soort}")
    return zinnen


def _bestaat(con: duckdb.DuckDBPyConnection, tabel: str, schema: str = "marts") -> bool:
    vraag = "select 1 from information_schema.tables where table_schema = ? and table_name = ?"
    return con.execute(vraag, [schema, tabel]).fetchone() is not None


def _feiten(con: duckdb.DuckDBPyConnection, tabel: str, sleutel: tuple[str, ...], waar: Iterable[object]) -> list[str]:
    verwacht = verwachte_feiten(sleutel, waar)
    kolommen = tuple(next(iter(verwacht.values()), {}))
    werkelijk, dubbel = _lees(con, f"marts.{tabel}", sleutel, kolommen)
    return dubbel + _verschillen(tabel, sleutel, werkelijk, verwacht)


def verwachte_feiten(sleutel: Sleutelnamen, waar: Iterable[object]) -> Rijen:
    """The rows that a table of facts should have, by `sleutel`: what the truth alone knows left out."""
    verwacht: Rijen = {}
    for feit in waar:
        velden: dict[str, object] = {
            veld.name: getattr(feit, veld.name)
            for veld in dataclasses.fields(feit)  # type: ignore[arg-type]
        }
        waarden = {naam: w for naam, w in velden.items() if naam not in _ALLEEN_WAARHEID and naam not in sleutel}
        verwacht[tuple(velden[naam] for naam in sleutel)] = waarden
    return verwacht


def _trajecten(con: duckdb.DuckDBPyConnection, waarheid: Waarheid) -> list[str]:
    """By the client_id that the client's toewijzingen have: the truth knows numbers."""
    id_van = {
        tuple(sleutel): client_id
        for *sleutel, client_id in con.execute(
            f"select {', '.join(_TOEWIJZING)}, client_id from marts.fct_toewijzing"
        ).fetchall()
    }
    client_ids = {t.client: id_van.get((t.wet, t.gemeente_code, t.toewijzingnummer)) for t in waarheid.toewijzingen}
    verwacht: Rijen = {}
    for traject in waarheid.trajecten:
        velden = {**dataclasses.asdict(traject), "client_id": client_ids.get(traject.client)}
        waarden = {naam: w for naam, w in velden.items() if naam not in _ALLEEN_WAARHEID and naam not in _TRAJECT}
        verwacht[tuple(velden[naam] for naam in _TRAJECT)] = waarden
    kolommen = tuple(next(iter(verwacht.values()), {}))
    werkelijk, dubbel = _lees(con, "marts.fct_traject", _TRAJECT, kolommen)
    return dubbel + _verschillen("fct_traject", _TRAJECT, werkelijk, verwacht)


def _clienten(con: duckdb.DuckDBPyConnection, waarheid: Waarheid) -> list[str]:
    """One client, one client_id, under both laws and in every table; and never two clients under one client_id."""
    client_van = {(t.wet, t.gemeente_code, t.toewijzingnummer): t.client for t in waarheid.toewijzingen}
    client_van |= {(t.wet, t.gemeente_code, t.toewijzingnummer): t.client for t in waarheid.leveringen}
    client_van |= {(p.wet, p.gemeente_code, p.toewijzingnummer): p.client for p in waarheid.prestaties}
    ids: dict[int, set[object]] = {}
    clienten: dict[object, set[int]] = {}
    for tabel in ("fct_toewijzing", "fct_levering", "fct_prestatie"):
        if not _bestaat(con, tabel):
            continue
        for *sleutel, client_id in con.execute(
            f"select {', '.join(_TOEWIJZING)}, client_id from marts.{tabel}"
        ).fetchall():
            client = client_van.get((sleutel[0], sleutel[1], sleutel[2]))
            if client is not None:
                ids.setdefault(client, set()).add(client_id)
                clienten.setdefault(client_id, set()).add(client)
    gevonden = {
        "clienten met meer pseudoniemen": [
            f"client {client} heeft {len(eigen)} pseudoniemen" for client, eigen in ids.items() if len(eigen) > 1
        ],
        "gedeelde pseudoniemen": [
            f"clienten {sorted(wie)} delen een pseudoniem" for wie in clienten.values() if len(wie) > 1
        ],
    }
    return _samengevat("client_id", gevonden)


def _berichten(con: duckdb.DuckDBPyConnection, waarheid: Waarheid) -> list[str]:
    sleutel = ("wet", "berichttype")
    vraag = "(select wet, berichttype, count(*) as aantal from marts.fct_bericht group by all)"
    werkelijk, _ = _lees(con, vraag, sleutel, ("aantal",))
    verwacht: Rijen = {(b.wet, b.berichttype): {"aantal": b.aantal} for b in waarheid.berichten}
    return _verschillen("fct_bericht", sleutel, werkelijk, verwacht)


def _bevindingen(con: duckdb.DuckDBPyConnection, waarheid: Waarheid) -> list[str]:
    sleutel = ("regel", "wet")
    vraag = "(select regel, wet, count(*) as aantal from kwaliteit.bevinding group by all)"
    werkelijk, _ = _lees(con, vraag, sleutel, ("aantal",))
    verwacht: Rijen = {(b.regel, b.wet): {"aantal": b.aantal} for b in waarheid.bevindingen}
    return _verschillen("kwaliteit.bevinding", sleutel, werkelijk, verwacht)


def _bestanden(con: duckdb.DuckDBPyConnection, waarheid: Waarheid) -> list[str]:
    vraag = "(select status, count(*) as aantal from raw.bestand where pad not like 'uitkomsten/%' group by all)"
    werkelijk, _ = _lees(con, vraag, ("status",), ("aantal",))
    verwacht: Rijen = {(status,): {"aantal": aantal} for status, aantal in waarheid.bestanden.items()}
    return _verschillen("raw.bestand", ("status",), werkelijk, verwacht)


def _kpi(
    con: duckdb.DuckDBPyConnection,
    tabel: str,
    sleutel: tuple[str, ...],
    verwacht: Mapping[tuple[object, ...], Mapping[str, object]],
    waar: str = "true",
) -> list[str]:
    kolommen = tuple(next(iter(verwacht.values()), {}))
    werkelijk, dubbel = _lees(con, f"marts.{tabel}", sleutel, kolommen, waar)
    return dubbel + _verschillen(tabel, sleutel, werkelijk, verwacht)
