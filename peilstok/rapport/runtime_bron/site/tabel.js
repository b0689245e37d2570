/* A sheet as a table or tiles. */
import { WEG, isGetal, maak } from "./basis.js";
import { getal, hoofdletter, metEenheid, schrijf } from "./tekst.js";
import { naarGevallen } from "./gevallen.js";

const ZIN_VANAF = 24;
export const deelVan = (blok, soort) => document.getElementById(soort + "-" + blok.id);
function vinkje(rij) {
  const vak = maak("input", { type: "checkbox", "data-naast": rij.vink.code, "aria-label": "Leg " + rij.naam + " naast anderen" });
  vak.checked = rij.vink.aan;
  vak.disabled = rij.vink.vol;
  return vak;
}

export function toonTabel(blok, blad, bijschrift) {
  // Roles in full: on a phone a row of these is a card, and a table that is no table loses them.
  const rol = (naam) => deelVan(blok, "blok").classList.contains("kaarten") ? { role: naam } : {};
  const zichtbaar = blad.kolommen.map((kolom, i) => Object.assign({ i: i }, kolom)).filter((kolom) => !kolom.alleenDownload);
  const soort = (kolom, waarde) => (kolom.tekstkolom || typeof waarde === "string" ? "tekst" : "getal") + (kolom.totaal ? " totaal" : "");
  // A sentence in a third of a card is a column of single words: it gets the whole width there.
  const zin = (waarde) => typeof waarde === "string" && waarde.length > ZIN_VANAF ? " zin" : "";
  const kop = maak("tr", rol("row"), maak("th", { scope: "col", ...rol("columnheader") }, blad.kop),
    ...zichtbaar.map((kolom) => maak("th", { scope: "col", class: soort(kolom), ...(kolom.knop ? { "aria-sort": kolom.sortering } : {}), ...rol("columnheader") },
      kolom.knop ? maak("button", { type: "button", "data-wijzig": kolom.knop.naam, "data-waarde": kolom.knop.waarde }, kolom.tekst) : kolom.tekst)));
  const inhoud = (cel) => cel.toon ? cel.toon() : naarGevallen(cel, schrijf(cel.waarde, cel.maat));
  const lijf = blad.rijen.filter((rij) => !rij.verborgen).map((rij) => maak("tr", { class: rij.som ? "som" : rij.gekozen ? "gekozen" : "", ...rol("row") },
    maak("th", { scope: "row", ...rol("rowheader") }, ...(rij.vink ? [vinkje(rij)] : []), rij.link ? maak("a", { href: rij.link }, rij.naam) : rij.naam + (rij.gekozen ? " (gekozen)" : ""),
      ...(rij.onder ? [maak("small", {}, rij.onder)] : [])),
    ...zichtbaar.map((kolom) => maak("td", { class: soort(kolom, rij.cellen[kolom.i].waarde) + zin(rij.cellen[kolom.i].waarde) + (rij.cellen[kolom.i].waarde === "–" ? " is-niets" : rij.cellen[kolom.i].waarde === WEG ? " weg" : ""), "data-kop": kolom.tekst, ...rol("cell") }, inhoud(rij.cellen[kolom.i])))));
  deelVan(blok, "tabel").replaceChildren(maak("table", rol("table"), maak("caption", {}, maak("span", {}, bijschrift)),
    maak("thead", rol("rowgroup"), kop), maak("tbody", rol("rowgroup"), ...lijf)));
}

export function toonKerncijfers(blok, blad) {
  deelVan(blok, "tegels").replaceChildren(...blad.rijen.flatMap((rij) => rij.cellen.map((cel) => {
    const naam = blok.rij ? rij.naam.replace("*", "") + " " + cel.maat.naam : cel.maat.naam;
    const delen = [maak("dt", {}, hoofdletter(naam)), maak("dd", { class: cel.waarde === WEG ? "waarde weg" : "waarde" }, naarGevallen(cel, metEenheid(cel.waarde, cel.maat)))];
    if (isGetal(cel.norm) && isGetal(cel.waarde)) delen.push(maak("dd", { class: "oordeel" },
      (cel.waarde >= cel.norm ? "✓ haalt de norm van " : "▲ onder de norm van ") + getal(cel.norm, cel.norm % 1 ? 1 : 0) + cel.maat.eenheid));
    if (cel.vorig !== null) delen.push(maak("dd", {}, (blad.perMaand ? "een jaar eerder: " : "in heel " + (blad.k.jaar - 1) + ": ") + metEenheid(cel.vorig, cel.maat)));
    return maak("div", {}, ...delen);
  })));
}
