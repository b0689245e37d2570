"""`landing/uitkomsten/**` into raw.uitkomst_*: every file is judged once, under the layouts and lists of then.

A file is one transaction: all of it or nothing. What was refused is judged again when a layout or a list of codes
changed; what is gone from the folder stays as it was judged. The folder is as open to strangers as that of the
messages: files are opened and bounded in the same way, and workbooks are read in a process of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden.bronnen import UITKOMSTEN, Bestand, BestandOnleesbaar, lees_heel, vind_uitkomsten
from peilstok.laden.opslag import DUBBEL, GELADEN, QUARANTAINE, laadinstellingen, tabel_van
from peilstok.uitkomsten.keuring import MAX_MB, Keuring, Uitslag, gemeentecodes
from peilstok.uitkomsten.layout import Layouts, lees_layouts
from peilstok.uitkomsten.lezen import SOORTEN
from peilstok.uitkomsten.oordeel import Oordeel
from peilstok.werkblad import Werkbladlezer

PROEF = "proef"
# Goes up when the same lines are judged otherwise.
_OORDEEL = 1


@dataclass(frozen=True)
class UitkomstAfkeuring:
    """A file that does not count, with its first faulty line."""

    bestand: str
    regel: int | None
    reden: str


@dataclass
class UitkomstSamenvatting:
    """What a night did with the folder; `proef` counts deliveries that were only judged, `weggelaten` lines of people
    who are kept out."""

    bekend: int = 0
    geladen: int = 0
    proef: int = 0
    dubbel: int = 0
    weggelaten: int = 0
    afgekeurd: list[UitkomstAfkeuring] = field(default_factory=list)


def laad_uitkomsten(
    con: duckdb.DuckDBPyConnection,
    landing: Path,
    pseudoniem: Pseudonimiseerder,
    layouts: Layouts | None = None,
    voortgang: Callable[[str], None] = lambda _: None,
) -> UitkomstSamenvatting:
    """Judge what is new in `landing/uitkomsten`. Never raises on what lies there."""
    with laadinstellingen(con), Werkbladlezer() as werkbladlezer:
        lader = _Lader(con, pseudoniem, layouts or lees_layouts(), werkbladlezer)
        lader.vergeet_onleesbaar()
        for nummer, bestand in enumerate(vind_uitkomsten(landing), 1):
            lader.bestand(bestand)
            if nummer % 100 == 0:
                voortgang(f"  {nummer} uitkomstbestanden")
        lader.los_op()
    return lader.samenvatting


class _Lader:
    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        pseudoniem: Pseudonimiseerder,
        layouts: Layouts,
        werkbladlezer: Werkbladlezer,
    ) -> None:
        gemeenten = gemeentecodes()
        self._con = con
        self._pseudoniem = pseudoniem
        self._keuring = Keuring(pseudoniem, gemeenten, layouts, werkbladlezer)
        lijst = hashlib.sha256(" ".join(sorted(gemeenten)).encode()).hexdigest()[:16]
        self._versie = f"{layouts.versie}-{lijst}-{_OORDEEL}"
        self._bekend = set(
            con.execute(
                "SELECT pad_hash, bytes, mtime_ns FROM raw.uitkomst_bestand WHERE is_goed OR versie = ?",
                [self._versie],
            ).fetchall()
        )
        self.samenvatting = UitkomstSamenvatting()

    def vergeet_onleesbaar(self) -> None:
        """What could not be opened is tried again each time."""
        self._con.execute(
            "DELETE FROM raw.bestand WHERE split_part(pad, '/', 1) = ? AND inhoud_hash IS NULL", [UITKOMSTEN]
        )

    def bestand(self, bestand: Bestand) -> None:
        """Judge one file, unless that was done."""
        pad_hash = self._pseudoniem.pad_hash(bestand.pad)
        if (pad_hash, bestand.bytes, bestand.mtime_ns) in self._bekend:
            self.samenvatting.bekend += 1
            return
        rij: dict[str, Any] = {
            "pad": self._pseudoniem.maskeer(bestand.pad),
            "lid": "",
            "bytes": max(bestand.bytes, 0),
            "geladen_op": datetime.now(UTC).replace(tzinfo=None),
            "pad_hash": pad_hash,
            "inhoud_hash": None,
            "regel": None,
        }
        try:
            inhoud = lees_heel(bestand, MAX_MB)
        except BestandOnleesbaar as fout:
            rij |= {"bestand_id": self._pseudoniem.inhoud_hash((bestand.pad, "", ""))}
            self._schrijf_bestand(rij | {"status": QUARANTAINE, "reden": str(fout)})
            self._meld(rij["pad"], None, str(fout))
            return
        soort = bestand.pad.rsplit(".", 1)[-1].lower()
        delen = bestand.pad.split("/")
        is_proef = len(delen) > 2 and delen[1].lower() == PROEF
        bytes_hash = self._pseudoniem.bytes_hash(inhoud)
        # equal bytes under another kind of name are read in another way
        wat = ("uitkomstbestand", PROEF if is_proef else "", soort if soort in SOORTEN else "", bytes_hash)
        rij["inhoud_hash"] = self._pseudoniem.inhoud_hash(wat)
        rij["bestand_id"] = self._pseudoniem.inhoud_hash((bestand.pad, "", rij["inhoud_hash"]))
        self._con.execute("BEGIN")
        try:
            self._leg_vast(bestand, rij, soort, inhoud, is_proef)
        except BaseException:
            self._con.execute("ROLLBACK")
            raise
        self._con.execute("COMMIT")

    def _leg_vast(self, bestand: Bestand, rij: dict[str, Any], soort: str, inhoud: bytes, is_proef: bool) -> None:
        """Within one transaction: judge the bytes once, whichever file they first came in."""
        eerste = self._con.execute(
            """
            SELECT b.bestand_id, b.pad, u.is_goed, u.versie, u.aanlevering_id
            FROM raw.bestand AS b JOIN raw.uitkomst_bestand AS u USING (bestand_id)
            WHERE b.inhoud_hash = ? AND b.status <> ?
            """,
            [rij["inhoud_hash"], DUBBEL],
        ).fetchone()
        if eerste and (eerste[2] or eerste[3] == self._versie):
            is_goed, aanlevering_id = eerste[2], eerste[4]
        else:
            uitslag = self._keuring.keur(soort, inhoud, is_proef)
            is_goed = uitslag.is_goed
            aanlevering_id = uitslag.oordeel.aanlevering_id if uitslag.oordeel else None
            status = {"status": GELADEN if is_goed else QUARANTAINE, "reden": uitslag.reden, "regel": uitslag.regel}
            agb = uitslag.oordeel.kop.aanbieder_agb if uitslag.oordeel else None
            if eerste:
                # the bytes were refused under an earlier layout or list
                self._con.execute(
                    "UPDATE raw.bestand SET status = $status, reden = $reden, regel = $regel, aanbieder_agb = $agb "
                    "WHERE bestand_id = $id",
                    status | {"id": eerste[0], "agb": agb},
                )
                self._con.execute(
                    "UPDATE raw.uitkomst_bestand SET versie = ?, is_goed = ?, aanlevering_id = ? WHERE inhoud_hash = ?",
                    [self._versie, is_goed, aanlevering_id, rij["inhoud_hash"]],
                )
            else:
                self._schrijf_bestand(rij | status | {"aanbieder_agb": agb})
            if uitslag.oordeel:
                self._schrijf_aanlevering(uitslag.oordeel, is_proef)
            if eerste and eerste[4] != aanlevering_id:
                self._vergeet_aanlevering(eerste[4])
            self._tel(eerste[1] if eerste else rij["pad"], uitslag, is_proef)
        if eerste and eerste[0] != rij["bestand_id"]:
            reden = "dezelfde inhoud is al eerder aangeleverd"
            self._schrijf_bestand(rij | {"status": DUBBEL, "reden": reden})
            self.samenvatting.dubbel += 1
        self._con.execute("DELETE FROM raw.uitkomst_bestand WHERE bestand_id = ?", [rij["bestand_id"]])
        self._voeg_toe(
            "uitkomst_bestand",
            [
                {
                    "bestand_id": rij["bestand_id"],
                    "pad_hash": rij["pad_hash"],
                    "bytes": bestand.bytes,
                    "mtime_ns": bestand.mtime_ns,
                    "inhoud_hash": rij["inhoud_hash"],
                    "versie": self._versie,
                    "is_goed": is_goed,
                    "aanlevering_id": aanlevering_id,
                }
            ],
        )

    def _tel(self, pad: str, uitslag: Uitslag, is_proef: bool) -> None:
        self.samenvatting.weggelaten += uitslag.oordeel.weggelaten if uitslag.oordeel else 0
        if uitslag.reden is not None:
            self._meld(pad, uitslag.regel, uitslag.reden)
        elif is_proef:
            self.samenvatting.proef += 1
        else:
            self.samenvatting.geladen += 1

    def _meld(self, pad: str, regel: int | None, reden: str) -> None:
        self.samenvatting.afgekeurd.append(UitkomstAfkeuring(pad, regel, reden))

    def _schrijf_aanlevering(self, oordeel: Oordeel, is_proef: bool) -> None:
        """Unless the same content came before, in other bytes."""
        if self._con.execute(
            "SELECT 1 FROM raw.uitkomst_aanlevering WHERE aanlevering_id = ?", [oordeel.aanlevering_id]
        ).fetchone():
            return
        sleutel = {"aanlevering_id": oordeel.aanlevering_id}
        periode = oordeel.periode
        rij = asdict(oordeel.kop) | {
            "is_proef": is_proef,
            "is_goed": oordeel.is_goed,
            "layout": oordeel.layout,
            "periode_begin": periode.begin if periode else None,
            "periode_eind": periode.eind if periode else None,
            "regels_aantal": oordeel.regels_aantal,
            "fouten_aantal": oordeel.fouten_aantal,
        }
        self._voeg_toe("uitkomst_aanlevering", [sleutel | rij])
        self._voeg_toe("uitkomst_fout", [sleutel | asdict(fout) for fout in oordeel.fouten])
        # a proef is only judged
        if not is_proef:
            self._voeg_toe("uitkomst_regel", [sleutel | regel for regel in oordeel.regels])

    def _vergeet_aanlevering(self, aanlevering_id: str | None) -> None:
        """A judgement that holds for no file any more."""
        for tabel in ("uitkomst_aanlevering", "uitkomst_fout", "uitkomst_regel"):
            self._con.execute(
                f"DELETE FROM raw.{tabel} WHERE aanlevering_id = ? "
                "AND aanlevering_id NOT IN "
                "(SELECT aanlevering_id FROM raw.uitkomst_bestand WHERE aanlevering_id IS NOT NULL)",
                [aanlevering_id],
            )

    def _schrijf_bestand(self, rij: dict[str, Any]) -> None:
        self._con.execute("DELETE FROM raw.bestand WHERE bestand_id = ?", [rij["bestand_id"]])
        self._voeg_toe("bestand", [rij])

    def _voeg_toe(self, tabel: str, rijen: list[dict[str, Any]]) -> None:
        if rijen:
            nieuw = tabel_van(tabel, rijen)
            self._con.execute(f"INSERT INTO raw.{tabel} BY NAME SELECT * FROM nieuw")
            del nieuw

    def los_op(self) -> None:
        """What was refused is no longer open when a good file lies in its place, or a good delivery that is not
        earlier covers its period."""
        self._con.execute(
            """
            UPDATE raw.bestand SET opgelost_door = goed.door
            FROM (
                SELECT fout.bestand_id, min(beter.bestand_id) AS door
                FROM (
                    SELECT b.bestand_id, b.pad_hash, a.*
                    FROM raw.bestand AS b
                    LEFT JOIN raw.uitkomst_bestand AS u USING (bestand_id)
                    LEFT JOIN raw.uitkomst_aanlevering AS a ON u.aanlevering_id = a.aanlevering_id
                    WHERE split_part(b.pad, '/', 1) = ? AND b.status = ?
                ) AS fout
                JOIN (
                    SELECT b.bestand_id, b.pad_hash, a.*
                    FROM raw.bestand AS b
                    JOIN raw.uitkomst_bestand AS u USING (bestand_id)
                    JOIN raw.uitkomst_aanlevering AS a ON u.aanlevering_id = a.aanlevering_id
                    WHERE b.status = ?
                ) AS beter
                    ON beter.pad_hash = fout.pad_hash OR (
                        beter.aanbieder_agb = fout.aanbieder_agb AND beter.is_proef = fout.is_proef
                        AND beter.periode_begin <= fout.periode_begin AND beter.periode_eind >= fout.periode_eind
                        AND (beter.aanleverdatum, beter.volgnummer) >= (fout.aanleverdatum, fout.volgnummer)
                    )
                GROUP BY fout.bestand_id
            ) AS goed
            WHERE raw.bestand.bestand_id = goed.bestand_id
                AND raw.bestand.opgelost_door IS DISTINCT FROM goed.door
            """,
            [UITKOMSTEN, QUARANTAINE, GELADEN],
        )
