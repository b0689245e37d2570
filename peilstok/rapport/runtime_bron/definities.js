/* The page of definitions: find a word, open what a link points at, and carry the reader's selection back. */
(function () {
  "use strict";
  const zoek = document.getElementById("zoek");
  const delen = [...document.querySelectorAll("main > section, main .groep")];
  const definities = [...document.querySelectorAll(".definitie")].map((deel) => [deel, deel.textContent.toLowerCase()]);

  function filter() {
    const woorden = zoek.value.toLowerCase().split(/\s+/).filter(Boolean);
    let aantal = 0;
    definities.forEach(([deel, tekst]) => {
      deel.hidden = !woorden.every((woord) => tekst.includes(woord));
      if (!deel.hidden) aantal += 1;
    });
    // What is found comes first: a part of the page without it gives way.
    delen.forEach((deel) => { deel.hidden = woorden.length > 0 && !deel.querySelector(".definitie:not([hidden])"); });
    document.getElementById("gevonden").textContent = !woorden.length ? "" : aantal
      ? aantal + " van " + definities.length + " definities." : "Niets gevonden. Probeer een ander woord of een deel ervan.";
  }

  function volgAdres() {
    // The address holds a selection of the other pages (wet=..), or the name of a table here.
    if (location.hash.includes("=")) {
      document.querySelectorAll("a[data-pagina]").forEach((link) => { link.href = link.dataset.pagina + ".html" + location.hash; });
      return;
    }
    const gezocht = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (gezocht && gezocht.classList.contains("definitie") && gezocht.querySelector("details")) gezocht.querySelector("details").open = true;
  }

  if (zoek) zoek.addEventListener("input", filter);
  window.addEventListener("hashchange", volgAdres);
  volgAdres();
  document.body.dataset.klaar = "ja";
})();
