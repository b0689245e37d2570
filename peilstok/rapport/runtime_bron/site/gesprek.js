/* One provider: which blocks belong to the conversation with it, and whom to choose. */
import { ALLE, P, maak } from "./basis.js";
import { WETTEN, naamVan } from "./tekst.js";
import { adres, keuze } from "./selectie.js";

const GESPREKKEN = ["klein", "regulier", "strategisch"];
export function toonGesprek(k) {
  const keuzeveld = document.getElementById("gesprek");
  if (!keuzeveld) return;
  const segment = P.segmenten[k.aanbieder] || "";
  const vorm = [k.gesprek, segment, "strategisch"].find((naam) => GESPREKKEN.includes(naam));
  keuzeveld.value = vorm;
  document.getElementById("segment").textContent = segment ? "Segment van deze aanbieder: " + segment + "." : "Van deze aanbieder is geen segment bekend.";
  const anders = Object.keys(P.keuzes).filter((wet) => wet !== k.wet && P.keuzes[wet].aanbieders.includes(k.aanbieder));
  if (anders.length && !P.keuzes[k.wet].aanbieders.includes(k.aanbieder)) document.getElementById("segment").textContent
    += " Deze aanbieder heeft geen cijfers onder " + (WETTEN[k.wet] || k.wet) + "; kies " + anders.map((wet) => WETTEN[wet] || wet).join(" of ") + ".";
  document.querySelectorAll("[data-gesprek]").forEach((deel) => { deel.hidden = GESPREKKEN.indexOf(deel.dataset.gesprek) > GESPREKKEN.indexOf(vorm); });
  document.querySelectorAll("[data-vorm]").forEach((deel) => { deel.hidden = deel.dataset.vorm !== vorm; });
  document.body.classList.toggle("kies-eerst", k.aanbieder === ALLE);
  document.getElementById("te-kiezen").replaceChildren(...P.keuzes[k.wet].aanbieders.map((code) => [naamVan("aanbieder_agb", code, k), code])
    .sort((a, b) => a[0].localeCompare(b[0], "nl")).map(([naam, code]) => maak("li", {}, maak("a", { href: adres(Object.assign({}, keuze, { aanbieder: code })) }, naam))));
}
