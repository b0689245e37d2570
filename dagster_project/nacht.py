"""One night in this process: `python -m dagster_project.nacht [--demo [FOLDER] [--regels]]`. Exit status 0 only when it
succeeds.

The schedule and the sensor run the same job; here a person watches. What Dagster, dbt and Great Expectations write
goes to <DATA>/logs, the screen shows progress and a summary.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from dagster_project.plaatsen import PROJECT, instellingen, leesbaar
from dagster_project.thuis import zet_thuis_klaar
from dagster_project.verslag import Afkeuring, Nachtverslag, tekst
from peilstok.instellingen import TIJDZONE, VOORVOEGSEL, Instellingen, InstellingFout, opvallend
from peilstok.rechten import alleen_eigenaar

if TYPE_CHECKING:
    import dagster as dg

log = logging.getLogger("peilstok.nacht")

DEMO_MAP = PROJECT / "data" / "demo"
DEMO_REGELS_MAP = PROJECT / "data" / "demo-regels"


def main(argumenten: list[str] | None = None) -> int:
    """Run one night and return the exit status."""
    lezer = argparse.ArgumentParser(prog="python -m dagster_project.nacht", description="Draait de nacht een keer.")
    lezer.add_argument(
        "--demo",
        nargs="?",
        const=DEMO_MAP,
        type=Path,
        metavar="MAP",
        help="op de demoregio, los van uw eigen instellingen (standaard in data/demo)",
    )
    lezer.add_argument(
        "--regels",
        action="store_true",
        help="met --demo: elke regel van het berichtenverkeer is gebroken (standaard in data/demo-regels)",
    )
    keuze = lezer.parse_args(argumenten)
    try:
        waarden = demo_instellingen(_demo_map(keuze)) if keuze.demo else instellingen()
        # before anything is written: without a key no message may be read
        _ = waarden.sleutel
    except InstellingFout as fout:
        print(f"\n{fout}", file=sys.stderr)
        return 1
    if keuze.demo:
        _schrijf_demo(waarden, keuze.regels)
    return draai(waarden)


def _demo_map(keuze: argparse.Namespace) -> Path:
    """A region with broken rules has a folder of its own: what lies in a landing folder is never removed."""
    map_: Path = DEMO_REGELS_MAP if keuze.regels and keuze.demo == DEMO_MAP else keuze.demo
    return map_.resolve()


def demo_instellingen(map_: Path) -> Instellingen:
    """Settings of the demo in this folder."""
    # imported here: nights on real data have no use for it
    from peilstok import demo

    return demo.demo_instellingen(map_)


def draai(waarden: Instellingen) -> int:
    """Run the job `nacht` with these settings, and print how it went. Returns the exit status."""
    begin = time.monotonic()
    try:
        logbestand = _nieuw_logbestand(waarden.logs)
    except OSError as fout:
        print(f"\n{VOORVOEGSEL}DATA: in {waarden.data} kan niet geschreven worden ({fout.strerror}).", file=sys.stderr)
        return 1
    with _alleen_voortgang(logbestand) as scherm:
        try:
            log.info("Peilstok begint: %s", leesbaar(waarden.landing))
            # the job reads its settings from the environment, here as under the schedule
            os.environ.update(waarden.als_omgeving())
            zet_thuis_klaar(waarden)
            verslag = _voer_uit(waarden, begin)
        except Exception as fout:
            # the screen gets a sentence, the log the whole story
            log.debug("De nacht is afgebroken", exc_info=True)
            verslag = Nachtverslag(
                waarden.peildatum, waarden.kennisdatum, time.monotonic() - begin, fouten=[_eerste_regel(fout)]
            )
        if verslag.fouten:
            print(_mislukt(verslag, logbestand), file=scherm, flush=True)
            return 1
        print(tekst(verslag), file=scherm, flush=True)
        return 0


def _voer_uit(waarden: Instellingen, begin: float) -> Nachtverslag:
    # imported here: it takes seconds, and the screen should say something first
    import dagster as dg

    from dagster_project.definitions import defs

    log.info("Instellingen vastleggen")
    with dg.DagsterInstance.get() as instance:
        uitkomst = defs.resolve_job_def("nacht").execute_in_process(instance=instance, raise_on_error=False)
        return _verslag(waarden, uitkomst, time.monotonic() - begin)


def _verslag(waarden: Instellingen, uitkomst: dg.ExecuteInProcessResult, seconden: float) -> Nachtverslag:
    """Collect what the assets said about themselves."""
    from dagster_project.assets.kwaliteit import CONTROLE
    from dagster_project.assets.publicatie import DATATEAM
    from dagster_project.assets.raw import BERICHTEN, REFERENTIE, UITKOMSTEN
    from dagster_project.assets.versturen import MAIL
    from dagster_project.fouten import oorzaken

    gebeurd = {m.asset_key: m for m in (e.materialization for e in uitkomst.get_asset_materialization_events())}

    def gegeven(sleutel: dg.AssetKey, naam: str, anders: Any) -> Any:
        waarde = gebeurd[sleutel].metadata.get(naam) if sleutel in gebeurd else None
        return anders if waarde is None else waarde.value

    afgekeurd = [
        *gegeven(BERICHTEN, "afkeuringen", []),
        *gegeven(UITKOMSTEN, "afgekeurd", []),
        *gegeven(REFERENTIE, "afgekeurd", []),
    ]
    uitkomsten = [gegeven(UITKOMSTEN, naam, 0) for naam in ("geladen", "proef", "bekend", "dubbel")]
    return Nachtverslag(
        peildatum=waarden.peildatum,
        kennisdatum=waarden.kennisdatum,
        seconden=seconden,
        bekend=gegeven(BERICHTEN, "bekend", 0),
        geladen=gegeven(BERICHTEN, "geladen", 0),
        dubbel=gegeven(BERICHTEN, "dubbel", 0),
        quarantaine=gegeven(BERICHTEN, "quarantaine", 0),
        open_in_quarantaine=gegeven(REFERENTIE, "open_in_quarantaine", 0),
        berichten=[tuple(rij) for rij in gegeven(BERICHTEN, "berichten", [])],
        uitkomsten=(*uitkomsten, len(gegeven(UITKOMSTEN, "afgekeurd", []))),
        weggelaten=(gegeven(BERICHTEN, "weggelaten", 0), gegeven(UITKOMSTEN, "weggelaten", 0)),
        afkeuringen=[Afkeuring(_plek(rij), rij["reden"]) for rij in afgekeurd],
        ontbrekend=gegeven(REFERENTIE, "ontbreekt", []),
        referentiebevindingen=gegeven(DATATEAM, "tabellen", {}).get("kwaliteit.referentie_bevinding", 0),
        tabellen=sum(sleutel.path[0] not in ("raw", "seeds", "verloop", "publicatie") for sleutel in gebeurd),
        controles_geslaagd=gegeven(CONTROLE, "geslaagd", 0),
        controles_mis=gegeven(CONTROLE, "niet_geslaagd", []),
        controles_niet_beoordeeld=gegeven(CONTROLE, "niet_te_beoordelen", 0),
        normen_mis=gegeven(CONTROLE, "normen_niet_gehaald", 0),
        gewijzigd=gegeven(DATATEAM, "gewijzigd", False),
        partijen=gegeven(DATATEAM, "partijen", 0),
        niet_vernieuwd=gegeven(DATATEAM, "niet_vernieuwd", {}),
        mail=gegeven(MAIL, "regels", []),
        index=gegeven(DATATEAM, "index", ""),
        gaten=gegeven(DATATEAM, "gaten", []),
        let_op=opvallend(waarden),
        fouten=[] if uitkomst.success else oorzaken(uitkomst, waarden),
    )


def _plek(rij: dict[str, Any]) -> str:
    """Where a refusal is: file, archive member, line, as far as they are known."""
    delen = [rij.get("pad") or rij["bestand"]]
    delen += [f"> {rij['lid']}"] if rij.get("lid") else []
    delen += [f"regel {rij['regel']}"] if rij["regel"] else []
    return " ".join(delen)


def _mislukt(verslag: Nachtverslag, logbestand: Path) -> str:
    regels = ["", f"De nacht is niet gelukt (na {verslag.seconden:.0f} seconden)."]
    regels += [f"  - {fout}" for fout in verslag.fouten]
    regels += [
        "",
        "Wat eerder is gepubliceerd, staat er nog. Na herstel kunt u de nacht gewoon opnieuw draaien.",
        f"Het volledige verslag: {leesbaar(logbestand)}",
    ]
    return "\n".join(regels)


def _schrijf_demo(waarden: Instellingen, regels: bool) -> None:
    from peilstok.demo import DemoParameters, maak_regio, schrijf_regio

    print("Demoregio schrijven (verzonnen gemeenten, aanbieders en clienten)", flush=True)
    schrijf_regio(maak_regio(DemoParameters(regels=regels)), waarden.landing)


def _nieuw_logbestand(map_: Path) -> Path:
    map_.mkdir(parents=True, exist_ok=True)
    return map_ / f"nacht-{datetime.now(TIJDZONE):%Y%m%d-%H%M%S}-{os.getpid()}.log"


@contextmanager
def _alleen_voortgang(logbestand: Path) -> Iterator[TextIO]:
    """Send all output of this process and its children to the log; yields the screen, where our own progress goes.

    On the level of file descriptors: dbt, Great Expectations and Dagster each have their own way to print.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    oud = os.dup(1), os.dup(2)
    begin = time.monotonic()
    with logbestand.open("a", encoding="utf-8") as doel, os.fdopen(os.dup(1), "w", encoding="utf-8") as scherm:
        os.dup2(doel.fileno(), 1)
        os.dup2(doel.fileno(), 2)
        toon = logging.StreamHandler(scherm)
        toon.setLevel(logging.INFO)
        toon.addFilter(lambda record: _met_tijd(record, begin))
        toon.setFormatter(logging.Formatter("%(verstreken)4d s  %(message)s"))
        bewaar = logging.StreamHandler(doel)
        bewaar.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.setLevel(logging.DEBUG)
        log.addHandler(toon)
        log.addHandler(bewaar)
        try:
            yield scherm
        finally:
            log.removeHandler(toon)
            log.removeHandler(bewaar)
            sys.stdout.flush()
            sys.stderr.flush()
            os.dup2(oud[0], 1)
            os.dup2(oud[1], 2)
            os.close(oud[0])
            os.close(oud[1])


def _met_tijd(record: logging.LogRecord, begin: float) -> bool:
    record.verstreken = int(time.monotonic() - begin)
    return True


def _eerste_regel(fout: BaseException) -> str:
    return f"{type(fout).__name__}: {str(fout).splitlines()[0] if str(fout) else ''}"


if __name__ == "__main__":
    with alleen_eigenaar():
        sys.exit(main())
