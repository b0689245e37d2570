/* The cases behind a figure, on a page of their own (only the data team has it): by the columns of the KPI's table. */
import { P, maak } from "./basis.js";

const opGevallen = (wat) => "gevallen/index.html#" + new URLSearchParams(wat);
export function gevalVan(blok, k, maat, delen) {
  const g = blok.geval;
  if (!g || !(maat.kolom in g.maten)) return "";
  const telt = g.maten[maat.kolom] ? { telt: g.maten[maat.kolom] } : {};
  const alles = Object.assign({ wet: k.wet, gemeente_code: k.gemeente, aanbieder_agb: k.aanbieder, zorgterrein: k.zorgterrein }, g.vast, delen);
  return opGevallen(Object.assign({ tabel: g.tabel }, Object.fromEntries(Object.entries(alles)
    .filter(([kolom, waarde]) => waarde !== null && waarde !== undefined && (g.grain.includes(kolom) || kolom === "wet"))), telt));
}
const dagVan = (maand) => Math.floor(maand / 100) + "-" + String(maand % 100).padStart(2, "0") + "-01";
/* The columns of a row of the source that say which cell it is. */
export function celDelen(blok, r) {
  const uit = {};
  Object.entries(blok.geval && r || {}).forEach(([kolom, waarde]) => {
    const delen = kolom.includes("|") ? String(waarde).split("|") : [kolom === "maand" ? dagVan(waarde) : waarde];
    kolom.split("|").forEach((naam, i) => { if (blok.geval.grain.includes(naam)) uit[naam] = delen[i]; });
  });
  return uit;
}
/* Of a figure on the stoplicht: `p` is its period. */
export function gevalVanKpi(kpi, perceel, p, k) {
  const g = P.gevallen[kpi];
  if (!g) return "";
  const jaar = Math.floor((p.eind - 1) / 12);
  const maand = (nr) => dagVan(Math.floor((nr - 1) / 12) * 100 + (nr - 1) % 12 + 1);
  const tijd = {};
  if (g.grain.includes("jaar")) tijd.jaar = jaar;
  else if (g.grain.includes("kwartaal")) tijd.kwartaal = maand(p.eind - 2);
  else if (p.duur === "maand" && !p.over12) tijd.maand = maand(p.eind);
  else {
    const maanden = p.duur === "kwartaal" ? 3 : 12;
    const laatste = p.duur === "jaar" ? jaar * 12 + (P.keuzes[k.wet].jaren[jaar] || 12) : p.eind;
    Object.assign(tijd, { periode_van: maand(p.eind - maanden + 1), periode_tot: maand(laatste) });
  }
  const delen = { wet: k.wet, gemeente_code: k.gemeente, aanbieder_agb: k.aanbieder, zorgterrein: k.zorgterrein };
  if (perceel) delen.perceel = perceel;
  return opGevallen(Object.assign({ tabel: g.tabel }, delen, g.vast, tijd));
}
export const naarGevallen = (cel, tekst) => cel.geval && typeof cel.waarde === "number" ? maak("a", { href: cel.geval, class: "gevallen", title: "Toon de gevallen" }, tekst) : tekst;
