// 先选镇，再选村: the long list of villages is shown one town at a time; without JavaScript it stands under its towns.
(() => {
  "use strict";
  const villages = document.querySelector("select[data-towns]");
  if (!villages) return;
  const groups = [...villages.querySelectorAll("optgroup")];
  const towns = document.createElement("select");
  towns.id = "id_town";
  towns.append(new Option(villages.options[0].text, ""), ...groups.map((group) => new Option(group.label, group.label)));
  const label = document.createElement("label");
  label.className = "field-label";
  label.htmlFor = towns.id;
  label.textContent = villages.dataset.towns;
  const field = document.createElement("div");
  field.className = "field";
  field.append(label, towns);
  villages.closest(".field").before(field);
  const show = (village) => {
    groups.forEach((group) => group.remove());
    villages.append(...groups.filter((group) => group.label === towns.value));
    villages.value = village;
  };
  const chosen = villages.selectedOptions[0].closest("optgroup");
  towns.value = chosen ? chosen.label : "";
  show(villages.value);
  towns.addEventListener("change", () => show(""));
})();
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
      box.querySelector("[data-located]").hidden = false;
    }, () => { said.textContent = said.dataset.failed; }, { timeout: 10000 });
  });
})();
