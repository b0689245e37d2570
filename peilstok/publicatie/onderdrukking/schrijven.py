"""What leaves of a table: with empty places for what is withheld, and one row for what is too small to be shown by
itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import duckdb
import pyarrow as pa

from peilstok.publicatie.onderdrukking.boom import Plek
from peilstok.publicatie.onderdrukking.lezen import Blok, Groepsrijen, basis
from peilstok.publicatie.onderdrukking.rij import DREMPEL, Rij, Stand
from peilstok.publicatie.onderdrukking.structuur import Niveau, Tabel
from peilstok.sql import citeer, letterlijk

OVERIG = "OVERIG"
"""Stands for the providers or kinds of a total that are not shown one by one."""


@dataclass(frozen=True)
class Telling:
    """Figures of a table, empty ones left out: shown, withheld with a mark, and `grover` those that leave only in the
    row OVERIG or in a total, because their rows or parts are too small."""

    getoond: int
    weg: int
    grover: int

    @property
    def deel_getoond(self) -> float:
        """Percentage of what leaves that is shown; 100 when nothing leaves."""
        return 100 * self.getoond / (self.getoond + self.weg) if self.getoond + self.weg else 100.0


@dataclass(frozen=True)
class _Ster:
    """Rows of one total that are not shown one by one: their numbers, and what may be said of them together."""

    nummers: tuple[int, ...]
    samen: dict[str, float]


def schrijf(con: duckdb.DuckDBPyConnection, tabel: Tabel, gelezen: Mapping[str, Groepsrijen]) -> Telling:
    """Leave out what is withheld."""
    types = {naam: soort for naam, soort, *_ in con.execute(f"describe {basis(tabel)}").fetchall()}
    sleutel = [*tabel.sleutel, *(kolom for kolom in tabel.vast if kolom not in tabel.sleutel)]
    sleutel += [kolom for kolom in ("gemeente_code", "aanbieder_agb", tabel.soort) if kolom and kolom in types]
    groepen = [gelezen[groep.volledig] for groep in tabel.groepen]
    per_rij: defaultdict[int, list[Rij]] = defaultdict(list)
    for groepsrijen in groepen:
        for nummer, rij in groepsrijen.rijen():
            per_rij[nummer].append(rij)
    sterren = _sterren(groepen, per_rij)
    dicht = {nummer for nummer, rijen in per_rij.items() if _niets_te_zien(rijen)}
    velden, weg, cijfers = [], [], []
    for plek, groep in enumerate(tabel.groepen):
        for namen, stand in ((groep.samen, f"stand.samen_{plek}"), (groep.van_delen, f"stand.delen_{plek}")):
            for kolom in namen:
                bron = f"bron.{citeer(kolom)}"
                if kolom in groep.alleen_op:
                    op = ", ".join(map(letterlijk, sorted(groep.alleen_op[kolom])))
                    bron = f"case when bron.niveau in ({op}) then {bron} end"
                velden.append((kolom, f"case when {stand} = {int(_Cel.GETOOND)} then {bron} end"))
                weg.append(f"case when {stand} = {int(_Cel.WEG)} and {bron} is not null then {letterlijk(kolom)} end")
                cijfers.append(f"({bron} is not null)::int")
    standen = {"nummer": [*per_rij], "blijft": [int(nummer not in dicht) for nummer in per_rij]}
    for plek, groep in enumerate(tabel.groepen):
        rijen = [rijen[plek] for rijen in per_rij.values()]
        standen[f"samen_{plek}"] = [_cel(rij, rij.stand is Stand.WEG) for rij in rijen]
        standen[f"delen_{plek}"] = [
            _Cel.GROVER if groep.delen and len(rij.delen) == 1 else _cel(rij, rij.stand > Stand.GETOOND)
            for rij in rijen
        ]
    con.register("stand", pa.table({naam: pa.array(waarden, pa.int64()) for naam, waarden in standen.items()}))
    doel = citeer(f"onderdrukt_{tabel.naam}")
    vast = ", ".join(f"bron.{citeer(kolom)}" for kolom in (*sleutel, *tabel.vrij))
    con.execute(
        f"create or replace temp table {doel} as select {vast}"
        f", {', '.join(f'{bron} as {citeer(kolom)}' for kolom, bron in velden)}, bron.niveau"
        f", nullif(concat_ws(',', {', '.join(weg)}), '') as niet_getoond_kolommen"
        f", niet_getoond_kolommen is not null as niet_getoond, cast(null as bigint) as samengenomen_aantal"
        f" from {basis(tabel)} as bron inner join stand using (nummer) where stand.blijft = 1 order by nummer"
    )
    met_merk = " + ".join(f"({deel} is not null)::int" for deel in weg)
    telling = con.execute(
        f"select coalesce(sum({' + '.join(cijfers)}), 0)"
        f", coalesce(sum(case when stand.blijft = 1 then {met_merk} end), 0)"
        f" from {basis(tabel)} as bron inner join stand using (nummer)"
    ).fetchone()
    con.unregister("stand")
    _voeg_overig_toe(con, tabel, sleutel, types, sterren)
    getoond = con.execute(
        f"select {' + '.join(f'count({citeer(kolom)})' for kolom, _ in velden)} from {doel}"
    ).fetchone()
    assert telling is not None and getoond is not None
    alle, gemerkt = map(int, telling)
    zelf = int(getoond[0])
    return Telling(zelf, gemerkt, max(alle - gemerkt - zelf, 0))


class _Cel(IntEnum):
    """What becomes of a figure: shown, withheld with a mark, or not leaving so finely."""

    GETOOND = 0
    WEG = 1
    GROVER = 2


def _cel(rij: Rij, is_weg: bool) -> _Cel:
    if rij.vervallen:
        return _Cel.GROVER
    return _Cel.WEG if is_weg else _Cel.GETOOND


def _niets_te_zien(rijen: Sequence[Rij]) -> bool:
    """Whether a row does not leave: nothing of it may, or it is a provider or kind without a figure to show."""
    gevuld = [rij for rij in rijen if rij.aantal > 0]
    if not gevuld:
        return False
    samen_te_nemen = gevuld[0].sleutel[1] in _SAMEN_TE_NEMEN
    return all(rij.vervallen or (samen_te_nemen and rij.stand is Stand.WEG) for rij in gevuld)


def _sterren(groepen: Sequence[Groepsrijen], per_rij: dict[int, list[Rij]]) -> list[_Ster]:
    """Providers or kinds of which nothing is shown. Their total less what is shown is all that a reader can find out of
    them; that is said where it adds up and where they are all that is withheld."""
    nummers: defaultdict[tuple[Blok, Plek], list[int]] = defaultdict(list)
    weg: defaultdict[tuple[Blok, Plek, int], list[tuple[int, Rij]]] = defaultdict(list)
    for soort, groepsrijen in enumerate(groepen):
        for (blok, plek), nummer in groepsrijen.nummers.items():
            rij = groepsrijen.blokken[blok][plek]
            if plek.niveau not in _SAMEN_TE_NEMEN:
                continue
            ster = Plek(plek.niveau, plek.gemeente)
            if rij.stand is Stand.WEG and not rij.vervallen:
                weg[blok, ster, soort].append((nummer, rij))
            if soort == 0 and _niets_te_zien(per_rij[nummer]):
                nummers[blok, ster].append(nummer)
    sterren = []
    for (blok, ster), erin in nummers.items():
        samen: dict[str, float] = {}
        for soort, groepsrijen in enumerate(groepen):
            groep, rijen = groepsrijen.groep, weg[blok, ster, soort]
            if {nummer for nummer, _ in rijen} <= set(erin) and _van_genoeg_clienten([rij for _, rij in rijen]):
                if groep.noemer and not groep.uniek:
                    samen[groep.noemer] = sum(rij.aantal for _, rij in rijen)
                for nummer, kolom in enumerate(groep.sommen):
                    if ster.niveau in groep.alleen_op.get(kolom, {ster.niveau}):
                        samen[kolom] = sum(rij.sommen[nummer] for _, rij in rijen)
        sterren.append(_Ster(tuple(erin), samen))
    return sterren


def _van_genoeg_clienten(weg: Sequence[Rij]) -> bool:
    """Whether the withheld rows of a total that is shown certainly have DREMPEL clients together: one of them has, or
    the total has so many more than its other rows."""
    if not weg or weg[0].ouder is None or weg[0].ouder.stand is Stand.WEG:
        return False
    elders = sum(zus.clienten_samen for zus in weg[0].zussen if zus.stand is not Stand.WEG)
    meeste = max(rij.clienten_samen for rij in weg)
    return max(meeste, weg[0].ouder.clienten_samen - elders) >= DREMPEL


_SAMEN_TE_NEMEN = {Niveau.AANBIEDER, Niveau.SOORT, Niveau.REGIO_SOORT}


def _voeg_overig_toe(
    con: duckdb.DuckDBPyConnection,
    tabel: Tabel,
    sleutel: Sequence[str],
    types: dict[str, str],
    sterren: Sequence[_Ster],
) -> None:
    kolommen = sorted({kolom for ster in sterren for kolom in ster.samen})
    con.register(
        "ster",
        pa.table(
            {
                "nummer": pa.array([ster.nummers[0] for ster in sterren], pa.int64()),
                "samengenomen_aantal": pa.array([len(ster.nummers) for ster in sterren], pa.int64()),
            }
            | {kolom: pa.array([ster.samen.get(kolom) for ster in sterren], pa.float64()) for kolom in kolommen}
        ),
    )
    velden = {citeer(kolom): f"bron.{citeer(kolom)}" for kolom in sleutel}
    for kolom, niveaus in (("aanbieder_agb", (Niveau.AANBIEDER,)), (tabel.soort, (Niveau.SOORT, Niveau.REGIO_SOORT))):
        if kolom in types:
            binnen = ", ".join(map(letterlijk, niveaus))
            velden[citeer(kolom)] = f"case when bron.niveau in ({binnen}) then '{OVERIG}' else bron.{citeer(kolom)} end"
    velden |= {citeer(kolom): f"bron.{kolom}" for kolom in tabel.vrij if kolom == "voorlopig"}
    velden |= {citeer(kolom): f"cast(ster.{citeer(kolom)} as {types[kolom]})" for kolom in kolommen}
    velden |= {"niveau": "bron.niveau", "niet_getoond": "false", "samengenomen_aantal": "ster.samengenomen_aantal"}
    con.execute(
        f"insert into {citeer(f'onderdrukt_{tabel.naam}')} ({', '.join(velden)})"
        f" select {', '.join(velden.values())} from ster inner join {basis(tabel)} as bron using (nummer)"
        " order by nummer"
    )
    con.unregister("ster")
