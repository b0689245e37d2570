/* The fields in which the reader chooses. */
import { ALLE, P, maak } from "./basis.js";
import { WETTEN, naamVan } from "./tekst.js";
import { KEUZES, keuze } from "./selectie.js";

export const veld = Object.fromEntries(KEUZES.map((naam) => [naam, document.getElementById("filter-" + naam)]));
export function vulFilters() {
  const mogelijk = P.keuzes[keuze.wet];
  const codes = (lijst, kolom, alle, gekozen) => {
    const namen = lijst.map((code) => [code, naamVan(kolom, code, keuze)]).sort((a, b) => a[1].localeCompare(b[1], "nl"));
    if (gekozen !== ALLE && !lijst.includes(gekozen)) namen.push([gekozen, naamVan(kolom, gekozen, keuze) + " (geen cijfers)"]);
    return [[ALLE, alle]].concat(namen);
  };
  const laatste = mogelijk.jaren[keuze.jaar] || 0;
  const opties = {
    wet: Object.keys(P.keuzes).map((wet) => [wet, WETTEN[wet] || wet]),
    jaar: Object.keys(mogelijk.jaren).sort().reverse().map((jaar) => [jaar, jaar]),
    maand: [["0", "laatste maand"]].concat(P.maanden.lang.slice(0, laatste).map((naam, i) => [String(i + 1), naam])),
    gemeente: codes(mogelijk.gemeenten, "gemeente_code", "Alle gemeenten", keuze.gemeente),
    aanbieder: codes(mogelijk.aanbieders, "aanbieder_agb", "Alle aanbieders", keuze.aanbieder),
    zorgterrein: codes(mogelijk.zorgterreinen, "zorgterrein", "Alle zorgterreinen", keuze.zorgterrein),
  };
  KEUZES.filter((naam) => veld[naam]).forEach((naam) => {
    veld[naam].replaceChildren(...opties[naam].map(([waarde, tekst]) => maak("option", { value: waarde }, tekst)));
    veld[naam].value = String(keuze[naam]);
  });
}
