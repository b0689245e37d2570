/* How figures, months and codes are written. */
import { ALLE, P, WEG } from "./basis.js";

export const WETTEN = { Jw: "Jeugdwet (Jw)", Wmo: "Wmo" };
export const KORT_MERK = "niet getoond"; // P.merk says it in full
export const getal = (waarde, decimalen) => waarde === WEG ? KORT_MERK : waarde === null || waarde === undefined ? "–" : waarde.toLocaleString("nl-NL",
  { minimumFractionDigits: decimalen, maximumFractionDigits: decimalen }).replace("-", "\u2212");
export const schrijf = (waarde, maat) => typeof waarde === "string" ? waarde : waarde === WEG ? KORT_MERK : (maat.met_plus && waarde > 0 ? "+" : "") + getal(waarde, maat.decimalen);
export const metEenheid = (waarde, maat) => waarde === WEG ? KORT_MERK : waarde === null || waarde === undefined ? "–"
  : maat.eenheid === "€" ? "€ " + schrijf(waarde, maat) : schrijf(waarde, maat) + (maat.eenheid === "%" ? "%" : maat.eenheid ? " " + maat.eenheid : "");
export const kopVan = (maat) => maat.naam + (["%", "€"].includes(maat.eenheid) ? " (" + maat.eenheid + ")" : "");
export const hoofdletter = (tekst) => tekst.charAt(0).toUpperCase() + tekst.slice(1);
export const maandKort = (maand) => P.maanden.kort[maand % 100 - 1];
export const maandLang = (maand) => P.maanden.lang[maand % 100 - 1] + " " + Math.floor(maand / 100);
export const uniek = (lijst) => [...new Set(lijst)];
const PRODUCT = new Map(P.producten.map(([wet, code, naam]) => [wet + "|" + code, naam]));
export function naamVan(kolom, code, k) {
  if (code === null) return "zonder " + kolom;
  if (code === "_ONBEKEND") return "onbekend";
  if (code === P.overig) return "Overige";
  if (kolom.includes("|")) {
    const delen = code.split("|");
    return kolom.split("|").map((naam, i) => delen[i] === ALLE ? "" : naamVan(naam, delen[i], k)).filter(Boolean).join(", ") || "alles samen";
  }
  if (kolom.endsWith("aanbieder_agb")) return P.aanbieders[code] || code;
  if (kolom === "gemeente_code") return P.gemeenten[code] || code;
  if (kolom === "productcode") return PRODUCT.has(k.wet + "|" + code) ? code + " - " + PRODUCT.get(k.wet + "|" + code) : code;
  return code;
}
