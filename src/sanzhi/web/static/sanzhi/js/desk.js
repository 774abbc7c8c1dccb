// 工作台的快捷键和常用语: what app.js leaves to the desk. Everything here can also be done without it.
(() => {
  "use strict";
  const typing = (node) => node.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "x") {
      const box = document.activeElement.closest("tr")?.querySelector("input[type=checkbox]");
      if (box) { event.preventDefault(); box.click(); }
    }
    if (event.key === "?") {
      const box = document.getElementById("keys");
      if (box) { event.preventDefault(); box.showModal(); }
    }
  });

  // 常用语: the chosen text goes behind what was typed; the button that asks the server is not needed then.
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-phrases]").forEach((holder) => {
    const area = document.getElementById(holder.dataset.phrases);
    if (!area) return;
    holder.querySelector("button").hidden = true;
    holder.querySelector("select").addEventListener("change", (event) => {
      const text = event.target.selectedOptions[0].dataset.text;
      if (!text) return;
      area.value = [area.value.trimEnd(), text].filter(Boolean).join("\n");
      event.target.value = "";
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    });
  }));
})();
