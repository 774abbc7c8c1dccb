// 定位: fills the hidden coordinates when the phone allows it; without it, words do as well.
(() => {
  "use strict";
  const box = document.querySelector("[data-locate]");
  if (!box || !navigator.geolocation) return;
  const said = box.querySelector("[role=status]");
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      document.getElementById("id_latitude").value = coords.latitude.toFixed(6);
      document.getElementById("id_longitude").value = coords.longitude.toFixed(6);
      said.textContent = said.dataset.done;
    }, () => { said.textContent = said.dataset.failed; }, { timeout: 10000 });
  });
})();
