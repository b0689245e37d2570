/* At each figure of a provider's own pages: a link to say that it is not right. */
(function () {
  "use strict";
  const code = location.pathname.split("/")[3];
  document.querySelectorAll(".cijfers section tbody tr:not(.blokkop) > th[scope=row], .cijfers section h3[id]").forEach((plek) => {
    const klein = plek.querySelector("small");
    const naam = plek.id || (klein && plek.matches("th") ? klein : plek).textContent.trim();
    const link = document.createElement("a");
    link.className = "betwist";
    link.href = "/gesprekken/nieuw/" + code + "/?cijfer=" + encodeURIComponent(naam);
    link.textContent = "Klopt dit niet?";
    plek.append(" ", link);
  });
})();
