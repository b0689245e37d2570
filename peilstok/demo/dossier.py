"""The region's own notes: plans, judged cases, experiences, agreements and who to call (contract chapter 3).

All of it is invented; the addresses of mail lie below example.org and reach nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from peilstok.demo.feiten import Behandelplan, Feiten, Levering, Toewijzing
from peilstok.demo.kalender import is_werkdag
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.tabel import Rij, maak_csv
from peilstok.demo.wereld import AANBIEDERS, GEMEENTEN, aanbieders

# Reden beeindiging that may count as uitval (K000-03), Wmo.
_UITVAL = frozenset({"21", "22", "23", "31", "39"})
_OORDELEN = {
    "aanbieder": "plan sloot niet aan bij de vraag",
    "toegang": "andere voorziening bleek passender",
    "client": "client kwam niet meer op afspraken",
    "extern": "omstandigheden buiten de ondersteuning",
}
_ZRM_DOMEINEN = ("Financiën", "Dagbesteding", "Huisvesting", "Geestelijke gezondheid", "Sociaal netwerk")
_LEEFTIJD = (("0-3", 0.04), ("4-11", 0.09), ("12-17", 0.07), ("18-64", 0.6), ("65+", 0.2))


def _sleutel(toewijzing: Toewijzing) -> tuple[str, str, int]:
    return toewijzing.product.wet, toewijzing.client.gemeente.code, toewijzing.nummer


def _lopend(feiten: Feiten) -> Iterator[Toewijzing]:
    return (toewijzing for toewijzing in feiten.toewijzingen if not toewijzing.is_verwijderd)


def _met_zorg(feiten: Feiten) -> Iterator[tuple[Toewijzing, Levering]]:
    """Each toewijzing that was delivered, with its first levering."""
    return ((toewijzing, toewijzing.leveringen[0]) for toewijzing in _lopend(feiten) if toewijzing.leveringen)


def voeg_behandelplannen_toe(feiten: Feiten, parameters: DemoParameters) -> None:
    """Adds to `feiten`: for half of Jw and a third of Wmo; most care starts within ten working days (PLAN_10WD)."""
    rng = Random(f"{parameters.seed}/behandelplan")
    for toewijzing in _lopend(feiten):
        if rng.random() > (0.5 if toewijzing.product.wet == "Jw" else 0.33):
            continue
        gestart = toewijzing.leveringen[0].begindatum if toewijzing.leveringen else None
        terug = rng.choice((0, 1, 3, 5, 7, 9, 12, 14)) if rng.random() < 0.85 else rng.randint(15, 40)
        plan = (gestart or toewijzing.ingangsdatum) - timedelta(days=terug)
        while not is_werkdag(plan):
            plan -= timedelta(days=1)
        if plan <= parameters.peildatum:
            feiten.behandelplannen.append(Behandelplan(toewijzing, plan, gestart))


def _uitval(feiten: Feiten, parameters: DemoParameters) -> Iterator[Rij]:
    """The cases that were talked about: most of them, some weeks after the end."""
    rng = Random(f"{parameters.seed}/uitval")
    for toewijzing in _lopend(feiten):
        einden = [levering.definitief for levering in toewijzing.leveringen if levering.definitief]
        if toewijzing.product.wet != "Wmo" or not einden or einden[-1].reden not in _UITVAL or rng.random() > 0.7:
            continue
        oordeel = rng.choices(list(_OORDELEN), (3, 3, 3, 2))[0]
        dag = einden[-1].einddatum + timedelta(days=rng.randint(20, 60))
        if dag <= parameters.peildatum:
            yield *_sleutel(toewijzing), oordeel, _OORDELEN[oordeel], dag


def _ervaringen(feiten: Feiten, parameters: DemoParameters) -> Iterator[Rij]:
    """ZRM at the begin and the end of care (1-5 per domain), an experience (1-10) after it; for part of the clients."""
    rng = Random(f"{parameters.seed}/ervaring")
    for toewijzing, levering in _met_zorg(feiten):
        wie = (
            toewijzing.product.wet,
            toewijzing.client.gemeente.code,
            toewijzing.aanbieder.agb,
            toewijzing.product.code,
            toewijzing.client.bsn,
        )
        if rng.random() > 0.25 or levering.begindatum < parameters.begindatum:
            continue
        einde = levering.definitief.einddatum if levering.definitief else None
        for domein in rng.sample(_ZRM_DOMEINEN, 3):
            begin = rng.randint(1, 4)
            yield levering.begindatum, *wie, "ZRM", domein, begin
            if einde is not None:
                yield einde, *wie, "ZRM", domein, min(5, max(1, begin + rng.choice((-1, 0, 0, 1, 1, 2))))
        if einde is not None and rng.random() < 0.7:
            yield einde, *wie, "cliëntervaring", "tevredenheid", rng.choice((4, 6, 7, 7, 8, 8, 9, 10))


def _opvolging(parameters: DemoParameters) -> Iterator[Rij]:
    """What was done about figures outside their norm, the last of it not yet finished on P."""
    p = parameters.peildatum
    wissel, vlieger, veenweide, fort, gezin = (AANBIEDERS[n] for n in (0, 2, 3, 8, 11))
    bezig, begeleiding, steunpunt = AANBIEDERS[4], AANBIEDERS[6], AANBIEDERS[9]
    diemen = GEMEENTEN[0].code
    for soort, agb, gemeente, kpi, stap, status, dagen, toelichting in (
        ("escalatie", vlieger.agb, "", "305_5WD", "1 gesprek", "afgerond", 400, "afspraken over tijdig melden"),
        ("actie", vlieger.agb, "", "305_5WD", "werkinstructie", "afgerond", 340, "startmelding bij het eerste contact"),
        ("escalatie", fort.agb, "", "305_5WD", "1 gesprek", "afgerond", 210, "overstap naar nieuwe software"),
        ("escalatie", fort.agb, "", "305_5WD", "2 verbeterplan", "lopend", 60, "verbeterplan ontvangen"),
        ("gesprek", wissel.agb, "", "", "strategisch overleg", "afgerond", 90, "halfjaargesprek"),
        ("gesprek", wissel.agb, "", "", "partnerontwikkeling: doelen gedeeld", "afgerond", 150, ""),
        ("actie", begeleiding.agb, "", "doelrealisatie_uitstroom", "ontwikkelplan begeleiding", "lopend", 120, ""),
        ("escalatie", steunpunt.agb, "", "uitval", "1 gesprek", "afgerond", 45, "oorzaken per geval besproken"),
        ("gesprek", gezin.agb, "", "307_5WD", "kwartaalgesprek", "gepland", -20, ""),
        # its ceiling is one of all gemeenten together; the figures are those of 19 July
        ("bandbreedtebrief", veenweide.agb, "", "uitgaven", "concept", "afgerond", 70, ""),
        ("bandbreedtebrief", veenweide.agb, "", "uitgaven", "verzonden", "lopend", 55, "reactie gevraagd"),
        # steps towards delivering outcomes (K003-13): one that delivers, one that is still at it
        ("aansluiting", veenweide.agb, "", "", "enquête", "afgerond", 620, ""),
        ("aansluiting", veenweide.agb, "", "", "verwerkersovereenkomst", "afgerond", 600, ""),
        ("aansluiting", veenweide.agb, "", "", "inloggegevens", "afgerond", 590, ""),
        ("aansluiting", bezig.agb, "", "", "enquête", "afgerond", 75, ""),
        ("aansluiting", bezig.agb, "", "", "verwerkersovereenkomst", "lopend", 30, "ligt ter ondertekening"),
        ("aansluiting", gezin.agb, diemen, "", "cijfers vergeleken", "afgerond", 30, "verschil van twee verklaard"),
    ):  # fmt: skip
        # a letter is about the ceilings of one law; the rest about what the provider does under either
        wet = "Jw" if soort == "bandbreedtebrief" else ""
        yield soort, agb, gemeente, kpi, wet, stap, status, p - timedelta(days=dagen), toelichting


def _contactpersonen(parameters: DemoParameters) -> Iterator[Rij]:
    for gemeente in GEMEENTEN:
        kort = gemeente.naam.lower()
        yield gemeente.code, "", f"Backoffice {gemeente.naam}", f"backoffice.{kort}@example.org"
    for aanbieder in aanbieders(parameters.regels):
        kort = aanbieder.naam.lower().replace(" ", "-")
        yield "", aanbieder.agb, f"Zorgadministratie {aanbieder.naam}", f"zorgadministratie@{kort}.example.org"


def _kpi_afspraken(jaar: int) -> Iterator[Rij]:
    for aanbieder, kpi, afspraak, toelichting in (
        (AANBIEDERS[0], "305_5WD", "95%", "was al ruim boven de norm"),
        (AANBIEDERS[2], "305_5WD", "80%", "in een jaar van 60 naar 80"),
        (AANBIEDERS[3], "wachttijd", "mediaan hoogstens 28 dagen", "nu ongeveer zes weken"),
        (AANBIEDERS[6], "doelrealisatie_uitstroom", "10%", "perceel 2"),
        (AANBIEDERS[8], "305_5WD", "75%", "volgens verbeterplan"),
        (AANBIEDERS[9], "uitval", "hoogstens 8%", "perceel 1 en 2"),
    ):
        yield jaar, aanbieder.agb, kpi, afspraak, toelichting


def _gebieden() -> Iterator[Rij]:
    """A wijk per two postcodes of a gemeente; one postcode lies in two of them."""
    for gemeente in GEMEENTEN:
        for nr, pc4 in enumerate(gemeente.postcodes):
            wijk = nr // 2 + 1
            deel = 70 if nr == 1 else 100
            yield pc4, f"WK{gemeente.code}{wijk:02d}", f"{gemeente.naam} wijk {wijk}", deel
            if deel < 100:
                yield pc4, f"WK{gemeente.code}{wijk + 1:02d}", f"{gemeente.naam} wijk {wijk + 1}", 100 - deel


def _interventies(jaar: int) -> Iterator[Rij]:
    for naam, omschrijving, wet, agb, kpi, begin, eind, verwacht, status in (
        ("tijdig melden", "werkinstructie en maandelijks overzicht", "", AANBIEDERS[2].agb, "305_5WD",
         date(jaar - 1, 9, 1), "", "hoger", "loopt"),
        ("voorliggend veld", "inloop in de wijk als eerste stap", "Wmo", "", "lopende_voorzieningen",
         date(jaar, 1, 1), date(jaar, 12, 31), "lager", "loopt"),
    ):  # fmt: skip
        yield naam, omschrijving, wet, "", agb, kpi, begin, eind, verwacht, "contractmanagement", status


def _toelichtingen(jaar: int) -> Iterator[Rij]:
    """What gemeenten and providers say beside a figure, some of it about the same one."""
    diemen = GEMEENTEN[0].code
    wissel, vlieger, haven, fort = (AANBIEDERS[n].agb for n in (0, 2, 6, 8))
    yield from (
        ("305_5WD", "Jw", "", fort, jaar, "aanbieder", "door de overstap op nieuwe software liep het melden achter"),
        ("305_5WD", "Jw", "", vlieger, jaar, "aanbieder", "wij melden nu na het eerste contact"),
        ("305_5WD", "Jw", diemen, vlieger, jaar, "gemeente", "voor het einde van het jaar op orde, zo is afgesproken"),
        ("tevredenheid", "Jw", "", wissel, jaar, "aanbieder", "jeugdigen vulden de vragen vaker in dan hun ouders"),
        ("wachttijd", "Jw", "", wissel, jaar, "gemeente", "de wachttijd volgt de vacatures in het team"),
        ("uitval", "Wmo", "", haven, jaar - 1, "aanbieder", "drie cliënten verhuisden naar een andere regio"),
        ("uitgaven", "Wmo", diemen, "", jaar, "gemeente", "de begroting volgt het raadsbesluit van november"),
    )


def _bevolking(parameters: DemoParameters) -> Iterator[Rij]:
    rng = Random(f"{parameters.seed}/bevolking")
    for jaar in (parameters.peildatum.year - 1, parameters.peildatum.year):
        for gemeente in GEMEENTEN:
            for pc4 in gemeente.postcodes:
                inwoners = rng.randint(6_000, 12_000)
                for klasse, deel in _LEEFTIJD:
                    for geslacht in ("1", "2"):
                        aantal = round(inwoners * deel / 2 * rng.uniform(0.9, 1.1))
                        volwassen = klasse == "18-64"
                        bijstand = round(aantal * rng.uniform(0.02, 0.07)) if volwassen else 0
                        eenouder = round(aantal * rng.uniform(0.03, 0.08)) if volwassen else 0
                        yield jaar, pc4, klasse, geslacht, aantal, bijstand, eenouder


def maak_dossier(feiten: Feiten, parameters: DemoParameters, plannen: Iterable[Behandelplan]) -> dict[str, bytes]:
    """File name -> UTF-8 CSV with ';' and a header row. `plannen`: all behandelplannen."""
    return {
        "behandelplannen.csv": maak_csv(
            "wet gemeente_code toewijzingnummer behandelplan_datum feitelijke_start_datum",
            ((*_sleutel(plan.toewijzing), plan.datum, plan.gestart) for plan in plannen),
        ),
        "uitval_beoordeling.csv": maak_csv(
            "wet gemeente_code toewijzingnummer oordeel toelichting datum", _uitval(feiten, parameters)
        ),
        "ervaringen.csv": maak_csv(
            "meetdatum wet gemeente_code aanbieder_agb productcode bsn instrument domein score",
            _ervaringen(feiten, parameters),
        ),
        "opvolging.csv": maak_csv(
            "soort aanbieder_agb gemeente_code kpi wet stap status datum toelichting", _opvolging(parameters)
        ),
        "contactpersonen.csv": maak_csv("gemeente_code aanbieder_agb naam email", _contactpersonen(parameters)),
        "kpi_afspraken.csv": maak_csv(
            "jaar aanbieder_agb kpi afspraak toelichting", _kpi_afspraken(parameters.peildatum.year)
        ),
        "bevolking.csv": maak_csv(
            "jaar gebied leeftijdsklasse geslacht inwoners_aantal bijstand_aantal eenouder_aantal",
            _bevolking(parameters),
        ),
        "gebieden.csv": maak_csv("pc4 wijk_code wijk_naam aandeel_pct", _gebieden()),
        "interventies.csv": maak_csv(
            "interventie omschrijving wet zorgterrein aanbieder_agb kpi start_datum eind_datum"
            " verwacht eigenaar status",
            _interventies(parameters.peildatum.year),
        ),
        "toelichtingen.csv": maak_csv(
            "kpi wet gemeente_code aanbieder_agb periode van tekst", _toelichtingen(parameters.peildatum.year)
        ),
        # Nobody has answered a finding yet.
        "kwaliteit_terugkoppeling.csv": maak_csv("bevinding_id status toelichting datum", ()),
    }
