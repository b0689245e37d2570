/* The selection: in the address, so that a colleague can be sent exactly this view, and along to the other pages. */
import { ALLE, P, PAGINA } from "./basis.js";
import { WETTEN, naamVan } from "./tekst.js";

export const KEUZES = ["wet", "jaar", "maand", "gemeente", "aanbieder", "zorgterrein"];
export let keuze = {};
export const stelIn = (k) => { keuze = k; };

export const uitAdres = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

/* A wish from the address or the filters, completed to a selection that exists. An unknown code stays: the page then
   says that there are no figures, instead of silently showing another selection. */
export function volledig(wens) {
  const wetten = Object.keys(P.keuzes);
  const k = Object.assign({}, wens);
  k.wet = [wens.wet, PAGINA.eerstWet].find((wet) => wetten.includes(wet)) || wetten[0];
  const jaren = P.keuzes[k.wet].jaren;
  const gewoon = Object.keys(jaren).filter((j) => jaren[j] > 0).pop() || Object.keys(jaren).pop();
  k.jaar = Number(jaren[wens.jaar] === undefined ? gewoon : wens.jaar);
  k.maand = Number(wens.maand) >= 1 && Number(wens.maand) <= (jaren[k.jaar] || 0) ? Number(wens.maand) : 0;
  ["gemeente", "aanbieder", "zorgterrein"].forEach((naam) => { k[naam] = /^\w+$/.test(wens[naam] || "") || naam === "zorgterrein" && wens[naam] ? wens[naam] : ALLE; });
  return Object.assign(k, P.vast);
}

export function adres(k) {
  const delen = new URLSearchParams();
  Object.entries(k).forEach(([naam, waarde]) => { if (waarde && waarde !== ALLE && !(naam in P.vast)) delen.set(naam, waarde); });
  return "#" + delen;
}

export function selectieTekst(k, zonder) {
  const tekst = { wet: WETTEN[k.wet] || k.wet, jaar: k.jaar + (k.maand && PAGINA.filters.includes("maand") ? " tot en met " + P.maanden.lang[k.maand - 1] : ""),
    gemeente: k.gemeente === ALLE ? "alle gemeenten" : naamVan("gemeente_code", k.gemeente, k),
    aanbieder: k.aanbieder === ALLE ? "alle aanbieders" : naamVan("aanbieder_agb", k.aanbieder, k),
    zorgterrein: k.zorgterrein === ALLE ? "alle zorgterreinen" : naamVan("zorgterrein", k.zorgterrein, k) };
  return KEUZES.filter((naam) => (PAGINA.filters.includes(naam) || naam in P.vast) && naam !== "maand" && naam !== zonder).map((naam) => tekst[naam]).join(", ");
}

/* What the page does not filter on is not applied either: the figures must be those that the words say. */
export function toegepast(k) {
  const uit = Object.assign({}, k);
  ["gemeente", "aanbieder", "zorgterrein"].filter((naam) => !PAGINA.filters.includes(naam)).forEach((naam) => { uit[naam] = P.vast[naam] || ALLE; });
  if (!PAGINA.filters.includes("maand")) uit.maand = 0;
  return uit;
}
