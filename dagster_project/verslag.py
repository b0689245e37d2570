"""What the night says at its end, in plain Dutch."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap

from peilstok.datum import datum_tekst

INSPRONG = " " * 12
VOORBEELDEN = 3
"""Places shown per reason; the rest is in raw.bestand."""


@dataclass(frozen=True)
class Afkeuring:
    """A file, archive member or reference row that was not taken in; `waar` is a path, and a line when it is known."""

    waar: str
    reden: str


@dataclass(frozen=True)
class Nachtverslag:
    """The counts of one night.

    `controles_mis` has a line per failed check, `controles_niet_beoordeeld` counts those that had nothing to judge,
    `uitkomsten` are the outcome files that counted, were a proef, were known, came twice or were refused;
    `weggelaten` counts people in messages and lines of outcomes that were left out because they were forgotten;
    `normen_mis` the norms that are not met; `berichten` are (law, message type, number of messages loaded this night);
    `partijen` counts the folders beside that of the data team, `niet_vernieuwd` has those that keep an older one, with
    the reason; `gaten` say per law and gemeente from which month on the messages are complete; `let_op` sentences about
    the settings."""

    peildatum: date
    kennisdatum: date
    seconden: float
    bekend: int = 0
    geladen: int = 0
    dubbel: int = 0
    quarantaine: int = 0
    open_in_quarantaine: int = 0
    berichten: Sequence[tuple[str, str, int]] = ()
    uitkomsten: tuple[int, ...] = ()
    weggelaten: tuple[int, int] = (0, 0)
    afkeuringen: Sequence[Afkeuring] = ()
    ontbrekend: Sequence[str] = ()
    referentiebevindingen: int = 0
    tabellen: int = 0
    controles_geslaagd: int = 0
    controles_mis: Sequence[str] = ()
    controles_niet_beoordeeld: int = 0
    normen_mis: int = 0
    gewijzigd: bool = False
    partijen: int = 0
    niet_vernieuwd: Mapping[str, str] = field(default_factory=dict)
    mail: Sequence[str] = ()
    index: str = ""
    gaten: Sequence[str] = ()
    let_op: Sequence[str] = ()
    fouten: Sequence[str] = field(default=())

    @property
    def bestanden(self) -> int:
        """Loose files and archive members in the landing folder."""
        return self.bekend + self.geladen + self.dubbel + self.quarantaine


def tekst(verslag: Nachtverslag) -> str:
    """The summary, several lines, without a final line break."""
    geen = verslag.controles_niet_beoordeeld
    regels = [
        "",
        f"Klaar in {verslag.seconden:.0f} seconden. De cijfers gelden op {datum_tekst(verslag.peildatum)},"
        f" naar wat op {datum_tekst(verslag.kennisdatum)} bekend was.",
        *(f"Let op: {zin}" for zin in verslag.let_op),
        *(f"Let op: {zin}." for zin in verslag.gaten),
        "",
        f"Bestanden   {_getal(verslag.bestanden)}: {_getal(verslag.geladen)} geladen,"
        f" {_getal(verslag.bekend)} al bekend, {_getal(verslag.dubbel)} dubbel,"
        f" {_getal(verslag.quarantaine)} in quarantaine",
        *(
            [f"            {_getal(verslag.open_in_quarantaine)} staan nog open in quarantaine (tabel raw.bestand)"]
            if verslag.open_in_quarantaine
            else []
        ),
        *_berichten(verslag.berichten),
        *_uitkomsten(verslag.uitkomsten),
        *_weggelaten(*verslag.weggelaten),
        *_afkeuringen(verslag.afkeuringen),
        f"Tabellen    {_getal(verslag.tabellen)} gebouwd",
        f"Controles   {_getal(verslag.controles_geslaagd)} geslaagd,"
        f" {_getal(len(verslag.controles_mis) + verslag.normen_mis)} niet"
        + (f", {_getal(geen)} niet te beoordelen (niets om te controleren)" if geen else ""),
        *(f"            - {regel}" for regel in verslag.controles_mis),
        *(
            [
                f"            - signaal: norm die niet iedereen haalt: {_getal(verslag.normen_mis)}."
                " Wie, en met hoeveel: kwaliteit/index.html in de publicatie."
            ]
            if verslag.normen_mis
            else []
        ),
    ]
    if verslag.ontbrekend:
        regels += [
            "Ontbreekt   deze referentietabellen zijn er niet; wat ze nodig heeft, blijft leeg:",
            *_omgebroken(sorted(verslag.ontbrekend)),
        ]
    if verslag.referentiebevindingen:
        regels.append(
            f"Referentie  {_getal(verslag.referentiebevindingen)}"
            f" {'bevinding' if verslag.referentiebevindingen == 1 else 'bevindingen'} in uw eigen tabellen"
            " (kwaliteit/referentie_bevinding.csv in de publicatie)"
        )
    regels += [
        f"Publicatie  {'bijgewerkt' if verslag.gewijzigd else 'ongewijzigd: er was niets nieuws'}",
        *(
            [f"            en {_getal(verslag.partijen)} mappen van gemeenten, aanbieders, backoffices en de regio"]
            if verslag.partijen
            else []
        ),
        *(f"            - niet vernieuwd: {naam} ({reden})" for naam, reden in verslag.niet_vernieuwd.items()),
        *(f"{'Mail' if nummer == 0 else '':<12}{regel}" for nummer, regel in enumerate(verslag.mail)),
        "",
        f"Kijken: open {verslag.index} in een browser.",
    ]
    return "\n".join(regels)


def _berichten(berichten: Sequence[tuple[str, str, int]]) -> list[str]:
    per_wet: dict[str, list[str]] = defaultdict(list)
    for wet, soort, aantal in sorted(berichten):
        per_wet[wet].append(f"{soort}: {_getal(aantal)}")
    return [
        f"{'Berichten' if nummer == 0 else '':<12}{wet:<4} {'  '.join(delen)}"
        for nummer, (wet, delen) in enumerate(per_wet.items())
    ]


def _weggelaten(personen: int, regels: int) -> list[str]:
    """Who was forgotten came along again: said, or a reader would think that all of a file is here."""
    if not personen and not regels:
        return []
    return [
        f"Weggelaten  {_getal(personen)} keer een persoon in berichten en {_getal(regels)} regels met uitkomsten,"
        " van wie de gegevens zijn verwijderd (make vergeet)"
    ]


def _uitkomsten(aantallen: Sequence[int]) -> list[str]:
    """Nothing where no outcome file ever came."""
    if not any(aantallen):
        return []
    woorden = ("geladen", "als proef beoordeeld", "al bekend", "dubbel", "afgekeurd")
    delen = ", ".join(f"{_getal(aantal)} {woord}" for aantal, woord in zip(aantallen, woorden, strict=True) if aantal)
    return [f"Uitkomsten  {_getal(sum(aantallen))}: {delen}"]


def _afkeuringen(afkeuringen: Sequence[Afkeuring]) -> list[str]:
    if not afkeuringen:
        return []
    per_reden: dict[str, list[str]] = defaultdict(list)
    for afkeuring in afkeuringen:
        per_reden[afkeuring.reden].append(afkeuring.waar)
    regels = ["Quarantaine niet ingelezen, met de reden:"]
    for reden, plaatsen in sorted(per_reden.items(), key=lambda paar: (-len(paar[1]), paar[0])):
        regels.append(f"            - {_getal(len(plaatsen))}x {reden}")
        regels += [f"                {plaats}" for plaats in plaatsen[:VOORBEELDEN]]
        if len(plaatsen) > VOORBEELDEN:
            regels.append(f"                en nog {_getal(len(plaatsen) - VOORBEELDEN)} (alle in tabel raw.bestand)")
    return regels


def _omgebroken(namen: Sequence[str]) -> list[str]:
    return wrap(", ".join(namen), 110, initial_indent=INSPRONG, subsequent_indent=INSPRONG, break_long_words=False)


def _getal(aantal: int) -> str:
    return f"{aantal:,}".replace(",", ".")
