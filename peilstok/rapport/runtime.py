"""What all pages of a site share: Vega, the script and the style of the pages, the XLSX writer.

The script of the pages is written in rooms, `runtime_bron/site/<kamer>.js`: ES modules that say what they use of each
other. A browser refuses modules on file://, so they are put together as one script, as a bundler does."""

from __future__ import annotations

import re
import shutil
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import vl_convert

BEGIN = "pagina"
"""The room that uses all others."""

_BRON = files("peilstok.rapport") / "runtime_bron"
_VEGA, _SITE = "vega.js", "site.js"
_BRONNEN = ("bestand.js", "definities.js", "site.css", "write-excel-file.min.js", "write-excel-file.LICENSE")
_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|let|function|async function) )", re.MULTILINE)


def schrijf_runtime(runtime: Path, vorige: Path | None) -> None:
    """Write the shared files into `runtime`. `vorige` is the same folder of an earlier site, from which libraries are
    taken over."""
    runtime.mkdir(parents=True, exist_ok=True)
    (runtime / _VEGA).write_text(_vega_bundel(vorige / _VEGA if vorige else None), encoding="utf-8")
    (runtime / _SITE).write_text(bundel(), encoding="utf-8")
    for naam in _BRONNEN:
        (runtime / naam).write_bytes((_BRON / naam).read_bytes())


def koppel_map(van: Path, naar: Path) -> None:
    """Every file of the folder `van` (no folders) under a second name in the new folder `naar`."""
    naar.mkdir(parents=True)
    for bestand in sorted(van.iterdir()):
        koppel(bestand, naar / bestand.name)


def koppel(bron: str | Path, doel: str | Path) -> None:
    """The same file under a second name, or a copy where the disk knows no such thing."""
    try:
        Path(doel).hardlink_to(bron)
    except OSError:
        shutil.copy2(bron, doel)


@cache
def bundel(begin: str = BEGIN) -> str:
    """The rooms that `begin` needs, and itself, as one script; each after the rooms it uses. ValueError names a room
    that uses what another does not give, or rooms that use each other in a circle."""
    delen = "".join(_EXPORT.sub("", _IMPORT.sub("", _lees(kamer))) for kamer in kamers(begin))
    return f'(function () {{\n"use strict";\n{delen}}})();\n'


def kamers(begin: str = BEGIN) -> list[str]:
    """The rooms that `begin` uses, directly or not, each after those that it uses; `begin` itself last."""
    volgorde: list[str] = []
    bezig: list[str] = []

    def loop(kamer: str) -> None:
        if kamer in bezig:
            raise ValueError(f"site/{kamer}.js gebruikt zichzelf: {' -> '.join([*bezig, kamer])}")
        bezig.append(kamer)
        for namen, ander in _IMPORT.findall(_lees(kamer)):
            if mist := [n for n in namen.split(", ") if not re.search(rf"^export .*\b{n}\b", _lees(ander), re.M)]:
                raise ValueError(f"site/{kamer}.js gebruikt {', '.join(mist)}, dat site/{ander}.js niet geeft")
            if ander not in volgorde:
                loop(ander)
        volgorde.append(bezig.pop())

    loop(begin)
    return volgorde


@cache
def _lees(kamer: str) -> str:
    return (_BRON / "site" / f"{kamer}.js").read_text(encoding="utf-8")


def _vega_bundel(vorige: Path | None) -> str:
    """Vega, Vega-Lite and Vega-Embed in one script, from the installed package: no network, then or later.

    Bundling takes seconds and follows from the version alone, which the first line says: a script of the same version
    is taken over from `vorige`."""
    kop = f"/* vl-convert {version('vl-convert-python')} */\n"
    if vorige is not None and vorige.is_file():
        oud = vorige.read_text(encoding="utf-8")
        if oud.startswith(kop):
            return oud
    return kop + _nieuwe_bundel()


@cache
def _nieuwe_bundel() -> str:
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
