/* Downloads: the sheet as it is shown, with what a reader needs to know to use it elsewhere. */
import { P, PAGINA, WEG } from "./basis.js";
import { kopVan } from "./tekst.js";
import { gekozenMaat } from "./rijen.js";

export const bladen = new Map();

function regels(blad) {
  const maat = blad.blok.maatkeuze ? gekozenMaat(blad.blok, blad.k) : null;
  const kop = [["Peilstok", blad.blok.titel], ["Selectie", blad.selectie], ...(maat ? [["Maat", kopVan(maat)]] : []), ["Peildatum", P.peildatum], ["Kennisdatum", P.kennisdatum],
    ["Stand", (!blad.voorlopig ? "definitief" : blad.deels ? "deels voorlopig (met * gemerkt)" : "voorlopig") + (blad.onvolledig ? "; onvolledig waar een † staat" : "")],
    ...blad.noten.map((noot) => ["Let op", noot]), []];
  const tabel = [[blad.kop, ...blad.kolommen.map((kolom) => kolom.lang)],
    ...blad.rijen.map((rij) => [rij.naam, ...rij.cellen])];
  return { kop: kop, tabel: tabel };
}

const kaal = (waarde) => waarde !== null && typeof waarde === "object" && waarde.waarde === WEG ? P.merk : waarde !== null && typeof waarde === "object" ? waarde.waarde ?? null : String(waarde);
function alsCsv(blad) {
  const { kop, tabel } = regels(blad);
  return BESTAND.csv([...kop, ...tabel].map((regel) => regel.map(kaal)));
}

function alsXlsx(blad) {
  const formaat = (maat) => "#,##0" + (maat.decimalen ? "." + "0".repeat(maat.decimalen) : "");
  const cel = (waarde) => waarde !== null && typeof waarde === "object"
    ? waarde.waarde === null ? null : waarde.waarde === WEG ? cel(P.merk) : typeof waarde.waarde === "string" ? cel(waarde.waarde) : { value: waarde.waarde, type: Number, format: formaat(waarde.maat) } : BESTAND.dagcel(String(waarde));
  const { kop, tabel } = regels(blad);
  const vet = tabel[0].map((tekst) => ({ value: tekst, type: String, fontWeight: "bold" }));
  const data = [...kop.map((regel) => regel.map(cel)), vet, ...tabel.slice(1).map((regel) => regel.map(cel))];
  return window.writeXlsxFile(data, { sheet: "Peilstok", columns: [{ width: 36 }, ...blad.kolommen.map(() => ({ width: 14 }))] }).toBlob();
}

export async function download(blokId, soort) {
  const blad = bladen.get(blokId);
  const naam = ["peilstok", PAGINA.naam, blokId, blad.k.wet, blad.k.jaar].join("_") + "." + soort;
  BESTAND.bewaar(soort === "csv" ? alsCsv(blad) : await alsXlsx(blad), naam);
}
