"""Say on what stands published that a night did not renew it (docs/besluiten/0016)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

import duckdb

from peilstok.publicatie.lijst import herschrijf_lijst
from peilstok.publicatie.wissel import BOUW, VERSIES, ruim_resten_op, stel_in_gebruik, versie_naam
from peilstok.rapport import Melding, zet_melding
from peilstok.rapport.runtime import koppel


def meld_niet_vernieuwd(
    publicatie: Path, nacht_van: date, reden: str, *, behalve: Collection[str] = (), lezers: int | None = None
) -> list[str]:
    """Put the notice on every page of every audience but `behalve` (those were renewed); returns the audiences.

    Each gets a new version with the same figures, swapped in as a whole; a reader keeps what was open, and the next
    good night replaces it. `nacht_van` is the peildatum of the night that failed, `reden` one or two Dutch sentences,
    `lezers` the group that may read it.
    One publisher at a time: the caller holds the lock of the night."""
    gemeld = []
    for doelgroep in _doelgroepen(publicatie):
        if doelgroep not in behalve:
            _meld(publicatie, doelgroep, nacht_van, reden, lezers)
            gemeld.append(doelgroep)
    return gemeld


def _doelgroepen(publicatie: Path) -> Iterator[str]:
    """The audiences that have a publication: links into the folder of versions, at most one folder deep."""
    versies = (publicatie / VERSIES).resolve()
    for plek in sorted([*publicatie.glob("[!.]*"), *publicatie.glob("[!.]*/[!.]*")]):
        if plek.is_symlink() and plek.resolve().parent == versies and plek.is_dir():
            yield plek.relative_to(publicatie).as_posix()


def _meld(publicatie: Path, doelgroep: str, nacht_van: date, reden: str, lezers: int | None) -> None:
    versies, plek = publicatie / VERSIES, publicatie / doelgroep
    ruim_resten_op(versies, publicatie)
    huidig = plek.resolve()
    melding = Melding(_peildatum(huidig / "peilstok.duckdb"), nacht_van, reden)
    bouw = Path(tempfile.mkdtemp(prefix=BOUW, dir=versies))
    try:
        shutil.copytree(huidig, bouw, copy_function=koppel, dirs_exist_ok=True)
        for pagina in bouw.rglob("*.html"):
            tekst = zet_melding(pagina.read_text(encoding="utf-8"), melding)
            # Not in place: the file is that of the version it was linked from.
            pagina.unlink()
            pagina.write_text(tekst, encoding="utf-8")
        herschrijf_lijst(bouw)
        stel_in_gebruik(bouw, versies / versie_naam(doelgroep, bouw), plek, lezers)
    finally:
        shutil.rmtree(bouw, ignore_errors=True)


def _peildatum(pub_db: Path) -> date | None:
    """What the published figures are valid for; None where this audience is not told, or the file does not open."""
    try:
        with duckdb.connect(str(pub_db), read_only=True) as con:
            rij = con.execute("select peildatum from kwaliteit.peil").fetchone()
    except duckdb.Error:
        return None
    return rij[0] if rij else None
