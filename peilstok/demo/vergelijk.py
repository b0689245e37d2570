"""Warehouse against truth: every difference as a sentence."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping
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

Rijen = dict[tuple[object, ...], dict[str, object]]


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
        *_feiten(con, "fct_toewijzing", _TOEWIJZING, waarheid.toewijzingen),
        *_feiten(con, "fct_levering", _LEVERING, waarheid.leveringen),
        *(_feiten(con, "fct_verzoek", _VERZOEK, waarheid.verzoeken) if _bestaat(con, "fct_verzoek") else []),
        *(_feiten(con, "fct_prestatie", _PRESTATIE, waarheid.prestaties) if _bestaat(con, "fct_prestatie") else []),
        *(_trajecten(con, waarheid) if _bestaat(con, "fct_traject") else []),
        *_clienten(con, waarheid),
        *_kpi(
            con,
            "kpi_termijn",
            ("termijn", "wet", "gemeente_code", "aanbieder_agb", "maand", "verantwoordelijke"),
            kpi.termijnen(waarheid),
            "termijn in ('305_5WD', '307_5WD')",
        ),
        *_kpi(
            con,
            "kpi_plekken_realisatie",
            ("wet", "gemeente_code", "aanbieder_agb", "productcode", "maand"),
            kpi.plekken(waarheid),
            # an advance without care is a row as well; the truth counts care
            "plekken_ytd > 0",
        ),
        *_kpi(
            con,
            "kpi_doorlooptijd",
            ("jaar", "wet", "gemeente_code", "aanbieder_agb", "productcode"),
            kpi.doorlooptijd(waarheid),
            # Only last year ended something: nothing to compare it with.
            "beeindigd_aantal > 0",
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
    verwacht: Rijen = {}
    for feit in waar:
        velden: dict[str, object] = {
            veld.name: getattr(feit, veld.name)
            for veld in dataclasses.fields(feit)  # type: ignore[arg-type]
        }
        waarden = {naam: w for naam, w in velden.items() if naam not in _ALLEEN_WAARHEID and naam not in sleutel}
        verwacht[tuple(velden[naam] for naam in sleutel)] = waarden
    kolommen = tuple(next(iter(verwacht.values()), {}))
    werkelijk, dubbel = _lees(con, f"marts.{tabel}", sleutel, kolommen)
    return dubbel + _verschillen(tabel, sleutel, werkelijk, verwacht)


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
