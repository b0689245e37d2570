"""Planted faults: files that must be refused with a reason, and messages that load and must not count as they look.

What breaks a rule of message quality is planted in `regels`.

Every planted message that could add something speaks of a client and a toewijzing of its own, so that one that is
wrongly counted shows up as a difference with the truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from peilstok.berichten.schrijven import Opmaak, Schrijver, Waarde
from peilstok.demo.archief import maak_zip
from peilstok.demo.berichten import Bericht, Nummering, inhoud_301, inhoud_regie, regie_product, toegewezen_product
from peilstok.demo.declaraties import zorgdagen_in
from peilstok.demo.feiten import Declaratie, Feiten, Prestatie, Regel, Regiebericht, Toewijzing, Versie
from peilstok.demo.kalender import maandeinde, plus_werkdagen
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.personen import Client, maak_client
from peilstok.demo.waarheid import Fout
from peilstok.demo.wereld import AANBIEDERS, GEMEENTEN, PRODUCT, Aanbieder, Product

MAP = "berichten/nagekomen"
# Numbers that the simulation never gives out.
_NUMMER_TOEKOMST, _NUMMER_AFGEKEURD = 900200, 900400


def _paar(wet: str) -> tuple[Aanbieder, Product]:
    """Some aanbieder that delivers this law, with its first product."""
    return next(
        (aanbieder, PRODUCT[code])
        for aanbieder in AANBIEDERS
        for code, _ in aanbieder.producten
        if PRODUCT[code].wet == wet
    )


class Planter:
    """Plants in two steps: facts before the messages exist, files beside the others.

    `clienten`: the extra persons that were invented for it.
    """

    def __init__(self, parameters: DemoParameters, nummering: Nummering) -> None:
        self._p = parameters
        self._nummering = nummering
        self._rng = Random(f"{parameters.seed}/fouten")
        self.clienten: list[Client] = []

    def _client(self, wet: str) -> Client:
        client = maak_client(self._p.clienten + len(self.clienten) + 1, wet, self._rng)
        self.clienten.append(client)
        return client

    def _toewijzing(self, wet: str, nummer: int, begin: date, dagen: int = 180) -> Toewijzing:
        aanbieder, product = _paar(wet)
        versie = Versie(
            begin - timedelta(days=7), "10:15:00", begin + timedelta(days=dagen), None, begin - timedelta(days=6)
        )
        return Toewijzing(nummer, self._client(wet), aanbieder, product, begin, product.omvang[0], [versie])

    # -- facts --

    def plant_feiten(self, feiten: Feiten) -> list[Fout]:
        """Adds to `feiten` a start dated after P."""
        eind = self._p.peildatum
        toekomst = self._toewijzing("Jw", _NUMMER_TOEKOMST, eind - timedelta(days=5))
        regel = Regel("1", toekomst.ingangsdatum, toekomst.ingangsdatum)
        feiten.regie.append(Regiebericht("305", eind + timedelta(days=20), toekomst, (regel,)))
        uitleg = "305 uit de toekomst; nog niet bekend op K (TR135)"
        return [Fout("dagtekening na de peildatum", "geladen", 1, True, uitleg)]

    def plant_declaraties(self, feiten: Feiten) -> list[Fout]:
        """Adds to `feiten.declaraties`: one on a plek, and one with a ReferentieNummer that was used before."""
        fouten = []
        maand = (self._p.peildatum - timedelta(days=100)).replace(day=1)
        op_plek = next(
            (
                t
                for t in feiten.toewijzingen
                if t.product.wet == "Jw"
                and not t.is_verwijderd
                and t.client.gemeente is GEMEENTEN[0]
                and zorgdagen_in(t, maand, maandeinde(maand)) > 20
            ),
            None,
        )
        if op_plek is not None:
            dag = plus_werkdagen(maandeinde(maand), 8)
            product = op_plek.product
            prestatie = Prestatie("PLEK-00001", op_plek, maand, product.omvang[0] * 2, product.tarief_cent)
            feiten.declaraties.append(
                Declaratie(
                    "DPLEK001",
                    product.wet,
                    op_plek.client.gemeente,
                    op_plek.aanbieder,
                    maand,
                    dag,
                    (prestatie,),
                    plus_werkdagen(dag, 9),
                )
            )
            fouten.append(
                Fout(
                    "declaratie op een plek",
                    "geladen",
                    1,
                    True,
                    "323 op een product dat met plekken is betaald (K002-24)",
                )
            )
        bron = next((d for d in feiten.declaraties if d.beantwoord_op is not None and d.afkeurcode is None), None)
        goed = next((p for p in bron.prestaties if p.afkeurcode is None), None) if bron else None
        if bron is not None and goed is not None:
            dag = bron.dagtekening + timedelta(days=3)
            nogmaals = replace(
                bron,
                nummer="DDUBBEL001",
                dagtekening=dag,
                prestaties=(replace(goed, afkeurcode="8021"),),
                beantwoord_op=plus_werkdagen(dag, 6),
            )
            feiten.declaraties.append(nogmaals)
            fouten.append(
                Fout("dubbel referentienummer", "geladen", 1, True, "prestatie die al was ingediend; afgewezen (TR314)")
            )
        return fouten

    # -- files --

    def _bericht(self, wet: str, berichttype: str, nummer: int, begin: date) -> Bericht:
        toewijzing = self._toewijzing(wet, _NUMMER_AFGEKEURD + nummer, begin)
        producten: list[Mapping[str, Waarde]]
        if berichttype == "301":
            producten = [toegewezen_product(toewijzing, toewijzing.laatste, None)]
            inhoud = inhoud_301(toewijzing.client, wet, producten)
        else:
            regel = Regel("1", begin, begin)
            if berichttype == "307":
                regel = replace(regel, reden="36", einddatum=begin + timedelta(days=30))
            producten = [regie_product(toewijzing, regel)]
            inhoud = inhoud_regie(berichttype, toewijzing.client, producten)
        gemeente, agb = toewijzing.client.gemeente, toewijzing.aanbieder.agb
        afzender, ontvanger = (gemeente.code, agb) if berichttype == "301" else (agb, gemeente.code)
        dag = begin + timedelta(days=40)
        identificatie = self._nummering.volgende(afzender, "B")
        return Bericht(wet, berichttype, afzender, ontvanger, identificatie, dag, dag, gemeente, inhoud)

    def plant_bestanden(self, schrijver: Schrijver) -> tuple[dict[str, bytes], list[Fout]]:
        """Files that must be refused; path in the landing folder -> bytes."""
        begin = self._p.peildatum - timedelta(days=120)
        bestanden: dict[str, bytes] = {}
        fouten = []

        def plant(soort: str, uitleg: str, naam: str, inhoud: bytes) -> None:
            pad = f"{MAP}/{naam}"
            bestanden[pad] = inhoud
            fouten.append(Fout(soort, "quarantaine", 1, False, uitleg, (pad,)))

        def bericht(wet: str, berichttype: str, nummer: int) -> tuple[str, bytes]:
            goed = self._bericht(wet, berichttype, nummer, begin)
            return goed.bestandsnaam, schrijver.schrijf(wet, berichttype, goed.waarden)

        naam, inhoud = bericht("Jw", "301", 0)
        einddatum = (begin + timedelta(days=180)).isoformat().encode()
        plant("onmogelijke datum", "Einddatum 31 juni 2027", naam, inhoud.replace(einddatum, b"2027-06-31"))
        naam, inhoud = bericht("Wmo", "305", 1)
        dtd = b'<!DOCTYPE Bericht [<!ENTITY x "y">]>\n'
        plant("DTD", "een DOCTYPE is niet toegestaan", naam, inhoud.replace(b"?>\n", b"?>\n" + dtd, 1))
        naam, inhoud = bericht("Jw", "307", 2)
        plant("afgebroken bestand", "de laatste helft ontbreekt", naam, inhoud[: len(inhoud) // 2])
        naam, inhoud = bericht("Wmo", "307", 3)
        plant("onbekende release", "namespace van release 3.1", naam, inhoud.replace(b"/3_2/", b"/3_1/"))
        naam, inhoud = bericht("Wmo", "301", 4)
        versie = inhoud.replace(b":BerichtVersie>3<", b":BerichtVersie>2<")
        versie = versie.replace(b":BerichtSubversie>2<", b":BerichtSubversie>0<")
        plant("verkeerde versie", "BerichtVersie 2, BerichtSubversie 0", naam, versie)
        plant("onbekend bericht", "een XML-bestand van een ander systeem", "factuur_2026-08.xml",
              b'<?xml version="1.0"?>\n<Factuur><Nummer>2026-118</Nummer></Factuur>\n')  # fmt: skip
        plant("leeg bestand", "nul bytes", "JW305_leeg.xml", b"")
        plant(
            "geen XML", "een puntkommabestand met de naam .xml", "overzicht_augustus.xml", b"product;aantal\n45V01;12\n"
        )
        archief = maak_zip([bericht("Jw", "305", 5), bericht("Wmo", "305", 6)])
        plant("beschadigd archief", "de laatste helft ontbreekt", "levering_week_35.zip", archief[: len(archief) // 2])
        return bestanden, fouten

    def plant_dubbelen(
        self, schrijver: Schrijver, los: dict[str, Bericht], slecht: dict[str, bytes]
    ) -> tuple[dict[str, bytes], list[Fout]]:
        """Messages that arrive again: in the same bytes (loose and in a zip) and in other bytes; and one refused file
        again.

        `los`: loose messages by path; `slecht`: the files of `plant_bestanden`.
        """
        paden = self._rng.sample(sorted(los), min(14, len(los)))
        bestanden: dict[str, bytes] = {}
        for pad in paden[:4]:
            bericht = los[pad]
            bestanden[f"{MAP}/{bericht.bestandsnaam}"] = schrijver.schrijf(
                bericht.wet, bericht.berichttype, bericht.waarden
            )
        gelijk = list(bestanden)
        archief = f"{MAP}/nalevering.zip"
        leden = [
            (
                f"opnieuw/{los[pad].bestandsnaam}",
                schrijver.schrijf(los[pad].wet, los[pad].berichttype, los[pad].waarden),
            )
            for pad in paden[4:8]
        ]
        bestanden[archief] = maak_zip(leden)
        gelijk += [f"{archief}!{naam}" for naam, _ in leden]
        dtd = next(pad for pad, inhoud in slecht.items() if b"<!DOCTYPE" in inhoud)
        bestanden[f"{MAP}/opnieuw/{dtd.rsplit('/', 1)[1]}"] = slecht[dtd]
        gelijk.append(f"{MAP}/opnieuw/{dtd.rsplit('/', 1)[1]}")
        anders = []
        for pad in paden[8:]:
            bericht = los[pad]
            naam = f"{MAP}/{bericht.bestandsnaam.removesuffix('.xml')}_kopie.xml"
            bestanden[naam] = schrijver.schrijf(bericht.wet, bericht.berichttype, bericht.waarden, Opmaak.INGESPRONGEN)
            anders.append(naam)
        return bestanden, [
            Fout("gelijke bytes", "dubbel", len(gelijk), False, "hetzelfde bestand nog een keer", tuple(gelijk)),
            Fout(
                "zelfde bericht, andere bytes", "geladen", len(anders), False, "een rij in fct_bericht", tuple(anders)
            ),
        ]
