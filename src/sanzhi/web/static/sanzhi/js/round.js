// 巡查: tick a stop, or say what was found there, without a network too; sent in one go, each once. Words come from the page.
(() => {
  "use strict";
  const page = document.getElementById("round");
  if (!page || !window.fieldQueue.can()) return; // then every stop is an ordinary form
  const queue = window.fieldQueue;
  const KIND = "tick";
  const MOST = 50; // in one sending
  const words = page.dataset;
  const at = (id) => document.getElementById(id);
  const found = at("round-found");
  const say = (text) => { at("round-said").textContent = text; };
  let about = null; // the stop at which something was found

  page.hidden = at("round-kept").hidden = false;

  // Where the phone stands, if it may say so at once and one is on duty: nobody waits for a satellite.
  const place = () => new Promise((resolve) => {
    if (!words.duty || !navigator.geolocation || !navigator.permissions) { resolve(null); return; }
    setTimeout(() => resolve(null), 1500);
    navigator.permissions.query({ name: "geolocation" }).then((allowed) => {
      if (allowed.state !== "granted") { resolve(null); return; }
      navigator.geolocation.getCurrentPosition(
        (here) => resolve([here.coords.latitude, here.coords.longitude]), () => resolve(null), { maximumAge: 60000, timeout: 1200 });
    }).catch(() => resolve(null));
  });

  async function keep(stop, ok, said) {
    const item = {
      kind: KIND, id: crypto.randomUUID(), owner: words.owner, at: Date.now(), stop: Number(stop.dataset.stop), name: stop.dataset.place,
      ok, place: await place(), status: "waiting", tried: false, reason: "", code: "", ...said,
    };
    try {
      await queue.put(item);
    } catch (full) {
      say(words.full); // what was typed stays on the page
      return false;
    }
    say((await queue.safe()) ? words.kept : words.fragile);
    await draw();
    if (navigator.onLine) await send();
    return true;
  }

  document.querySelectorAll("[data-stop]").forEach((stop) => {
    stop.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const form = event.target;
      delete form.dataset.sent;
      form.classList.remove("is-sent");
      keep(stop, true, { seen: "", category: "" });
    }, true);
    stop.querySelector("[data-found]").addEventListener("click", (event) => {
      event.preventDefault();
      about = stop;
      at("round-where").textContent = stop.dataset.place;
      at("round-found-box").hidden = false;
      found.elements.seen.focus();
    });
  });
  found.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    delete found.dataset.sent;
    found.classList.remove("is-sent");
    const [seen, category] = [found.elements.seen.value.trim(), found.elements.category.value];
    if (seen.length < 5 || !category) { say(words.which); found.elements[seen.length < 5 ? "seen" : "category"].focus(); return; }
    if (!(await keep(about, false, { seen, category }))) return;
    found.reset();
    at("round-found-box").hidden = true;
  }, true);

  // --- what there is ---
  // What was found and not taken stands on this phone alone: it is not cleared away with what arrived.
  const spent = (item) => item.status === "done" || (item.status === "refused" && item.ok);
  async function draw() {
    const items = await queue.of(words.owner, KIND);
    const waiting = items.filter((item) => item.status === "waiting");
    at("round-line").textContent = (queue.connected() ? words.online : words.offline).replace("{n}", waiting.length);
    at("round-queue").replaceChildren(...items.slice().reverse().map(line));
    at("round-none").hidden = items.length > 0;
    at("round-clear").hidden = !items.some(spent);
    const last = new Map(items.map((item) => [item.stop, item]));
    document.querySelectorAll("[data-stop]").forEach((stop) => mark(stop, last.get(Number(stop.dataset.stop))));
  }
  function mark(stop, item) {
    const taken = Boolean(item) && item.status !== "refused";
    stop.querySelector("[data-actions]").hidden = taken;
    stop.querySelector("[data-state]").hidden = !item;
    stop.querySelector("[data-state]").textContent = item ? words[item.status] : "";
  }
  function line(item) {
    const node = at("round-item").content.firstElementChild.cloneNode(true);
    node.querySelector("[data-title]").textContent = item.name;
    node.querySelector("[data-status]").textContent = words[item.status];
    node.querySelector("[data-about]").textContent = item.ok ? words.fine : item.seen;
    node.querySelector("[data-reason]").textContent = item.reason;
    const link = node.querySelector("[data-code]");
    link.hidden = !item.code;
    link.textContent = item.code;
    link.href = `/desk/c/${item.code}/`;
    // What was refused stands here alone: whoever wrote it throws it away, with a second press.
    const drop = node.querySelector("[data-drop]");
    drop.hidden = item.status !== "refused";
    drop.addEventListener("click", async () => {
      if (!drop.dataset.sure) { drop.dataset.sure = "yes"; drop.firstChild.textContent = words.sure; return; }
      await queue.drop(item.id);
      say(words.dropped);
      await draw();
      at("round-said").focus();
    });
    drop.querySelector("[data-of]").textContent = ` ${item.name}`;
    return node;
  }

  // --- sending ---
  const send = () => queue.alone("round", sendAll);
  async function sendAll() {
    const next = async () => (await queue.of(words.owner, KIND)).filter((item) => item.status === "waiting").slice(0, MOST);
    let items = await next();
    const session = items.length && (await queue.signedIn(words, say));
    for (; session && items.length; items = await next()) if (!(await sendBatch(items, session.token))) break;
    return draw();
  }

  // Whether to go on with the next ones.
  async function sendBatch(items, token) {
    const body = new FormData();
    body.append("ticks", JSON.stringify(items.map(({ id, stop, ok, at: when, seen, category, place: where }) => ({ id, stop, ok, at: when, seen, category, place: where }))));
    [["owner", words.owner], ["csrfmiddlewaretoken", token]].forEach(([name, value]) => body.append(name, value));
    await queue.tried(items);
    let answer;
    let said;
    try {
      answer = await fetch(words.sync, { method: "POST", body, redirect: "manual" });
      said = await answer.json();
    } catch (gone) {
      return false; // nobody knows whether it arrived; the same ids ask again
    }
    if (!answer.ok) { say(said.sentence || words.later); return false; }
    for (const item of items) {
      const told = said.told[item.id] || { state: "refused", sentence: "", code: "" };
      const now = { ...item, tried: true, status: told.state === "refused" ? "refused" : "done", reason: told.sentence, code: told.code };
      if (!(await queue.answered(now))) { say(told.sentence || words.later); return false; }
    }
    return true;
  }

  at("round-send").addEventListener("click", send);
  at("round-clear").addEventListener("click", async () => {
    for (const item of await queue.of(words.owner, KIND)) if (spent(item)) await queue.drop(item.id);
    await draw();
  });
  addEventListener("online", send);
  addEventListener("offline", draw);
  queue.keepPage(words, say);
  draw().then(send);
  setInterval(() => { if (navigator.onLine) send(); }, 30000);
})();
