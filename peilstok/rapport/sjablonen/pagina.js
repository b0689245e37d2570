/* Fills the page from window.PEILSTOK. Names come from data: only textContent, never innerHTML. */
(function () {
  "use strict";
  const P = window.PEILSTOK;
  const ALLE = "ALLE";
  const KEUZES = ["wet", "jaar", "gemeente", "aanbieder"];
  const MIN_AANTAL = 5; // below it a median says more about one client than about a provider (K001-12)
  const WETTEN = { Jw: "Jeugdwet (Jw)", Wmo: "Wmo" };
  const SOORTEN = { "305_5WD": "start (305)", "307_5WD": "einde (307)" };

  const lees = (naam, velden) => P.tabellen[naam].map((rij) => Object.fromEntries(velden.map((veld, i) => [veld, rij[i]])));
  const DATA = {
    plekken: lees("plekken", ["wet", "gemeente", "aanbieder", "product", "maand", "plekken", "clienten"]),
    doorlooptijd: lees("doorlooptijd",
      ["jaar", "wet", "gemeente", "aanbieder", "aantal", "mediaan", "vorig", "verschil", "aantal_vorig"]),
    termijn: lees("termijn", ["termijn", "wet", "gemeente", "aanbieder", "maand", "totaal", "op_tijd"]),
  };
  const ALLES = [...DATA.plekken, ...DATA.doorlooptijd, ...DATA.termijn];
  ALLES.forEach((rij) => { if (rij.jaar === undefined) rij.jaar = Math.floor(rij.maand / 100); });

  const getal = (waarde, decimalen) => waarde === null || waarde === undefined ? "–" : waarde.toLocaleString("nl-NL",
    { minimumFractionDigits: decimalen, maximumFractionDigits: decimalen }).replace("-", "\u2212");
  const metTeken = (waarde, decimalen) => (waarde > 0 ? "+" : "") + getal(waarde, decimalen);
  const naamVan = (lijst, code) => lijst[code] || code;
  const productNaam = (code) => code === null ? "zonder productcode" : P.producten[code] ? code + " - " + P.producten[code] : code === "_ONBEKEND" ? "onbekend product" : code;
  const maandIndex = (maand) => maand % 100 - 1;
  const voorlopig = (maand) => maand >= P.voorlopigVanaf;
  const maandVelden = (maand) => ({
    maand: P.maanden.kort[maandIndex(maand)],
    maand_lang: P.maanden.lang[maandIndex(maand)] + " " + Math.floor(maand / 100),
    voorlopig: voorlopig(maand),
    stand: voorlopig(maand) ? "voorlopig" : "definitief",
  });
  const uniek = (rijen, veld) => [...new Set(rijen.map((rij) => rij[veld]))];

  function maak(soort, eigenschappen, ...kinderen) {
    const element = document.createElement(soort);
    Object.entries(eigenschappen || {}).forEach(([naam, waarde]) => element.setAttribute(naam, waarde));
    kinderen.forEach((kind) => element.append(kind));
    return element;
  }

  /* --- selection, kept in the address so that a colleague can be sent exactly this view --- */
  const veld = Object.fromEntries(KEUZES.map((naam) => [naam, document.getElementById(naam)]));

  function vul(naam, opties, gewenst, standaard) {
    veld[naam].replaceChildren(...opties.map(([waarde, tekst]) => maak("option", { value: waarde }, tekst)));
    const waarden = opties.map(([waarde]) => String(waarde));
    veld[naam].value = waarden.includes(String(gewenst)) ? gewenst : standaard;
  }

  function vulFilters(wens) {
    const wetten = uniek(ALLES, "wet").sort();
    vul("wet", wetten.map((wet) => [wet, WETTEN[wet] || wet]), wens.wet, wetten[0]);
    const binnenWet = ALLES.filter((rij) => rij.wet === veld.wet.value);
    const jaren = uniek(binnenWet, "jaar").sort((a, b) => b - a);
    vul("jaar", jaren.map((jaar) => [jaar, String(jaar)]), wens.jaar, String(jaren[0]));
    const kies = (sleutel, lijst, alle) => [[ALLE, alle]].concat(uniek(binnenWet, sleutel).filter((code) => code !== ALLE)
      .map((code) => [code, naamVan(lijst, code)]).sort((a, b) => a[1].localeCompare(b[1], "nl")));
    vul("gemeente", kies("gemeente", P.gemeenten, "Alle gemeenten"), wens.gemeente, ALLE);
    vul("aanbieder", kies("aanbieder", P.aanbieders, "Alle aanbieders"), wens.aanbieder, ALLE);
  }

  const keuze = () => ({ wet: veld.wet.value, jaar: Number(veld.jaar.value), gemeente: veld.gemeente.value,
    aanbieder: veld.aanbieder.value });
  const uitAdres = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

  /* --- parts of the page --- */
  function teken(naam, datasets, omschrijving, reeksen) {
    const doel = document.getElementById("grafiek-" + naam);
    const spec = Object.assign({}, P.grafieken[naam], { datasets, description: omschrijving });
    if (reeksen) spec.params = [{ name: "reeksen", value: reeksen }];
    const smal = doel.clientWidth < 600 ? 1 : 4;
    spec.config = Object.assign({}, spec.config, { legend: Object.assign({}, spec.config.legend, { columns: smal }) });
    doel.replaceChildren();
    return window.vegaEmbed(doel, spec, { actions: false, renderer: "svg", formatLocale: P.locale.getal,
      timeFormatLocale: P.locale.tijd }).catch(() => leeg(naam, "De grafiek kan in deze browser niet worden getekend. De tabel toont dezelfde cijfers."));
  }

  function leeg(naam, uitleg) {
    document.getElementById("grafiek-" + naam).replaceChildren(maak("p", { class: "leeg" }, uitleg));
  }

  function tabel(naam, bijschrift, koppen, rijen) {
    const doel = document.getElementById("tabel-" + naam);
    if (!rijen.length) { doel.replaceChildren(); return; }
    const kop = maak("tr", {}, ...koppen.map((k) => maak("th", { scope: "col", class: k.klasse || "" }, k.tekst)));
    const lijf = rijen.map((rij) => maak("tr", { class: rij.klasse || "" }, ...rij.cellen.map((cel, i) =>
      maak(i ? "td" : "th", i ? { class: koppen[i].klasse || "" } : { scope: "row" }, cel))));
    doel.replaceChildren(maak("table", {}, maak("caption", {}, bijschrift), maak("thead", {}, kop), maak("tbody", {}, ...lijf)));
  }

  const maandKoppen = (maanden) => maanden.map((maand) =>
    ({ tekst: P.maanden.kort[maandIndex(maand)] + (voorlopig(maand) ? "*" : ""), klasse: "getal" }));
  const voorlopigNoot = (maanden) => maanden.some(voorlopig) ? " Open tekens en * = voorlopig." : "";

  function toonPlekken(k, tekst) {
    const rijen = DATA.plekken.filter((r) => r.wet === k.wet && r.jaar === k.jaar && r.gemeente === k.gemeente && r.aanbieder === k.aanbieder);
    const maanden = uniek(rijen, "maand").sort((a, b) => a - b);
    const laatste = maanden[maanden.length - 1];
    const per = new Map();
    rijen.forEach((r) => { if (!per.has(r.product)) per.set(r.product, new Map()); per.get(r.product).set(r.maand, r); });
    const stand = (product) => per.get(product).has(laatste) ? per.get(product).get(laatste).plekken : 0;
    const producten = [...per.keys()].filter((p) => p !== ALLE).sort((a, b) => stand(b) - stand(a));
    const noot = document.getElementById("noot-plekken");
    noot.textContent = "";
    if (!producten.length) {
      leeg("plekken", "Voor deze selectie is in " + k.jaar + " geen zorg geleverd. Kies een ander jaar, een andere wet of alle aanbieders.");
      tabel("plekken", "", [], []);
      return null;
    }
    const getoond = producten.slice(0, P.reeksenMax);
    const punten = getoond.flatMap((p) => maanden.filter((m) => per.get(p).has(m)).map((m) => Object.assign(
      { reeks: productNaam(p), plekken: per.get(p).get(m).plekken }, maandVelden(m))));
    teken("plekken", { rijen: punten }, "Lijngrafiek: plekken per product per maand. " + tekst + " De tabel eronder geeft dezelfde cijfers.", getoond.map(productNaam));
    noot.textContent = (producten.length > getoond.length ? "De grafiek toont de " + getoond.length + " grootste van " + producten.length +
      " producten; de tabel toont ze alle." : "") + voorlopigNoot(maanden);
    const regel = (product, naam, klasse) => ({ klasse: klasse, cellen: [naam, ...maanden.map((m) =>
      getal(per.get(product).has(m) ? per.get(product).get(m).plekken : null, 2)), getal(stand(product), 2)] });
    tabel("plekken", "Plekken, jaar tot en met de maand. " + tekst,
      [{ tekst: "Product" }, ...maandKoppen(maanden), { tekst: "Totaal (YTD)", klasse: "getal totaal" }],
      [...producten.map((p) => regel(p, productNaam(p))), ...(per.has(ALLE) ? [regel(ALLE, "Alle producten", "som")] : [])]);
    return per.has(ALLE) ? per.get(ALLE).get(laatste) : null;
  }

  /* On which side of its mark a name fits, or "" where it would run into the name of a larger provider (a tooltip has it). */
  function naamKant(rijen, gekozen) {
    const bereik = (sleutel) => { const w = rijen.map((r) => r[sleutel]); return [Math.min(...w), Math.max(...w) - Math.min(...w) || 1]; };
    const [x0, dx] = bereik("mediaan");
    const [y0, dy] = bereik("verschil");
    const bezet = [];
    return (r) => {
      if (gekozen !== ALLE && r.aanbieder !== gekozen) return "";
      const x = (r.mediaan - x0) / dx;
      const y = (r.verschil - y0) / dy;
      if (bezet.some((b) => Math.abs(b.x - x) < 0.2 && Math.abs(b.y - y) < 0.05)) return "";
      bezet.push({ x: x, y: y });
      return x > 0.5 ? "links" : "rechts";
    };
  }

  function toonDoorlooptijd(k, tekst) {
    const rijen = DATA.doorlooptijd.filter((r) => r.wet === k.wet && r.jaar === k.jaar && r.gemeente === k.gemeente && r.aanbieder !== ALLE)
      .sort((a, b) => b.aantal - a.aantal);
    const genoeg = rijen.filter((r) => r.aantal >= MIN_AANTAL && r.aantal_vorig >= MIN_AANTAL && r.verschil !== null);
    const noot = document.getElementById("noot-doorlooptijd");
    noot.textContent = "";
    if (!genoeg.length) {
      leeg("doorlooptijd", rijen.length
        ? "Geen aanbieder had in " + k.jaar + " en in " + (k.jaar - 1) + " ten minste " + MIN_AANTAL + " beëindigde toewijzingen. Vergelijken zou dan weinig zeggen."
        : "Voor deze selectie eindigde in " + k.jaar + " geen toewijzing.");
    } else {
      const kant = naamKant(genoeg, k.aanbieder);
      const punten = genoeg.map((r) => Object.assign({}, r, {
        aanbieder: naamVan(P.aanbieders, r.aanbieder),
        uitgelicht: k.aanbieder === ALLE || r.aanbieder === k.aanbieder,
        naam_kant: kant(r),
        richting: r.verschil > 0 ? "langer dan vorig jaar" : r.verschil < 0 ? "korter dan vorig jaar" : "even lang",
      }));
      teken("doorlooptijd", { rijen: punten }, "Puntenwolk: mediane doorlooptijd per aanbieder tegen het verschil met vorig jaar. " + tekst);
      const langer = genoeg.filter((r) => r.verschil > 0).length;
      noot.textContent = langer + " van " + genoeg.length + " aanbieders hebben een langere mediane doorlooptijd dan vorig jaar." +
        (rijen.length > genoeg.length ? " " + (rijen.length - genoeg.length) + " aanbieder(s) niet in de grafiek: te weinig beëindigde toewijzingen; zie de tabel." : "");
    }
    tabel("doorlooptijd", "Mediane doorlooptijd in maanden. " + tekst,
      [{ tekst: "Aanbieder" }, { tekst: "Beëindigd " + k.jaar, klasse: "getal" }, { tekst: "Mediaan " + k.jaar, klasse: "getal" },
        { tekst: "Mediaan " + (k.jaar - 1), klasse: "getal" }, { tekst: "Verschil", klasse: "getal" }, { tekst: "Vergelijkbaar" }],
      rijen.map((r) => ({ cellen: [naamVan(P.aanbieders, r.aanbieder), getal(r.aantal, 0), getal(r.mediaan, 1), getal(r.vorig, 1),
        r.verschil === null ? "–" : metTeken(r.verschil, 1), genoeg.includes(r) ? "ja" : "nee, te weinig"],
      klasse: r.aanbieder === k.aanbieder ? "totaal" : "" })));
  }

  function toonOptijd(k, tekst) {
    const rijen = DATA.termijn.filter((r) => r.wet === k.wet && r.jaar === k.jaar && r.gemeente === k.gemeente && r.aanbieder === k.aanbieder && r.totaal > 0);
    const maanden = uniek(rijen, "maand").sort((a, b) => a - b);
    const noot = document.getElementById("noot-optijd");
    noot.textContent = "";
    if (!rijen.length) {
      leeg("optijd", "Voor deze selectie zijn in " + k.jaar + " geen starts of beëindigingen gemeld.");
      tabel("optijd", "", [], []);
      return {};
    }
    const punten = rijen.map((r) => Object.assign({ soort: SOORTEN[r.termijn], op_tijd: r.op_tijd, totaal: r.totaal,
      percentage: 100 * r.op_tijd / r.totaal }, maandVelden(r.maand)));
    const normen = new Map();
    Object.keys(SOORTEN).forEach((t) => {
      const norm = P.normen[t + "_" + k.wet];
      if (norm !== undefined) normen.set(norm, (normen.get(norm) || []).concat(SOORTEN[t]));
    });
    teken("optijd", { rijen: punten, normen: [...normen].map(([norm, soorten]) =>
      ({ norm: norm, tekst: "norm " + getal(norm, norm % 1 ? 1 : 0) + "%" + (normen.size > 1 ? " " + soorten.join(", ") : "") })) },
    "Lijngrafiek: percentage op tijd gemeld per maand. " + tekst + " De tabel eronder geeft dezelfde cijfers.");
    noot.textContent = "Stippellijn: de norm per aanbieder." + voorlopigNoot(maanden) +
      (rijen.some((r) => r.totaal < 10) ? " Let op: in sommige maanden gaat het om minder dan 10 berichten; dan schommelt het percentage sterk." : "");
    const totalen = {};
    const regels = Object.keys(SOORTEN).flatMap((termijn) => {
      const eigen = new Map(rijen.filter((r) => r.termijn === termijn).map((r) => [r.maand, r]));
      if (!eigen.size) return [];
      const som = (naam) => [...eigen.values()].reduce((totaal, r) => totaal + r[naam], 0);
      totalen[termijn] = { op_tijd: som("op_tijd"), totaal: som("totaal") };
      const cel = (r, doe) => r === undefined ? "–" : doe(r);
      const regel = (naam, doe, klasse) => ({ klasse: klasse, cellen: [SOORTEN[termijn] + ": " + naam, ...maanden.map((m) => cel(eigen.get(m), doe)), doe(totalen[termijn])] });
      return [regel("gemeld", (r) => getal(r.totaal, 0)), regel("op tijd", (r) => getal(r.op_tijd, 0)),
        regel("op tijd (%)", (r) => getal(100 * r.op_tijd / r.totaal, 1))];
    });
    tabel("optijd", "Berichten naar de maand van dagtekening. " + tekst,
      [{ tekst: "Bericht" }, ...maandKoppen(maanden), { tekst: "Jaar tot nu", klasse: "getal totaal" }], regels);
    return totalen;
  }

  function toonKerncijfers(k, plekken, optijd) {
    const vak = (waarde, tekst) => maak("div", {}, maak("strong", {}, waarde), maak("span", {}, tekst));
    const deel = (termijn, naam) => {
      const t = optijd[termijn];
      const norm = P.normen[termijn + "_" + k.wet];
      const oordeel = !t || norm === undefined ? "" : 100 * t.op_tijd / t.totaal >= norm ? " ✓ haalt norm " + getal(norm, 0) + "%" : " ▲ onder norm " + getal(norm, 0) + "%";
      return vak(t ? getal(100 * t.op_tijd / t.totaal, 1) + "%" : "–", naam + " op tijd gemeld in " + k.jaar + (t ? " (" + getal(t.op_tijd, 0) + " van " + getal(t.totaal, 0) + ")" : "") + oordeel);
    };
    const tot = plekken ? " t/m " + P.maanden.lang[maandIndex(plekken.maand)] + " " + k.jaar + (voorlopig(plekken.maand) ? ", voorlopig" : "") : " in " + k.jaar;
    document.getElementById("kerncijfers").replaceChildren(
      vak(plekken ? getal(plekken.plekken, 1) : "–", "plekken" + tot),
      vak(plekken ? getal(plekken.clienten, 0) : "–", "unieke cliënten" + tot),
      deel("305_5WD", "starts"), deel("307_5WD", "beëindigingen"));
  }

  function toon() {
    const k = keuze();
    const gekozen = (naam) => veld[naam].options[veld[naam].selectedIndex].textContent;
    const tekst = gekozen("wet") + ", " + k.jaar + ", " + gekozen("gemeente") + ", " + gekozen("aanbieder") + ".";
    document.getElementById("selectie").textContent = "U ziet: " + tekst;
    const plekken = toonPlekken(k, tekst);
    toonDoorlooptijd(k, tekst);
    toonKerncijfers(k, plekken, toonOptijd(k, tekst));
  }

  function wijzig() {
    vulFilters(keuze());
    history.replaceState(null, "", "#" + new URLSearchParams(keuze()));
    toon();
  }

  KEUZES.forEach((naam) => veld[naam].addEventListener("change", wijzig));
  document.querySelector(".filters").addEventListener("reset", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    vulFilters({});
    wijzig();
  });
  document.querySelector(".filters").addEventListener("submit", (gebeurtenis) => gebeurtenis.preventDefault());
  window.addEventListener("hashchange", () => { vulFilters(uitAdres()); toon(); });
  vulFilters(uitAdres());
  toon();
})();
