/* What lies outside its norm or went worse, the worst first: the first ones on the page, all of them in the download. */
import { maak } from "./basis.js";
import { getal, metEenheid, naamVan } from "./tekst.js";
import { adres, keuze } from "./selectie.js";
import { gevalVanKpi, naarGevallen } from "./gevallen.js";
import { EENHEDEN, KLEUREN, kpiVan, periodeVan, stapTekst, stappenVan } from "./stoplicht.js";

const AANDACHT_MAX = 15;
export function aandachtBlad(blok, k, rijen, noten) {
  const kop = (tekst, meer) => Object.assign({ tekst: tekst, lang: tekst }, meer);
  const klein = (tekst) => maak("small", {}, tekst);
  const blad = { kop: blok.rijkop, rijen: [], punten: [], noten: noten, voorlopig: rijen.some((r) => r.voorlopig), deels: rijen.some((r) => !r.voorlopig), onvolledig: false, periode: "", kolommen: [
    kop("Wat", { tekstkolom: true }), kop("Oordeel", { tekstkolom: true }), kop("Waarde"), kop("Norm"), kop("Boven budget (€)"), kop("Vorig jaar", { tekstkolom: true }), kop("Afgesproken", { tekstkolom: true }),
    ...["Periode", "Noemer", "Noemer telt", "Eigenaar"].map((tekst) => kop(tekst, { alleenDownload: true }))] };
  rijen.slice().sort((a, b) => a.rang - b.rang).forEach((r, nr) => {
    const wat = kpiVan(r.kpi);
    const p = periodeVan(r.periode, r.is_over_12_maanden);
    const [eenheid, decimalen] = EENHEDEN[wat.eenheid] || [wat.eenheid, 1];
    const maat = { eenheid: eenheid, decimalen: decimalen };
    const kort = { eenheid: eenheid, decimalen: r.norm !== null && r.norm % 1 ? 1 : 0 };
    const over = { gemeente: r.gemeente_code, aanbieder: r.aanbieder_agb, zorgterrein: r.zorgterrein };
    const cel = Object.assign({}, k, over);
    const bestaat = document.querySelector("nav a[data-pagina='" + (blok.links[r.kpi] || "geen") + "']");
    const { gezet, komend } = stappenVan(blok, cel, r.kpi);
    const stap = komend.slice(0, 1).map((s) => "straks " + stapTekst(s, cel)).concat(gezet.slice(0, 1).map((s) => stapTekst(s, cel)))[0] || "nog niets";
    const aantal = wat.minimum === null ? "" : ", n = " + getal(r.noemer, 0) + " " + wat.telt;
    const naam = naamVan("aanbieder_agb|zorgterrein|gemeente_code", [r.aanbieder_agb, r.zorgterrein, r.gemeente_code].join("|"), k);
    const titel = wat.naam + (r.perceel ? ", perceel " + r.perceel : "");
    const oordeel = r.reden === "norm" ? r.kleur : "slechter";
    blad.rijen.push({ naam: naam, bron: r, verborgen: nr >= AANDACHT_MAX, link: bestaat ? blok.links[r.kpi] + ".html" + adres(Object.assign({}, keuze, over)) : "", cellen: [
      { waarde: titel },
      { waarde: oordeel, toon: () => maak("span", { class: "oordeel " + (r.reden === "norm" ? r.kleur : "grijs") }, maak("span", { "aria-hidden": "true" }, (r.reden === "norm" ? KLEUREN[r.kleur] : "↘") + " "), oordeel) },
      { waarde: r.waarde, maat: maat, toon: () => maak("span", {}, naarGevallen({ waarde: r.waarde, geval: gevalVanKpi(r.kpi, r.perceel, p, cel) }, metEenheid(r.waarde, maat)), klein(p.tekst + (r.voorlopig ? "*" : "") + aantal)) },
      { waarde: r.norm, maat: kort, toon: () => r.norm === null ? "geen" : (r.richting === "hoger" ? "≥ " : "≤ ") + metEenheid(r.norm, kort) },
      { waarde: r.bedrag_eur, maat: { eenheid: "€", decimalen: 0 } },
      { waarde: r.vorige_waarde === null ? "–" : metEenheid(r.vorige_waarde, maat) + (r.verandering ? " (" + (r.verandering === "binnen toeval" ? "verschil kan toeval zijn" : "nu " + r.verandering) + ")" : "") },
      { waarde: stap }, { waarde: p.tekst }, { waarde: r.noemer, maat: { eenheid: "", decimalen: 0 } }, { waarde: wat.telt }, { waarde: wat.eigenaar }] });
  });
  if (rijen.length > AANDACHT_MAX) noten.push("Dit zijn de " + AANDACHT_MAX + " ergste van " + rijen.length + "; de download heeft ze allemaal. Kies een aanbieder, gemeente of zorgterrein voor de rest.");
  if (blad.voorlopig) noten.push("* = voorlopig: de periode loopt nog, of er komen nog meldingen en correcties binnen.");
  return blad;
}
