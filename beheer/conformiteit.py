"""The conformance kit: `python -m beheer.conformiteit [--naar FILE]` makes it, `.. --tabellen FOLDER` scores a set of
tables. Exit status 1 when not everything is right."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from peilstok.demo import maak_regio, schrijf_regio
from peilstok.demo.conformiteit import KitFout, maak_kit, scoor, verwacht

KIT = Path("build/peilstok-conformiteit.zip")


def main(argumenten: list[str] | None = None) -> int:
    """Make or score."""
    lezer = argparse.ArgumentParser(prog="python -m beheer.conformiteit")
    lezer.add_argument("--naar", type=Path, default=KIT)
    lezer.add_argument("--tabellen", type=Path, help="map met <tabel>.csv of <tabel>.parquet")
    keuze = lezer.parse_args(argumenten)
    regio = maak_regio()
    tabellen = verwacht(regio.waarheid)
    if keuze.tabellen is None:
        with tempfile.TemporaryDirectory() as map_:
            schrijf_regio(regio, Path(map_))
            cellen = maak_kit(Path(map_), tabellen, regio.waarheid.peildatum, keuze.naar)
        print(f"{keuze.naar}: de verzonnen regio en {cellen:,} verwachte cellen".replace(",", "."))
        return 0
    try:
        scores = scoor(keuze.tabellen, tabellen)
    except KitFout as fout:
        print(fout, file=sys.stderr)
        return 1
    for score in scores:
        uitslag = f"{score.percentage:6.2f}%" if score.gevonden else "   geen"
        print(
            f"{uitslag}  {score.tabel}  ({score.goed} van {score.cellen} cellen, {score.rijen_te_veel} rijen te veel)"
        )
        print(
            *(f"           {voorbeeld}" for voorbeeld in score.voorbeelden),
            sep="\n",
            end="\n" if score.voorbeelden else "",
        )
    cellen = sum(score.cellen for score in scores) + sum(score.rijen_te_veel for score in scores)
    goed = sum(score.goed for score in scores)
    print(f"\nScore: {100 * goed / cellen:.2f}% van {cellen} cellen")
    return 0 if goed == cellen else 1


if __name__ == "__main__":
    sys.exit(main())
