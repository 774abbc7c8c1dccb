// 外出登记: write down without a network, send once and only once. Words come from the page.
(() => {
  "use strict";
  const page = document.getElementById("field");
  if (!page || !window.fieldQueue.can()) return; // then it is the ordinary form
  const queue = window.fieldQueue;
  const owner = page.dataset.owner;
  const form = document.getElementById("field-form");
  const list = document.getElementById("field-queue");
  const line = document.getElementById("field-line");
  const said = document.getElementById("field-said");
  const words = page.dataset;
  let mending = null; // the item whose words are in the form again

  page.hidden = false;
  form.noValidate = false;

  const say = (text) => { said.textContent = text; };
  const number = () => crypto.randomUUID();

  // --- which kind, and what it asks: both lie in the page ---
  const kinds = document.getElementById("field-kinds");
  if (kinds) {
    document.getElementById("field-kind").append(kinds.content.cloneNode(true));
    form.elements.kind.addEventListener("change", ask);
  }
  const asked = (code) => document.querySelector(`template[data-kind="${CSS.escape(code)}"]`);

  function ask() {
    const fields = asked(form.elements.kind.value);
    document.getElementById("field-asked").replaceChildren(...(fields ? [fields.content.cloneNode(true)] : []));
  }

  // What is missing is said in the words of the form, before anything is written down.
  form.querySelector("[type=submit]").addEventListener("click", () => {
    document.querySelectorAll("#field-asked [data-missing]").forEach((control) => {
      control.setCustomValidity(control.validity.valueMissing ? control.dataset.missing : "");
    });
  });

  function choose(code) {
    if (!form.elements.kind) return;
    form.elements.kind.value = asked(code) ? code : "";
    ask();
  }

  // --- writing down ---
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    delete form.dataset.sent; // it stays here to be filled in again
    form.classList.remove("is-sent");
    const given = new FormData(form);
    const fields = [...given].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "once", "before"].includes(name));
    const chosen = given.getAll("photos").filter((file) => file.size);
    const photos = chosen.map((file) => ({ name: file.name, blob: new Blob([file], { type: file.type }) }));
    const item = {
      id: mending ? mending.id : number(), owner, at: mending ? mending.at : Date.now(),
      fields, photos: photos.length || !mending ? photos : mending.photos,
      status: "waiting", tried: false, reason: "", code: "",
    };
    try {
      await queue.put(item);
    } catch (full) {
      return say(words.full);
    }
    mending = null;
    clear();
    say(words.kept);
    if (!(await queue.safe())) say(words.fragile);
    await draw();
    await send();
    return undefined;
  }, true);

  // An empty form, and everything on the page that follows what is in it: counters, pictures, the list of villages.
  function clear() {
    form.reset();
    [...form.elements].forEach((control) => ["input", "change"].forEach((name) => control.dispatchEvent(new Event(name, { bubbles: true }))));
  }

  // --- what there is, and what becomes of it ---
  async function draw() {
    const items = await queue.of(owner);
    const noted = queue.noted(); // tried as well, on a phone too full to write it beside them
    list.replaceChildren(...items.map((item) => row(item, item.tried || noted.has(item.id))));
    document.getElementById("field-none").hidden = items.length > 0;
    document.getElementById("field-clear").hidden = !items.some((item) => item.status === "sent");
    const waiting = items.filter((item) => item.status === "waiting").length;
    line.textContent = (queue.connected() ? words.online : words.offline).replace("{n}", waiting);
  }

  function row(item, tried) {
    const node = document.getElementById("field-item").content.firstElementChild.cloneNode(true);
    const told = Object.fromEntries(item.fields);
    node.querySelector("[data-title]").textContent = told.title || "—";
    node.querySelector("[data-status]").textContent = words[item.status];
    node.querySelector("[data-about]").textContent = words.photos.replace("{n}", item.photos.length);
    node.querySelector("[data-reason]").textContent = item.reason;
    const link = node.querySelector("[data-code]");
    link.hidden = !item.code;
    link.textContent = item.code;
    link.href = `/desk/c/${item.code}/`;
    // What was sent without an answer may have arrived: its words must not change until that is known.
    const mend = node.querySelector("[data-mend]");
    mend.hidden = item.status === "sent" || tried;
    mend.addEventListener("click", () => mendItem(item));
    const drop = node.querySelector("[data-drop]");
    drop.hidden = item.status === "sent";
    drop.addEventListener("click", async () => {
      if (!drop.dataset.sure) { drop.dataset.sure = "yes"; drop.textContent = tried ? words.sureTried : words.sure; return; }
      await queue.drop(item.id);
      await draw();
    });
    return node;
  }

  function mendItem(item) {
    mending = item;
    clear();
    choose(Object.fromEntries(item.fields).kind || "");
    item.fields.forEach(([name, value]) => {
      const control = form.elements[name];
      if (control && control.type === "checkbox") control.checked = true;
      else if (control) control.value = value;
    });
    form.elements.title.focus();
    say(words.mending);
  }

  // --- sending: one at a time, in one window at a time ---
  const send = () => queue.alone("field", sendAll);

  async function sendAll() {
    const next = async () => (await queue.of(owner)).find((item) => item.status === "waiting");
    const session = (await next()) && (await queue.signedIn(words, say));
    for (let item = session && (await next()); item; item = await next()) {
      if (!(await sendOne(item, session.token))) break;
      await draw();
    }
    return draw();
  }

  // Whether to go on with the next one.
  async function sendOne(item, token) {
    const body = new FormData();
    item.fields.forEach(([name, value]) => body.append(name, value));
    item.photos.forEach((photo) => body.append("photos", photo.blob, photo.name));
    [["id", item.id], ["owner", owner], ["at", String(item.at)], ["csrfmiddlewaretoken", token]].forEach(([name, value]) => body.append(name, value));
    await queue.tried([item]);
    let answer;
    let told;
    try {
      answer = await fetch(words.sync, { method: "POST", body, redirect: "manual" });
      told = await answer.json();
    } catch (gone) {
      return false; // nobody knows whether it arrived; the same id asks again
    }
    if (answer.ok) {
      Object.assign(item, { status: "sent", tried: true, code: told.code, reason: "", photos: [] });
      say("");
    } else if (answer.status === 422 || answer.status === 409) {
      Object.assign(item, { status: "refused", tried: false, reason: told.sentence });
    } else {
      say(told.sentence || words.later);
      return false;
    }
    if (await queue.answered(item)) return true;
    say(told.sentence || words.later);
    return false;
  }

  document.getElementById("field-send").addEventListener("click", async () => {
    const refused = (await queue.of(owner)).filter((item) => item.status === "refused");
    try {
      for (const item of refused) await queue.put({ ...item, status: "waiting" });
    } catch (full) {
      say(words.full); // what waits is sent all the same
    }
    await send();
  });
  document.getElementById("field-clear").addEventListener("click", async () => {
    for (const item of await queue.of(owner)) if (item.status === "sent") await queue.drop(item.id);
    await draw();
  });
  addEventListener("online", send);
  addEventListener("offline", draw);

  queue.keepPage(words, say);
  draw().then(send);
  setInterval(() => { if (navigator.onLine) send(); }, 30000);
})();
