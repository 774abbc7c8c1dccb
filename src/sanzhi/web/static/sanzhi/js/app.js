// What a page may add where JavaScript runs. Every page reads and every form works without it.
// No words are written here: they come from the page, so that they are translated once.
(() => {
  "use strict";
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const typing = (node) => node.closest("input, textarea, select, [contenteditable]");

  // 一次只交一次: a form that was sent is not sent again; coming back by the back button frees it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog") return;
    if (form.dataset.sent) return event.preventDefault();
    if (form.dataset.confirm && !form.dataset.confirmed) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return ask(form, event.submitter);
    }
    if (form.method === "get") return;
    form.dataset.sent = "yes";
    form.classList.add("is-sent");
  }, true);
  const free = (form) => { delete form.dataset.sent; delete form.dataset.confirmed; form.classList.remove("is-sent"); };
  addEventListener("pageshow", () => all("form[data-sent]").forEach(free));
  document.addEventListener("htmx:afterRequest", (event) => all("form[data-sent]", event.target.parentNode || document).forEach(free));

  // 问一句: the question stands on the form; the dialog on the page asks it.
  function ask(form, button) {
    const box = document.getElementById("confirm");
    box.querySelector("h2").textContent = form.dataset.confirm;
    box.returnValue = "no";
    box.onclose = () => {
      if (box.returnValue !== "yes") return;
      form.dataset.confirmed = "yes";
      form.requestSubmit(button || undefined);
    };
    box.showModal();
  }

  // 对话框: a link to a page opens the dialog that holds the same thing.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const box = opener && document.getElementById(opener.dataset.opens);
    if (!box || !box.showModal || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    box.showModal();
  });

  // 打印，以及一批接一批地导入: the same buttons, pressed by the page.
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) print(); });

  // 快捷键: "/" to search, j and k along the rows of a table.
  document.addEventListener("keydown", (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      const search = document.querySelector("[role=search] input");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
    if (event.key === "j" || event.key === "k") {
      const links = [...all("table[data-rows] tbody tr")].map((row) => row.querySelector("a")).filter(Boolean);
      const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
      const next = links[here < 0 ? 0 : here + (event.key === "j" ? 1 : -1)];
      if (next) next.focus();
    }
  });

  // 还可写几字
  const count = (area) => {
    const line = document.getElementById(area.dataset.counter);
    const left = line.dataset.limit - [...area.value].length;
    line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("{n}", Math.abs(left));
    line.classList.toggle("is-over", left < 0);
  };

  // 草稿: kept in this browser only, for seven days, without files and hidden fields; dropped when the page says it is done.
  const WEEK = 7 * 24 * 3600 * 1000;
  const kept = (form) => [...form.elements].filter((e) => e.name && !/^(hidden|file|password|checkbox|radio|submit|button)$/.test(e.type));
  const store = {
    read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: the form still works */ } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  };
  function keepDraft(notice) {
    const form = notice.closest("form");
    const key = "draft:" + notice.dataset.draft;
    const draft = store.read(key);
    const fresh = draft && Date.now() - draft.at < WEEK;
    const empty = kept(form).every((e) => e.tagName === "SELECT" || !e.value);
    if (fresh && empty) {
      kept(form).forEach((e) => { if (e.name in draft.values) e.value = draft.values[e.name]; });
      notice.hidden = false;
    }
    form.addEventListener("input", () => {
      const values = Object.fromEntries(kept(form).map((e) => [e.name, e.value]));
      store.write(key, { at: Date.now(), values });
    });
    notice.querySelector("[data-draft-drop]").addEventListener("click", () => {
      store.drop(key);
      form.reset();
      kept(form).forEach((e) => { e.value = ""; });
      notice.hidden = true;
      all("[data-counter]", form).forEach(count);
    });
  }

  // 照片: shown before they are sent, and made small enough for a village's signal.
  const LONGEST = 2000, HEAVY = 1500000;
  async function shrink(file) {
    if (file.size < HEAVY || !window.createImageBitmap) return file;
    const picture = await createImageBitmap(file);
    const ratio = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = picture.width * ratio;
    canvas.height = picture.height * ratio;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
  }
  async function preview(input) {
    const files = await Promise.all([...input.files].map((file) => shrink(file).catch(() => file)));
    const bag = new DataTransfer();
    files.forEach((file) => bag.items.add(file));
    input.files = bag.files;
    let strip = input.parentNode.querySelector(".photos");
    if (!strip) { strip = document.createElement("div"); strip.className = "photos"; input.after(strip); }
    strip.replaceChildren(...files.map((file) => {
      const image = new Image();
      image.src = URL.createObjectURL(file);
      image.alt = file.name;
      image.onload = () => URL.revokeObjectURL(image.src);
      return image;
    }));
  }

  document.addEventListener("input", (event) => { if (event.target.dataset.counter) count(event.target); });
  document.addEventListener("change", (event) => { if (event.target.matches('input[type=file][accept*="image"]')) preview(event.target); });
  const wake = (root) => {
    all("[data-draft-done]", root).forEach((sign) => store.drop("draft:" + sign.dataset.draftDone));
    all("[data-draft]", root).forEach(keepDraft);
    all("[data-counter]", root).forEach(count);
  };
  document.addEventListener("DOMContentLoaded", () => wake(document));
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) wake(event.target); });
})();
