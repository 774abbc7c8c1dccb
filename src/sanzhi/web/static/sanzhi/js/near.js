// 就近: asks the phone where it is, rounded to about a hundred metres, and sends it once; without it one chooses a village.
(() => {
  "use strict";
  const form = document.querySelector("form[data-near]");
  if (!form || !navigator.geolocation) return;
  const said = form.querySelector("[role=status]");
  form.hidden = false;
  form.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.elements.latitude.value = coords.latitude.toFixed(3);
      form.elements.longitude.value = coords.longitude.toFixed(3);
      form.submit();
    }, () => { said.textContent = said.dataset.failed; }, { timeout: 10000 });
  });
})();
