/* Makes every block of the page for the reader's selection: one sheet, shown as table and chart, and downloaded.
   Names come from data: only textContent, never innerHTML. Figures come from scripts in data/, since a browser refuses
   fetch on file://. */
(function () {
  "use strict";
  const P = window.PEILSTOK;
  const PAGINA = P.pagina;
  const ALLE = P.alle;
  const WETTEN = { Jw: "Jeugdwet (Jw)", Wmo: "Wmo" };
  const KEUZES = ["wet", "jaar", "maand", "gemeente", "aanbieder", "zorgterrein"];
  const NAAM_VAN_FILTER = { gemeente: "gemeente", aanbieder: "aanbieder", zorgterrein: "zorgterrein", maand: "maand" };

  /* --- text --- */
  const getal = (waarde, decimalen) => waarde === null || waarde === undefined ? "–" : waarde.toLocaleString("nl-NL",
    { minimumFractionDigits: decimalen, maximumFractionDigits: decimalen }).replace("-", "\u2212");
  const schrijf = (waarde, maat) => typeof waarde === "string" ? waarde : (maat.met_plus && waarde > 0 ? "+" : "") + getal(waarde, maat.decimalen);
  const metEenheid = (waarde, maat) => waarde === null || waarde === undefined ? "–"
    : maat.eenheid === "€" ? "€ " + schrijf(waarde, maat) : schrijf(waarde, maat) + (maat.eenheid === "%" ? "%" : maat.eenheid ? " " + maat.eenheid : "");
  const kopVan = (maat) => maat.naam + (["%", "€"].includes(maat.eenheid) ? " (" + maat.eenheid + ")" : "");
  const hoofdletter = (tekst) => tekst.charAt(0).toUpperCase() + tekst.slice(1);
  const maandKort = (maand) => P.maanden.kort[maand % 100 - 1];
  const maandLang = (maand) => P.maanden.lang[maand % 100 - 1] + " " + Math.floor(maand / 100);
  const uniek = (lijst) => [...new Set(lijst)];

  function maak(soort, eigenschappen, ...kinderen) {
    const element = document.createElement(soort);
    Object.entries(eigenschappen || {}).forEach(([naam, waarde]) => element.setAttribute(naam, waarde));
    element.append(...kinderen);
    return element;
  }

  const PRODUCT = new Map(P.producten.map(([wet, code, naam]) => [wet + "|" + code, naam]));
  function naamVan(kolom, code, k) {
    if (code === null) return "zonder " + kolom;
    if (code === "_ONBEKEND") return "onbekend";
    if (kolom === "aanbieder_agb") return P.aanbieders[code] || code;
    if (kolom === "gemeente_code") return P.gemeenten[code] || code;
    if (kolom === "productcode") return PRODUCT.has(k.wet + "|" + code) ? code + " - " + PRODUCT.get(k.wet + "|" + code) : code;
    return code;
  }

  /* --- selection: in the address, so that a colleague can be sent exactly this view, and along to the other pages --- */
  const veld = Object.fromEntries(KEUZES.map((naam) => [naam, document.getElementById("filter-" + naam)]));
  let keuze = {};

  const uitAdres = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

  /* A wish from the address or the filters, completed to a selection that exists. An unknown code stays: the page then
     says that there are no figures, instead of silently showing another selection. */
  function volledig(wens) {
    const wetten = Object.keys(P.keuzes);
    const k = Object.assign({}, wens);
    k.wet = wetten.includes(wens.wet) ? wens.wet : wetten[0];
    const jaren = P.keuzes[k.wet].jaren;
    const gewoon = Object.keys(jaren).filter((j) => jaren[j] > 0).pop() || Object.keys(jaren).pop();
    k.jaar = Number(jaren[wens.jaar] === undefined ? gewoon : wens.jaar);
    k.maand = Number(wens.maand) >= 1 && Number(wens.maand) <= (jaren[k.jaar] || 0) ? Number(wens.maand) : 0;
    ["gemeente", "aanbieder", "zorgterrein"].forEach((naam) => { k[naam] = /^\w+$/.test(wens[naam] || "") || naam === "zorgterrein" && wens[naam] ? wens[naam] : ALLE; });
    return k;
  }

  function adres(k) {
    const delen = new URLSearchParams();
    Object.entries(k).forEach(([naam, waarde]) => { if (waarde && waarde !== ALLE) delen.set(naam, waarde); });
    return "#" + delen;
  }

  function vulFilters() {
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

  /* Only what the page filters on: what it carries along for other pages is not part of what it shows. */
  function selectieTekst(k) {
    const tekst = { wet: WETTEN[k.wet] || k.wet, jaar: k.jaar + (k.maand && veld.maand ? " tot en met " + P.maanden.lang[k.maand - 1] : ""),
      gemeente: k.gemeente === ALLE ? "alle gemeenten" : naamVan("gemeente_code", k.gemeente, k),
      aanbieder: k.aanbieder === ALLE ? "alle aanbieders" : naamVan("aanbieder_agb", k.aanbieder, k),
      zorgterrein: k.zorgterrein === ALLE ? "alle zorgterreinen" : naamVan("zorgterrein", k.zorgterrein, k) };
    return PAGINA.filters.filter((naam) => naam !== "maand").map((naam) => tekst[naam]).join(", ");
  }

  /* What the page does not filter on is not applied either: the figures must be those that the words say. */
  function toegepast(k) {
    const uit = Object.assign({}, k);
    ["gemeente", "aanbieder", "zorgterrein"].filter((naam) => !PAGINA.filters.includes(naam)).forEach((naam) => { uit[naam] = ALLE; });
    if (!PAGINA.filters.includes("maand")) uit.maand = 0;
    return uit;
  }

  /* --- figures: parts are scripts, loaded when they are chosen --- */
  const beloftes = new Map();
  function laad(deel) {
    if (!PAGINA.delen.includes(deel)) return Promise.resolve();
    if (!beloftes.has(deel)) {
      beloftes.set(deel, new Promise((klaar, mis) => {
        const script = maak("script", { src: "data/" + PAGINA.naam + "/" + deel + ".js" });
        script.addEventListener("load", klaar);
        script.addEventListener("error", () => { beloftes.delete(deel); mis(new Error(deel)); });
        document.head.append(script);
      }));
    }
    return beloftes.get(deel);
  }

  const gelezen = new Map();
  function rijenVanDeel(deel, bron) {
    const sleutel = deel + "|" + bron;
    if (!gelezen.has(sleutel)) {
      const kolommen = (P.delen[deel] || {})[bron];
      const namen = Object.keys(kolommen || {});
      const waarden = namen.map((naam) => Array.isArray(kolommen[naam]) ? kolommen[naam] : kolommen[naam].i.map((i) => kolommen[naam].w[i]));
      const rijen = (waarden[0] || []).map((_, n) => Object.fromEntries(namen.map((naam, i) => [naam, waarden[i][n]])));
      gelezen.set(sleutel, { namen: namen, rijen: rijen });
    }
    return gelezen.get(sleutel);
  }

  /* The zorgterreinen of a value of `kolom` (a product or inkoopcategorie), for sources that do not have them. */
  function terreinenVan(kolom, code, wet) {
    const plaats = { productcode: 1, inkoopcategorie: 3 }[kolom];
    return P.producten.filter((p) => p[0] === wet && p[plaats] === code).map((p) => p[4]);
  }

  /* The rows of the block's source in the selection, all years still in it, and what could not be applied. */
  function selecteer(blok, k) {
    const perAanbieder = rijenVanDeel(k.wet + "-" + k.aanbieder, blok.bron);
    const deel = perAanbieder.namen.length ? perAanbieder : rijenVanDeel(k.wet, blok.bron);
    let rijen = deel.rijen;
    const noten = [];
    ["gemeente", "aanbieder", "zorgterrein"].forEach((naam) => {
      const kolom = P.kolomVanFilter[naam];
      if (deel.namen.includes(kolom)) {
        if (kolom !== blok.rij) rijen = rijen.filter((r) => r[kolom] === k[naam]);
      } else if (k[naam] !== ALLE && rijen.length) {
        if (naam === "zorgterrein" && ["productcode", "inkoopcategorie"].includes(blok.rij)) {
          rijen = rijen.filter((r) => terreinenVan(blok.rij, r[blok.rij], k.wet).includes(k.zorgterrein));
          noten.push("Een totaal per zorgterrein is er niet: unieke aantallen en aandelen tellen niet op.");
        } else {
          noten.push("Deze cijfers zijn er niet per " + NAAM_VAN_FILTER[naam] + "; u ziet het geheel.");
        }
      }
    });
    if (k.maand && deel.namen.includes("jaar")) noten.push("Dit zijn cijfers over het jaar; de keuze van een maand werkt hier niet.");
    return { rijen: rijen, noten: noten, perMaand: deel.namen.includes("maand"), tijdloos: !deel.namen.includes("maand") && !deel.namen.includes("jaar") };
  }

  /* --- the sheet of a block: columns, and rows of cells (waarde, maat) --- */
  function maakBlad(blok, k) {
    const { rijen, noten, perMaand, tijdloos } = selecteer(blok, k);
    const tot = k.jaar * 100 + (k.maand || 12);
    const inJaar = (r, jaar) => tijdloos ? true : perMaand ? Math.floor(r.maand / 100) === jaar && r.maand % 100 <= tot % 100 : r.jaar === jaar;
    const ditJaar = rijen.filter((r) => inJaar(r, k.jaar));
    const vorig = rijen.filter((r) => inJaar(r, k.jaar - 1));
    const blad = { kop: blok.rijkop || "Wat", kolommen: [], rijen: [], punten: [], noten: noten, voorlopig: false, deels: false, periode: "", perMaand: perMaand };
    if (!ditJaar.length) return blad;
    const maten = blok.maatkeuze ? [gekozenMaat(blok, k)] : blok.maten;
    const bouw = { maand: overMaanden, maat: overMaten, jaren: overJaren, rijen: overRijen }[blok.over];
    bouw(blok, blad, maten, ditJaar, vorig, k, perMaand);
    const stand = ditJaar.filter((r) => blok.over !== "maat" || !perMaand || r.maand === blad.laatste).map((r) => Boolean(r.voorlopig));
    blad.voorlopig = stand.some(Boolean);
    blad.deels = blad.voorlopig && !stand.every(Boolean);
    if (blad.voorlopig && blok.soort !== "kerncijfers") noten.push(!blad.deels ? "Alle cijfers zijn voorlopig: er komen nog late meldingen en correcties binnen."
      : "* = voorlopig" + (["lijn", "staven"].includes(blok.soort) ? "; in de grafiek een open teken of lichte staaf" : "") + ".");
    const noemers = uniek(maten.map((m) => m.noemer).filter(Boolean));
    if (noemers.some((n) => ditJaar.some((r) => r[n] < P.warnNoemer))) noten.push("Let op: soms gaat het om minder dan "
      + P.warnNoemer + " gevallen; dan schommelt een percentage sterk.");
    return blad;
  }

  const gekozenMaat = (blok, k) => blok.maten.find((m) => m.kolom === k["maat." + blok.id]) || blok.maten[0];
  const waardeVan = (r, maat) => r === undefined || r[maat.kolom] === undefined ? null : r[maat.kolom];

  function rijNaam(blok, code, k) {
    if (code === ALLE) return blok.totaalnaam;
    const gegeven = blok.namen.find(([waarde]) => waarde === code);
    return gegeven ? gegeven[1] : naamVan(blok.rij, code, k);
  }

  /* Rows by name where the block names them, else the largest first; the total last. */
  function volgorde(blok, codes, grootte) {
    const plaats = (code) => code === ALLE ? 1e6 : blok.namen.length ? blok.namen.findIndex(([waarde]) => waarde === code) : 0;
    return codes.sort((a, b) => plaats(a) - plaats(b) || grootte(b) - grootte(a) || String(a).localeCompare(String(b)));
  }

  function perCode(blok, rijen) {
    const uit = new Map();
    rijen.forEach((r) => {
      const code = blok.rij ? r[blok.rij] : ALLE;
      if (!uit.has(code)) uit.set(code, []);
      uit.get(code).push(r);
    });
    return uit;
  }

  function overMaanden(blok, blad, maten, ditJaar, vorig, k) {
    const maanden = uniek(ditJaar.map((r) => r.maand)).sort((a, b) => a - b);
    blad.laatste = maanden[maanden.length - 1];
    const los = new Map(maanden.map((m) => [m, ditJaar.some((r) => r.maand === m && r.voorlopig)]));
    blad.kolommen = maanden.map((m) => ({ tekst: maandKort(m) + (los.get(m) ? "*" : ""), lang: maandLang(m) + (los.get(m) ? "*" : "") }));
    if (blok.totaal) blad.kolommen.push({ tekst: blok.totaalkop, lang: blok.totaalkop, totaal: true });
    const groepen = perCode(blok, ditJaar);
    const laatsteWaarde = (code) => { const r = groepen.get(code).find((rij) => rij.maand === blad.laatste); return waardeVan(r, maten[0]) || 0; };
    const totaal = (eigen, maat) => {
      if (blok.totaal === "laatste") return waardeVan(eigen.find((r) => r.maand === blad.laatste), maat);
      const som = (kolom) => eigen.reduce((t, r) => t + (r[kolom] || 0), 0);
      return maat.teller ? (som(maat.noemer) ? 100 * som(maat.teller) / som(maat.noemer) : null) : som(maat.kolom);
    };
    volgorde(blok, [...groepen.keys()], laatsteWaarde).forEach((code) => maten.forEach((maat) => {
      const eigen = groepen.get(code);
      const bij = new Map(eigen.map((r) => [r.maand, r]));
      const naam = !blok.rij ? kopVan(maat) : rijNaam(blok, code, k) + (maten.length > 1 ? ": " + kopVan(maat) : "");
      const cellen = maanden.map((m) => ({ waarde: waardeVan(bij.get(m), maat), maat: maat }));
      if (blok.totaal) cellen.push({ waarde: totaal(eigen, maat), maat: maat });
      blad.rijen.push({ naam: naam, som: blok.rij !== "" && code === ALLE, cellen: cellen });
      if (maat.alleen_tabel) return;
      maanden.filter((m) => waardeVan(bij.get(m), maat) !== null).forEach((m) => blad.punten.push({
        reeks: naam, som: blok.rij !== "" && code === ALLE, maand: maandKort(m), maand_lang: maandLang(m), waarde: maat.teken * bij.get(m)[maat.kolom],
        tekst: metEenheid(bij.get(m)[maat.kolom], maat), voorlopig: Boolean(bij.get(m).voorlopig),
        stand: bij.get(m).voorlopig ? "voorlopig" : "definitief", norm: blok.norm ? bij.get(m)[blok.norm] : null }));
    }));
  }

  function overMaten(blok, blad, maten, ditJaar, vorig, k, perMaand) {
    blad.laatste = perMaand ? Math.max(...ditJaar.map((r) => r.maand)) : 0;
    blad.periode = perMaand ? maandLang(blad.laatste) : String(k.jaar);
    const nu = perMaand ? ditJaar.filter((r) => r.maand === blad.laatste) : ditJaar;
    const toen = perMaand ? vorig.filter((r) => r.maand === blad.laatste - 100) : vorig;
    const groepen = perCode(blok, nu);
    const eerder = perCode(blok, toen);
    const gemengd = nu.some((r) => r.voorlopig) && !nu.every((r) => r.voorlopig);
    blad.kolommen = blok.rij ? maten.map((m) => ({ tekst: kopVan(m), lang: kopVan(m) })) : [{ tekst: hoofdletter(blad.periode), lang: hoofdletter(blad.periode) }];
    const maatVoorGrootte = blok.punten ? maten.find((m) => m.kolom === blok.punten.grootte) : maten[0];
    volgorde(blok, [...groepen.keys()], (code) => waardeVan(groepen.get(code)[0], maatVoorGrootte) || 0).forEach((code) => {
      const r = groepen.get(code)[0];
      const v = (eerder.get(code) || [])[0];
      const cel = (maat) => ({ waarde: waardeVan(r, maat), vorig: waardeVan(v, maat), maat: vanRij(r, maat), norm: blok.norm ? r[blok.norm] : null });
      const ster = gemengd && r.voorlopig ? "*" : "";
      if (blok.rij) blad.rijen.push({ naam: rijNaam(blok, code, k) + ster, code: code, som: code === ALLE, bron: r,
        gekozen: blok.rij === "aanbieder_agb" && code === k.aanbieder && code !== ALLE, cellen: maten.map(cel) });
      else maten.forEach((maat) => blad.rijen.push({ naam: kopVan(maat) + ster, bron: r, cellen: [cel(maat)] }));
    });
  }

  /* Figures of a row in the decimals of that row, where the source gives them. */
  const vanRij = (r, maat) => maat.decimalen && r.decimalen !== undefined ? Object.assign({}, maat, { decimalen: r.decimalen }) : maat;

  function overRijen(blok, blad, maten, ditJaar, vorig, k) {
    blad.kolommen = maten.map((m) => ({ tekst: kopVan(m), lang: kopVan(m), tekstkolom: ditJaar.every((r) => typeof r[m.kolom] !== "number") }));
    const gemengd = ditJaar.some((r) => r.voorlopig) && !ditJaar.every((r) => r.voorlopig);
    blad.rijen = ditJaar.map((r) => ({ naam: rijNaam(blok, r[blok.rij], k) + (gemengd && r.voorlopig ? "*" : ""), bron: r,
      cellen: maten.map((m) => ({ waarde: waardeVan(r, m), maat: vanRij(r, m) })) }));
  }

  function overJaren(blok, blad, maten, ditJaar, vorig, k) {
    const jaren = [[k.jaar - 1, vorig], [k.jaar, ditJaar]];
    blad.kolommen = jaren.flatMap(([jaar, rijen]) => maten.map((m) => {
      const tekst = jaar + (rijen.some((r) => r.voorlopig) ? "*" : "") + " " + kopVan(m).toLowerCase();
      return { tekst: tekst, lang: tekst };
    }));
    const groepen = jaren.map(([, rijen]) => perCode(blok, rijen));
    volgorde(blok, uniek(groepen.flatMap((g) => [...g.keys()])), (code) => waardeVan((groepen[1].get(code) || [])[0], maten[0]) || 0).forEach((code) =>
      blad.rijen.push({ naam: blok.rij ? rijNaam(blok, code, k) : blok.titel, som: blok.rij !== "" && code === ALLE,
        cellen: groepen.flatMap((g) => maten.map((m) => ({ waarde: waardeVan((g.get(code) || [])[0], m), maat: m }))) }));
  }

  /* --- showing a sheet --- */
  const deelVan = (blok, soort) => document.getElementById(soort + "-" + blok.id);

  function toonTabel(blok, blad, bijschrift) {
    const kop = maak("tr", {}, maak("th", { scope: "col" }, blad.kop), ...blad.kolommen.map((kolom) =>
      maak("th", { scope: "col", class: (kolom.tekstkolom ? "" : "getal") + (kolom.totaal ? " totaal" : "") }, kolom.tekst)));
    const lijf = blad.rijen.map((rij) => maak("tr", { class: rij.som ? "som" : rij.gekozen ? "gekozen" : "" },
      maak("th", { scope: "row" }, rij.naam + (rij.gekozen ? " (gekozen)" : "")), ...rij.cellen.map((cel, i) =>
        maak("td", { class: (typeof cel.waarde === "string" || blad.kolommen[i].tekstkolom ? "tekst" : "getal") + (blad.kolommen[i].totaal ? " totaal" : "") }, schrijf(cel.waarde, cel.maat)))));
    deelVan(blok, "tabel").replaceChildren(maak("table", {}, maak("caption", {}, maak("span", {}, bijschrift)), maak("thead", {}, kop), maak("tbody", {}, ...lijf)));
  }

  function toonKerncijfers(blok, blad) {
    deelVan(blok, "tegels").replaceChildren(...blad.rijen.flatMap((rij) => rij.cellen.map((cel) => {
      const naam = blok.rij ? rij.naam.replace("*", "") + " " + cel.maat.naam : cel.maat.naam;
      const delen = [maak("dt", {}, hoofdletter(naam)), maak("dd", { class: "waarde" }, metEenheid(cel.waarde, cel.maat))];
      if (cel.norm !== null && cel.norm !== undefined && cel.waarde !== null) delen.push(maak("dd", { class: "oordeel" },
        (cel.waarde >= cel.norm ? "✓ haalt de norm van " : "▲ onder de norm van ") + getal(cel.norm, cel.norm % 1 ? 1 : 0) + cel.maat.eenheid));
      if (cel.vorig !== null) delen.push(maak("dd", {}, (blad.perMaand ? "een jaar eerder: " : "in heel " + (blad.k.jaar - 1) + ": ") + metEenheid(cel.vorig, cel.maat)));
      return maak("div", {}, ...delen);
    })));
  }

  /* On which side of its mark a name fits, or "" where it would run into the name of a larger one (a tooltip has it). */
  function naamKanten(punten) {
    const bereik = (naam) => { const w = punten.map((p) => p[naam]); return [Math.min(...w), Math.max(...w) - Math.min(...w) || 1]; };
    const [x0, dx] = bereik("x");
    const [y0, dy] = bereik("y");
    const bezet = [];
    punten.forEach((p) => {
      const plek = { x: (p.x - x0) / dx, y: (p.y - y0) / dy };
      const botst = bezet.some((b) => Math.abs(b.x - plek.x) < 0.2 && Math.abs(b.y - plek.y) < 0.05);
      p.naam = !p.uitgelicht || botst ? "" : p.reeks;
      p.naam_kant = plek.x > 0.5 ? "links" : "rechts";
      if (p.naam) bezet.push(plek);
    });
  }

  function punten(blok, blad, k) {
    if (blok.soort === "puntenwolk") {
      const a = blok.punten;
      const los = blad.rijen.filter((rij) => !rij.som);
      const uit = los.filter((rij) => a.minimum.every((kolom) => rij.bron[kolom] >= P.minAantal) && rij.bron[a.x] !== null && rij.bron[a.y] !== null)
        .map((rij) => Object.assign(Object.fromEntries(rij.cellen.map((cel) => [cel.maat.kolom, metEenheid(cel.waarde, cel.maat)])), {
          reeks: rij.naam, x: rij.bron[a.x], y: rij.bron[a.y], n: rij.bron[a.grootte], uitgelicht: k.aanbieder === ALLE || rij.gekozen,
          richting: rij.bron[a.y] > 0 ? a.boven : rij.bron[a.y] < 0 ? a.onder : "gelijk" }));
      naamKanten(uit);
      if (uit.length) blad.noten.unshift(uit.filter((p) => p.y > 0).length + " van " + uit.length + ": " + a.boven + "."
        + (los.length > uit.length ? " " + (los.length - uit.length) + " niet in de grafiek: minder dan " + P.minAantal + "; zie de tabel." : ""));
      return { rijen: uit, reeksen: [] };
    }
    if (blok.soort === "spreiding") {
      const namen = ["waarde", "laagste", "kwart", "mediaan", "driekwart", "hoogste"];
      const uit = blad.rijen.filter((rij) => rij.bron.mediaan !== null && rij.bron.waarde !== null).map((rij) => {
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
      if (uit.length) blad.noten.unshift("Vergeleken met " + uniek(uit.map((p) => p.vergeleken_met)).join("; ") + ", deze meegerekend.");
      if (zonder && uit.length) blad.noten.unshift(zonder + " niet in de grafiek: te weinig aanbieders met ten minste " + P.minAantal + " gevallen om mee te vergelijken.");
      return { rijen: uit, reeksen: [] };
    }
    if (blok.soort === "waterval") {
      let stand = 0;
      const uit = blad.rijen.map((rij, i) => {
        const w = rij.cellen[0].waarde || 0;
        const eind = i === 0 || i === blad.rijen.length - 1;
        const van = eind ? 0 : stand;
        stand = eind ? w : stand + w;
        return { reeks: rij.cellen[0].maat.naam, van: van, tot: stand, boven: Math.max(van, stand), tekst: metEenheid(w, rij.cellen[0].maat),
          richting: eind ? "stand" : w >= 0 ? "erbij" : "eraf" };
      });
      return { rijen: uit, reeksen: [] };
    }
    const los = blad.punten.some((p) => !p.som) ? blad.punten.filter((p) => !p.som) : blad.punten;
    const reeksen = uniek(los.map((p) => p.reeks));
    const getoond = reeksen.slice(0, P.reeksenMax);
    if (reeksen.length > getoond.length) blad.noten.unshift("De grafiek toont de " + getoond.length + " grootste van " + reeksen.length + "; de tabel toont ze alle.");
    return { rijen: los.filter((p) => getoond.includes(p.reeks)), reeksen: getoond };
  }

  function normen(blok, blad) {
    const per = new Map();
    blad.punten.filter((p) => p.norm !== null && p.norm !== undefined).forEach((p) => per.set(p.norm, (per.get(p.norm) || new Set()).add(p.reeks)));
    return [...per].map(([norm, reeksen]) => ({ norm: norm, tekst: "norm " + getal(norm, norm % 1 ? 1 : 0) + "%" + (per.size > 1 ? " " + [...reeksen].join(", ") : "") }));
  }

  function toonGrafiek(blok, blad, k, omschrijving) {
    const doel = deelVan(blok, "grafiek");
    const { rijen, reeksen } = punten(blok, blad, k);
    if (!rijen.length) {
      doel.replaceChildren(maak("p", { class: "leeg" }, "Er is te weinig om in een grafiek te vergelijken; de tabel toont wat er is."));
      return Promise.resolve();
    }
    const spec = structuredClone(blok.grafieken[blok.maatkeuze ? blok.maten.indexOf(gekozenMaat(blok, k)) : 0]);
    spec.params = [{ name: "reeksen", value: reeksen }];
    spec.datasets = { rijen: rijen };
    if (blok.soort === "spreiding") spec.height = 72 * rijen.length;
    const heeftNorm = blok.norm && (!blok.maatkeuze || gekozenMaat(blok, k).eenheid === "%");
    if (blok.norm) spec.datasets.normen = heeftNorm ? normen(blok, blad) : [];
    spec.layer = spec.layer.filter((laag) => !laag.data || spec.datasets[laag.data.name].length);
    spec.description = omschrijving;
    spec.config.legend.columns = doel.clientWidth < 600 ? 1 : 4;
    doel.replaceChildren();
    return window.vegaEmbed(doel, spec, { actions: false, renderer: "svg", formatLocale: P.locale.getal, timeFormatLocale: P.locale.tijd })
      .catch(() => doel.replaceChildren(maak("p", { class: "leeg" }, "De grafiek kan in deze browser niet worden getekend. De tabel toont dezelfde cijfers.")));
  }

  function toonBlok(blok, k) {
    const blad = maakBlad(blok, k);
    const leeg = !blad.rijen.length;
    const selectie = selectieTekst(k) + (blad.periode ? ", " + blad.periode : "");
    const sectie = deelVan(blok, "blok");
    sectie.classList.toggle("is-leeg", leeg);
    deelVan(blok, "leeg").textContent = leeg ? blok.leeg : "";
    if (blok.bestand) {
      deelVan(blok, "bestand").hidden = leeg;
      if (!leeg) deelVan(blok, "bestand").href = blok.bestand.replace("{aanbieder}", k.aanbieder);
    }
    bladen.set(blok.id, Object.assign(blad, { selectie: selectie, blok: blok, k: k }));
    let getekend = Promise.resolve();
    if (leeg) {
      ["grafiek", "tabel", "tegels"].forEach((soort) => { if (deelVan(blok, soort)) deelVan(blok, soort).replaceChildren(); });
    } else if (blok.soort === "kerncijfers") {
      toonKerncijfers(blok, blad);
      deelVan(blok, "periode").textContent = hoofdletter(blad.periode) + (blad.voorlopig ? " (voorlopig)." : ".");
    } else {
      const wat = blok.maatkeuze ? kopVan(gekozenMaat(blok, k)) + ". " : "";
      toonTabel(blok, blad, wat + selectie + ".");
      if (deelVan(blok, "grafiek") && !sectie.hidden) getekend = toonGrafiek(blok, blad, k, "Grafiek: " + blok.titel + ". " + wat + selectie + ". De tabel geeft dezelfde cijfers.");
      const lijst = deelVan(blok, "lijst");
      lijst.open = lijst.open || blok.soort !== "spreiding" && blad.rijen.length <= 16;
    }
    deelVan(blok, "noot").textContent = leeg ? "" : blad.noten.join(" ");
    return getekend;
  }

  /* --- downloads: the sheet as it is shown, with what a reader needs to know to use it elsewhere --- */
  const bladen = new Map();

  function regels(blad) {
    const maat = blad.blok.maatkeuze ? gekozenMaat(blad.blok, blad.k) : null;
    const kop = [["Peilstok", blad.blok.titel], ["Selectie", blad.selectie], ...(maat ? [["Maat", kopVan(maat)]] : []), ["Peildatum", P.peildatum], ["Kennisdatum", P.kennisdatum],
      ["Stand", !blad.voorlopig ? "definitief" : blad.deels ? "deels voorlopig (met * gemerkt)" : "voorlopig"],
      ...blad.noten.map((noot) => ["Let op", noot]), []];
    const tabel = [[blad.kop, ...blad.kolommen.map((kolom) => kolom.lang)],
      ...blad.rijen.map((rij) => [rij.naam, ...rij.cellen])];
    return { kop: kop, tabel: tabel };
  }

  function bewaar(inhoud, naam) {
    const adresVan = URL.createObjectURL(inhoud);
    const link = maak("a", { href: adresVan, download: naam });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(adresVan), 10000);
  }

  function alsCsv(blad) {
    const cel = (waarde) => {
      if (waarde !== null && typeof waarde === "object") {
        if (typeof waarde.waarde === "string") return cel(waarde.waarde);
        return waarde.waarde === null ? "" : String(waarde.waarde).replace(".", ",");
      }
      // Text that a spreadsheet would take for a formula gets an apostrophe before it.
      const tekst = /^[=+\-@\t\r]/.test(waarde) ? "'" + waarde : String(waarde);
      return /[";\r\n]/.test(tekst) ? '"' + tekst.replaceAll('"', '""') + '"' : tekst;
    };
    const { kop, tabel } = regels(blad);
    return new Blob(["\ufeff" + [...kop, ...tabel].map((regel) => regel.map(cel).join(";")).join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
  }

  function alsXlsx(blad) {
    const formaat = (maat) => "#,##0" + (maat.decimalen ? "." + "0".repeat(maat.decimalen) : "");
    const cel = (waarde) => waarde !== null && typeof waarde === "object"
      ? waarde.waarde === null ? null : typeof waarde.waarde === "string" ? cel(waarde.waarde) : { value: waarde.waarde, type: Number, format: formaat(waarde.maat) } : { value: String(waarde), type: String };
    const { kop, tabel } = regels(blad);
    const vet = tabel[0].map((tekst) => ({ value: tekst, type: String, fontWeight: "bold" }));
    const data = [...kop.map((regel) => regel.map(cel)), vet, ...tabel.slice(1).map((regel) => regel.map(cel))];
    return window.writeXlsxFile(data, { sheet: "Peilstok", columns: [{ width: 36 }, ...blad.kolommen.map(() => ({ width: 14 }))] }).toBlob();
  }

  async function download(blokId, soort) {
    const blad = bladen.get(blokId);
    const naam = ["peilstok", PAGINA.naam, blokId, blad.k.wet, blad.k.jaar].join("_") + "." + soort;
    bewaar(soort === "csv" ? alsCsv(blad) : await alsXlsx(blad), naam);
  }

  /* --- one provider: which blocks belong to the conversation with it, and whom to choose --- */
  const GESPREKKEN = ["klein", "regulier", "strategisch"];
  function toonGesprek(k) {
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

  /* --- the page --- */
  let beurt = 0;
  async function toon() {
    const deze = ++beurt;
    const k = toegepast(keuze);
    document.body.dataset.klaar = "";
    document.getElementById("selectie").textContent = "U ziet: " + selectieTekst(k) + ".";
    toonGesprek(k);
    document.querySelectorAll("a[data-pagina]").forEach((link) => { link.href = link.dataset.pagina + ".html" + adres(keuze); });
    try {
      await Promise.all([laad(k.wet), laad(k.wet + "-" + k.aanbieder)]);
    } catch (fout) {
      document.getElementById("selectie").textContent = "De cijfers van deze selectie (" + fout.message + ") ontbreken naast deze pagina. Is de hele map gekopieerd?";
      return;
    }
    if (deze !== beurt) return; // the reader chose something else meanwhile
    await Promise.all(PAGINA.blokken.map((blok) => toonBlok(blok, k)));
    if (deze === beurt) document.body.dataset.klaar = "ja";
  }

  function kies(wens) {
    keuze = volledig(wens);
    vulFilters();
    PAGINA.blokken.filter((blok) => blok.maatkeuze).forEach((blok) => { deelVan(blok, "maat").value = gekozenMaat(blok, keuze).kolom; });
    return toon();
  }

  function wijzig(deel) {
    const klaar = kies(Object.assign({}, keuze, deel));
    history.replaceState(null, "", adres(keuze));
    return klaar;
  }

  KEUZES.filter((naam) => veld[naam]).forEach((naam) => veld[naam].addEventListener("change", () => wijzig({ [naam]: veld[naam].value })));
  if (document.getElementById("gesprek")) document.getElementById("gesprek").addEventListener("change", (gebeurtenis) => wijzig({ gesprek: gebeurtenis.target.value }));
  document.querySelector(".filters").addEventListener("reset", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    keuze = {};
    wijzig({});
  });
  document.querySelector(".filters").addEventListener("submit", (gebeurtenis) => gebeurtenis.preventDefault());
  PAGINA.blokken.filter((blok) => blok.maatkeuze).forEach((blok) => deelVan(blok, "maat").addEventListener("change", (gebeurtenis) =>
    wijzig({ ["maat." + blok.id]: gebeurtenis.target.value })));
  document.querySelectorAll("[data-download]").forEach((knop) => knop.addEventListener("click", () => download(knop.dataset.blok, knop.dataset.download)));
  // The address is the selection, so jumping to the figures must not overwrite it.
  document.querySelector(".spring").addEventListener("click", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    document.getElementById("inhoud").focus();
  });
  window.addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((deel) => { deel.open = true; }));
  window.addEventListener("hashchange", () => kies(uitAdres()));
  kies(uitAdres());
})();
