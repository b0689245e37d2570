/* Shows how far a file is. Without this script the form works as any form. */
(function () {
  "use strict";
  const formulier = document.getElementById("aanleveren");
  const invoer = formulier.querySelector("input[type=file]");
  const balk = document.getElementById("voortgang");
  const knop = formulier.querySelector("button[type=submit]");

  ["dragenter", "dragover"].forEach((soort) => invoer.addEventListener(soort, () => invoer.classList.add("boven")));
  ["dragleave", "drop"].forEach((soort) => invoer.addEventListener(soort, () => invoer.classList.remove("boven")));

  formulier.addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    const verzoek = new XMLHttpRequest();
    balk.hidden = false;
    knop.disabled = true;
    verzoek.upload.addEventListener("progress", (stand) => {
      if (stand.lengthComputable) balk.value = Math.round(100 * stand.loaded / stand.total);
    });
    verzoek.addEventListener("load", () => {
      if (verzoek.status === 200 && verzoek.responseURL !== location.href) return location.assign(verzoek.responseURL);
      // a form with what was wrong: the page itself, as the server wrote it
      const pagina = new DOMParser().parseFromString(verzoek.responseText, "text/html");
      document.getElementById("inhoud").replaceWith(pagina.getElementById("inhoud"));
      const script = document.createElement("script");
      script.src = document.querySelector("script[src$='aanleveren.js']").src;
      document.body.append(script);
      const fout = document.querySelector(".fouten");
      if (fout) fout.closest(".veld").querySelector("input").focus();
    });
    // the connection went: as any form after all
    verzoek.addEventListener("error", () => { knop.disabled = false; balk.hidden = true; formulier.submit(); });
    verzoek.open("POST", location.href);
    verzoek.send(new FormData(formulier));
  });
})();
