/* The page: shows every block for the selection, and again when the reader chooses. */
import { P, PAGINA, maak } from "./basis.js";
import { hoofdletter, kopVan } from "./tekst.js";
import { KEUZES, adres, keuze, selectieTekst, stelIn, toegepast, uitAdres, volledig } from "./selectie.js";
import { VEROUDERD, hoortErbij, laad } from "./delen.js";
import { gekozenMaat } from "./rijen.js";
import { gekozenDuur } from "./stoplicht.js";
import { maakBlad } from "./blad.js";
import { gekozenNaast } from "./matrix.js";
import { deelVan, toonKerncijfers, toonTabel } from "./tabel.js";
import { toonGrafiek } from "./grafiek.js";
import { bladen, download } from "./download.js";
import { veld, vulFilters } from "./filters.js";
import { toonGesprek } from "./gesprek.js";

function toonBlok(blok, k) {
  const blad = maakBlad(blok, k);
  const leeg = !blad.rijen.length;
  // What is not of a year is as it stands now; figures of a whole year have named it already.
  const geldt = blad.geldt || k;
  const selectie = blad.tijdloos ? selectieTekst(geldt, "jaar") + ", stand op " + P.kennisdatum
    : selectieTekst(geldt) + (blad.periode && blad.periode !== String(k.jaar) ? ", " + blad.periode : "");
  const sectie = deelVan(blok, "blok");
  sectie.classList.toggle("is-leeg", leeg);
  sectie.classList.toggle("is-lang", blad.rijen.length > 12);
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
    deelVan(blok, "periode").textContent = hoofdletter(blad.periode) + [[blad.voorlopig, "voorlopig"], [blad.onvolledig, "onvolledig"]].filter(([ja]) => ja).map(([, woord]) => " (" + woord + ")").join("") + ".";
  } else {
    const wat = blok.maatkeuze ? kopVan(gekozenMaat(blok, k)) + ". " : blad.vooraf || "";
    toonTabel(blok, blad, wat + selectie + ".");
    if (deelVan(blok, "grafiek") && !sectie.hidden) getekend = toonGrafiek(blok, blad, k, "Grafiek: " + blok.titel + ". " + wat + selectie + ". De tabel geeft dezelfde cijfers.");
    const lijst = deelVan(blok, "lijst");
    lijst.open = lijst.open || blok.soort !== "spreiding" && blad.rijen.length <= 16;
  }
  deelVan(blok, "noot").textContent = leeg ? "" : blad.noten.join(" ");
  return getekend;
}
/* Says why there are no figures; none that stood here stays, nor can be downloaded. */
function zonderCijfers(...waarom) {
  bladen.clear();
  PAGINA.blokken.forEach((blok) => ["grafiek", "tabel", "tegels", "noot"].forEach((soort) => { if (deelVan(blok, soort)) deelVan(blok, soort).replaceChildren(); }));
  document.body.classList.add("zonder-cijfers");
  document.getElementById("selectie").replaceChildren(...waarom);
}

function meldVerouderd() {
  const knop = maak("button", { type: "button" }, "Opnieuw laden");
  knop.addEventListener("click", () => location.reload());
  zonderCijfers("Sinds u deze pagina opende, zijn er nieuwe cijfers gepubliceerd. Laad de pagina opnieuw om ze te zien. ", knop);
}

let beurt = 0;
async function toon() {
  const deze = ++beurt;
  const k = toegepast(keuze);
  document.body.dataset.klaar = "";
  document.body.classList.remove("zonder-cijfers");
  document.getElementById("selectie").textContent = "U ziet: " + selectieTekst(k) + ".";
  toonGesprek(k);
  document.querySelectorAll("a[data-pagina]").forEach((link) => { link.href = link.dataset.pagina + ".html" + adres(keuze); });
  try {
    await Promise.all([laad(k.wet), laad(k.wet + "-" + k.aanbieder)]);
  } catch (fout) {
    if (fout.message === VEROUDERD) meldVerouderd();
    else if (deze === beurt) zonderCijfers("De cijfers van deze selectie (" + fout.message + ") ontbreken naast deze pagina. Laad haar opnieuw. Helpt dat niet: is de hele map gekopieerd?");
    return;
  }
  if (deze !== beurt) return; // the reader chose something else meanwhile
  await Promise.all(PAGINA.blokken.map((blok) => toonBlok(blok, k)));
  if (deze === beurt) document.body.dataset.klaar = "ja";
}

function kies(wens) {
  if (!hoortErbij(P) || !hoortErbij(PAGINA)) return meldVerouderd();
  stelIn(volledig(wens));
  vulFilters();
  PAGINA.blokken.filter((blok) => blok.maatkeuze).forEach((blok) => { deelVan(blok, "maat").value = gekozenMaat(blok, keuze).kolom; });
  PAGINA.blokken.filter((blok) => blok.soort === "stoplicht").forEach((blok) => { deelVan(blok, "per").value = gekozenDuur(blok, keuze); });
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
  stelIn({});
  wijzig({});
});
document.querySelector(".filters").addEventListener("submit", (gebeurtenis) => gebeurtenis.preventDefault());
PAGINA.blokken.filter((blok) => blok.maatkeuze).forEach((blok) => deelVan(blok, "maat").addEventListener("change", (gebeurtenis) =>
  wijzig({ ["maat." + blok.id]: gebeurtenis.target.value })));
PAGINA.blokken.filter((blok) => blok.soort === "stoplicht").forEach((blok) => deelVan(blok, "per").addEventListener("change", (gebeurtenis) =>
  wijzig({ ["per." + blok.id]: gebeurtenis.target.value })));
/* What stands in a table to choose by is made again with it: the reader stays where he was. */
async function wijzigInTabel(deel, weer) {
  await wijzig(deel);
  const zelfde = document.querySelector(weer);
  if (zelfde) zelfde.focus();
}
document.querySelector("main").addEventListener("click", (gebeurtenis) => {
  const knop = gebeurtenis.target.closest("[data-wijzig]");
  if (knop) wijzigInTabel({ [knop.dataset.wijzig]: knop.dataset.waarde }, "[data-wijzig='" + knop.dataset.wijzig + "'][data-waarde$='" + CSS.escape(knop.dataset.waarde.replace("-", "")) + "']");
});
document.querySelector("main").addEventListener("change", (gebeurtenis) => {
  const code = gebeurtenis.target.dataset.naast;
  if (!code) return;
  const anderen = gekozenNaast(keuze).filter((ander) => ander !== code);
  wijzigInTabel({ naast: (gebeurtenis.target.checked ? anderen.concat(code) : anderen).join("_") }, "[data-naast='" + CSS.escape(code) + "']");
});
document.querySelectorAll("[data-download]").forEach((knop) => knop.addEventListener("click", () => download(knop.dataset.blok, knop.dataset.download)));
// The address is the selection, so jumping to the figures must not overwrite it.
document.querySelector(".spring").addEventListener("click", (gebeurtenis) => {
  gebeurtenis.preventDefault();
  document.getElementById("inhoud").focus();
});
window.addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((deel) => { deel.open = true; }));
/* A table wider than its place says so; one in a closed list is measured when it opens. */
const breedte = new ResizeObserver((gemeten) => requestAnimationFrame(() => gemeten.forEach(({ target }) =>
  target.classList.toggle("schuift", target.scrollWidth > target.clientWidth + 1))));
PAGINA.blokken.filter((blok) => deelVan(blok, "tabel")).forEach((blok) => breedte.observe(deelVan(blok, "tabel")));
window.addEventListener("hashchange", () => kies(uitAdres()));
kies(uitAdres());
