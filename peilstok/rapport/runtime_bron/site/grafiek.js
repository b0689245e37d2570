/* A sheet as a chart: the marks, and the Vega-Lite specification that shows them. */
import { ALLE, P, WEG, isGetal, maak } from "./basis.js";
import { getal, metEenheid, uniek } from "./tekst.js";
import { gekozenMaat } from "./rijen.js";
import { deelVan } from "./tabel.js";

// Under a policy without inline code: no functions of text, and no styles of its own (site.css has them).
const ZONDER_EIGEN_CODE = { ast: true, defaultStyle: false, tooltip: { disableDefaultStyle: true } };
const BALKEN_MAX = 20; // rows that can still be read as bars
/* On which side of its mark a name fits in a chart of `breed` pixels, or "" where it would run into another name or off
   the chart (a tooltip has it). The largest first. */
function naamKanten(punten, breed) {
  const [hoog, lettersBreed, regel, afstand] = [364, 6.5, 14, 13];
  const plaats = (naam, ruimte) => { const w = punten.map((p) => p[naam]); const van = Math.min(...w); const bereik = Math.max(...w) - van || 1; return (p) => ruimte * (p[naam] - van) / bereik; };
  const [x, y] = [plaats("x", breed - 2 * 24), plaats("y", hoog)];
  const bezet = [];
  punten.forEach((p) => {
    const lang = lettersBreed * p.reeks.length;
    const vak = { rechts: [x(p) + afstand, x(p) + afstand + lang], links: [x(p) - afstand - lang, x(p) - afstand] };
    const past = ([van, tot]) => van > -24 && tot < breed - 24 && !bezet.some((b) => b.van < tot && van < b.tot && Math.abs(b.y - y(p)) < regel);
    p.naam_kant = (x(p) > breed / 2 - 24 ? ["links", "rechts"] : ["rechts", "links"]).find((kant) => past(vak[kant])) || "";
    p.naam = p.uitgelicht && p.naam_kant ? p.reeks : "";
    if (p.naam) bezet.push({ van: vak[p.naam_kant][0], tot: vak[p.naam_kant][1], y: y(p) });
  });
}

/* From the first maat to the last: of every row the maten between as steps, the largest rows apart, the rest as one. */
function waterval(blok, blad) {
  if (blad.rijen.some((rij) => rij.cellen.some((cel) => cel.waarde === WEG))) return [];
  const nummers = blok.maten.map((_, i) => i).filter((i) => !blok.maten[i].alleen_tabel);
  const los = blok.rij && blad.rijen.some((rij) => !rij.som) ? blad.rijen.filter((rij) => !rij.som) : blad.rijen;
  const cel = (rij, i) => blok.rij ? rij.cellen[i].waarde || 0 : blad.rijen[i].cellen[0].waarde || 0;
  const som = (rijen, i) => rijen.reduce((t, rij) => t + cel(rij, i), 0);
  const rijen = blok.rij ? los : los.slice(0, 1);
  const omvang = (rij) => nummers.slice(1, -1).reduce((t, i) => t + Math.abs(cel(rij, i)), 0);
  const grootste = new Set([...rijen].sort((a, b) => omvang(b) - omvang(a)).slice(0, P.reeksenMax));
  const groepen = rijen.filter((rij) => grootste.has(rij)).map((rij) => ({ kort: rij.code || rij.naam, naam: rij.naam, rijen: [rij] }));
  const rest = rijen.filter((rij) => !grootste.has(rij));
  if (rest.length) groepen.push({ kort: "overige", naam: rest.length + " overige", rijen: rest });
  const uit = [];
  let stand = 0;
  const balk = (i, w, groep) => {
    const maat = blok.maten[i];
    const van = groep ? stand : 0;
    stand = van + w;
    uit.push({ reeks: groep && blok.rij ? groep.kort + " " + maat.naam.toLowerCase() : maat.naam, lang: groep && blok.rij ? groep.naam + ": " + maat.naam.toLowerCase() : maat.naam,
      van: van, tot: stand, tekst: metEenheid(w, maat), richting: !groep ? "begin en eind" : w >= 0 ? "erbij" : "eraf" });
  };
  balk(nummers[0], som(rijen, nummers[0]));
  groepen.forEach((groep) => nummers.slice(1, -1).forEach((i) => balk(i, som(groep.rijen, i), groep)));
  const eind = nummers[nummers.length - 1];
  balk(eind, som(rijen, eind));
  return uit;
}

function balken(blok, blad) {
  const a = blok.balken;
  const los = blad.rijen.some((rij) => !rij.som) ? blad.rijen.filter((rij) => !rij.som) : blad.rijen;
  const met = los.filter((rij) => isGetal(rij.bron[a.waarde]) && (!a.van || isGetal(rij.bron[a.van])));
  if (met.length > BALKEN_MAX) blad.noten.unshift("De grafiek toont de " + BALKEN_MAX + " grootste van " + met.length + "; de tabel toont ze alle.");
  return met.slice(0, BALKEN_MAX).map((rij) => {
    const teksten = Object.fromEntries(rij.cellen.map((cel) => [cel.maat.kolom, metEenheid(cel.waarde, cel.maat)]));
    const verst = Math.max(rij.bron[a.waarde], isGetal(rij.bron[a.verwacht]) ? rij.bron[a.verwacht] : 0);
    return Object.assign(teksten, { reeks: rij.naam, lang: rij.naam, van: a.van ? rij.bron[a.van] : 0, waarde: rij.bron[a.waarde],
      verwacht: a.verwacht ? Math.max(isGetal(rij.bron[a.verwacht]) ? rij.bron[a.verwacht] : 0, rij.bron[a.waarde]) : null, streep: isGetal(rij.bron[a.streep]) ? rij.bron[a.streep] : null,
      tekst: teksten[a.tekst || (a.van ? a.streep : a.verwacht || a.waarde)], richting: a.boven && isGetal(rij.bron[a.streep]) && verst > rij.bron[a.streep] ? a.boven : a.onder });
  });
}

function punten(blok, blad, k) {
  if (blok.soort === "puntenwolk") {
    const a = blok.punten;
    const los = blad.rijen.filter((rij) => !rij.som && rij.code !== P.overig);
    const uit = los.filter((rij) => a.minimum.every((kolom) => isGetal(rij.bron[kolom]) && rij.bron[kolom] >= P.minAantal) && isGetal(rij.bron[a.x]) && isGetal(rij.bron[a.y]))
      .map((rij) => Object.assign(Object.fromEntries(rij.cellen.map((cel) => [cel.maat.kolom, metEenheid(cel.waarde, cel.maat)])), {
        reeks: rij.naam, x: rij.bron[a.x], y: rij.bron[a.y], n: rij.bron[a.grootte], uitgelicht: k.aanbieder === ALLE || rij.gekozen,
        richting: rij.bron[a.y] > 0 ? a.boven : rij.bron[a.y] < 0 ? a.onder : "gelijk" }));
    // Left of the chart is its axis.
    naamKanten(uit, deelVan(blok, "grafiek").clientWidth - 60);
    if (uit.length) blad.noten.unshift(uit.filter((p) => p.y > 0).length + " van " + uit.length + ": " + a.boven + "."
      + (los.length > uit.length ? " " + (los.length - uit.length) + " niet in de grafiek: minder dan " + P.minAantal + "; zie de tabel." : ""));
    if (uit.some((p) => p.uitgelicht && !p.naam)) blad.noten.push("Niet elke naam past in de grafiek; de tabel noemt ze alle.");
    return { rijen: uit, reeksen: [] };
  }
  if (blok.soort === "waterval") return { rijen: waterval(blok, blad), reeksen: [] };
  if (blok.soort === "balken") return { rijen: balken(blok, blad), reeksen: [] };
  if (blok.soort === "spreiding") {
    const namen = ["waarde", "laagste", "kwart", "mediaan", "driekwart", "hoogste"];
    const uit = blad.rijen.filter((rij) => isGetal(rij.bron.mediaan) && isGetal(rij.bron.waarde)).map((rij) => {
      const r = rij.bron;
      const begin = Math.min(r.laagste, r.waarde);
      const breed = Math.max(r.hoogste, r.waarde) - begin;
      const maat = { decimalen: r.decimalen, eenheid: r.eenheid };
      const plek = breed ? (r.waarde - begin) / breed : 0.5;
      return Object.assign({ reeks: rij.naam, vergeleken_met: r.vergeleken_met, kant: plek < 0.15 ? "links" : plek > 0.85 ? "rechts" : "midden",
        onder: "laagste " + metEenheid(r.laagste, maat), boven: "hoogste " + metEenheid(r.hoogste, maat) },
        ...namen.map((naam) => ({ [naam]: breed ? (r[naam] - begin) / breed : 0.5, ["t_" + naam]: metEenheid(r[naam], maat) })));
    });
    const zonder = blad.rijen.length - uit.length;
    const groepen = uniek(uit.map((p) => p.vergeleken_met));
    if (uit.length) blad.noten.unshift("Vergeleken met " + groepen.join(" of ") + ", deze meegerekend" + (groepen.length > 1 ? "; welke groep verschilt per maat, zie de tabel" : "") + ".");
    if (zonder && uit.length) blad.noten.unshift(zonder + " niet in de grafiek: te weinig aanbieders met ten minste " + P.minAantal + " gevallen om mee te vergelijken.");
    return { rijen: uit, reeksen: [] };
  }
  const los = blad.punten.some((p) => !p.som) ? blad.punten.filter((p) => !p.som) : blad.punten;
  const reeksen = uniek(los.map((p) => p.reeks));
  const getoond = reeksen.slice(0, P.reeksenMax);
  if (reeksen.length > getoond.length) blad.noten.unshift("De grafiek toont de " + getoond.length + " grootste van " + reeksen.length + "; de tabel toont ze alle.");
  return { rijen: los.filter((p) => getoond.includes(p.reeks)), reeksen: getoond };
}

/* Per norm and its months a line with a label beside the chart; the note says in words whose norm it is, and when. */
function normen(blad, smal) {
  const schrijfNorm = (norm) => getal(norm, norm % 1 ? 1 : 0) + "%";
  const lijnen = new Map();
  const zinnen = [];
  const met = blad.punten.filter((p) => isGetal(p.norm));
  uniek(met.map((p) => p.reeks)).forEach((reeks) => {
    const eigen = met.filter((p) => p.reeks === reeks);
    const deel = eigen.map((p, i) => ({ norm: p.norm, van: i, tot: i })).filter((d, i) => !i || d.norm !== eigen[i - 1].norm);
    deel.forEach((d, i) => { d.tot = (i + 1 < deel.length ? deel[i + 1].van : eigen.length) - 1; });
    const plaats = (i) => blad.maanden.indexOf(eigen[i].maand);
    deel.forEach((d, i) => {
      const lijn = { norm: d.norm, van: i ? plaats(d.van) / blad.maanden.length : 0, tot: i + 1 < deel.length ? (plaats(d.tot) + 1) / blad.maanden.length : 1 };
      const sleutel = JSON.stringify(lijn);
      if (!lijnen.has(sleutel)) lijnen.set(sleutel, Object.assign(lijn, { van_wie: [] }));
      lijnen.get(sleutel).van_wie.push(reeks);
    });
    zinnen.push(reeks + " " + deel.map((d, i) => schrijfNorm(d.norm) + (i + 1 < deel.length ? " tot en met " + eigen[d.tot].maand_lang : i ? " vanaf " + eigen[d.van].maand_lang : "")).join(", "));
  });
  if (zinnen.length) blad.noten.push("Streeplijn: de norm; " + zinnen.join(", ") + ".");
  const uit = [...lijnen.values()].sort((a, b) => b.norm - a.norm);
  const laatste = uit.filter((lijn) => lijn.tot === 1);
  laatste.forEach((lijn, i) => {
    // Labels need some 5% of the height each.
    lijn.plek = i ? Math.min(lijn.norm, laatste[i - 1].plek - 5) : lijn.norm;
    lijn.tekst = smal ? schrijfNorm(lijn.norm) : "norm " + schrijfNorm(lijn.norm) + (laatste.length > 1 ? " " + lijn.van_wie.join(", ") : "");
  });
  return uit;
}

export function toonGrafiek(blok, blad, k, omschrijving) {
  const doel = deelVan(blok, "grafiek");
  // a few years side by side are no course over the months
  doel.parentElement.hidden = blok.jaareinde && blok.over === "maand";
  if (doel.parentElement.hidden) return Promise.resolve();
  const { rijen, reeksen } = punten(blok, blad, k);
  if (!rijen.length) {
    doel.replaceChildren(maak("p", { class: "leeg" }, "Er is te weinig om in een grafiek te vergelijken; de tabel toont wat er is."));
    return Promise.resolve();
  }
  const spec = structuredClone(blok.grafieken[blok.maatkeuze ? blok.maten.indexOf(gekozenMaat(blok, k)) : 0]);
  spec.params = [{ name: "reeksen", value: reeksen }, { name: "maanden", value: blad.maanden || [] }];
  spec.datasets = { rijen: rijen };
  if (blok.balken) spec.datasets.strepen = rijen.filter((rij) => rij.streep !== null);
  if (blok.soort === "spreiding") spec.height = 72 * rijen.length;
  const smal = doel.clientWidth < 600;
  const heeftNorm = blok.norm && (!blok.maatkeuze || gekozenMaat(blok, k).eenheid === "%");
  if (blok.norm) spec.datasets.normen = heeftNorm ? normen(blad, smal) : [];
  spec.layer = spec.layer.filter((laag) => !laag.data || spec.datasets[laag.data.name].length);
  spec.config.legend.columns = smal ? 1 : 4;
  if (smal) spec.config.axisXPoint = spec.config.axisXBand = { labelFontSize: 10 }; // twelve months side by side
  // A height per row: Vega-Lite itself warns when it must fit such a chart to the width of the page.
  if (spec.height.step && smal) {
    // Left of the bars is no room for a name: it stands above its bar, over the width of the chart.
    spec.height = 42 * rijen.length;
    spec.config.scale = { bandPaddingInner: 0.55, bandPaddingOuter: 0.4 };
    spec.config.axisYBand = { labelAlign: "left", labelPadding: -2, labelOffset: -18, labelLimit: doel.clientWidth - 30, ticks: false, domain: false };
  } else {
    if (spec.height.step) spec.height = spec.height.step * rijen.length;
    spec.config.axisY = { labelLimit: 280 };
  }
  spec.description = omschrijving;
  doel.replaceChildren();
  return window.vegaEmbed(doel, spec, { actions: false, ...ZONDER_EIGEN_CODE, renderer: "svg", formatLocale: P.locale.getal, timeFormatLocale: P.locale.tijd })
    .catch(() => doel.replaceChildren(maak("p", { class: "leeg" }, "De grafiek kan in deze browser niet worden getekend. De tabel toont dezelfde cijfers.")));
}
