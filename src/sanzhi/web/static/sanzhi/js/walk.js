// 扫桶检查: one scan and one tap, without a network too; sent in batches, each once. Words come from the page.
(() => {
  "use strict";
  const page = document.getElementById("walk");
  if (!page || !window.fieldQueue.can()) return; // then it is the ordinary form
  const queue = window.fieldQueue;
  const KIND = "scan";
  const MOST = 100; // in one sending
  const MOST_PHOTOS = 6;
  const STEP = 100; // rows of a list drawn at a time: a phone draws a thousand too slowly to tap on
  const words = page.dataset;
  const at = (id) => document.getElementById(id);
  const form = at("walk-form");
  const code = form.elements.code;
  const rounds = JSON.parse(at("walk-rounds").textContent);
  const bins = new Map(rounds.flatMap((round) => round.bins.map(([tag, house, stream]) => [tag, { tag, house, stream, round: round.id }])));
  const say = (text) => { at("walk-said").textContent = text; };

  page.hidden = at("walk-more").hidden = false;

  // --- which bin ---
  // A label holds an address with ?b=; whatever else is typed or scanned is read letter by letter.
  function tagOf(text) {
    const inside = /[?&]b=([^&#]+)/.exec(text);
    const plain = (inside ? decodeURIComponent(inside[1]) : text).normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
    return plain.length === 8 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : "";
  }
  const called = (tag) => {
    const bin = bins.get(tag);
    return bin ? `${words.house.replace("{n}", bin.house)} ${bin.stream}` : tag;
  };
  function choose(tag) {
    code.value = tag;
    at("walk-bin").textContent = tag ? called(tag) : "";
    return Boolean(tag);
  }
  code.addEventListener("input", () => { at("walk-bin").textContent = tagOf(code.value) ? called(tagOf(code.value)) : ""; });
  if (window.walkScan.can) {
    at("walk-camera").hidden = false;
    at("walk-camera").addEventListener("click", () => window.walkScan.start(at("walk-video"), (text) => choose(tagOf(text))).catch(() => say(words.noCamera)));
  }

  // --- one tap ---
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    delete form.dataset.sent;
    form.classList.remove("is-sent");
    const tag = tagOf(code.value);
    if (!tag) { say(code.value.trim() ? words.mistyped : words.which); code.focus(); return; }
    const given = new FormData(form);
    const now = Date.now();
    const tried = queue.noted();
    const earlier = (await queue.of(words.owner, KIND)).find((item) => item.code === tag && item.status === "waiting" && !item.tried && !tried.has(item.id) && day(item.at) === day(now));
    const photo = given.getAll("photos").find((file) => file.size);
    const item = {
      kind: KIND, id: earlier ? earlier.id : crypto.randomUUID(), owner: words.owner, at: now, code: tag,
      grade: event.submitter.value, faults: given.getAll("faults"), place: await place(),
      round: bins.has(tag) ? bins.get(tag).round : Number(given.get("round")) || null,
      photo: photo ? new Blob([photo], { type: photo.type }) : null, status: "waiting", tried: false, reason: "",
    };
    try {
      await queue.put(item);
    } catch (full) {
      say(words.full); // what was typed and chosen stays on the page
      return;
    }
    form.reset();
    choose("");
    const told = (earlier ? words.changed : words.kept).replace("{n}", `${called(tag)} ${event.submitter.textContent}`);
    say((await queue.safe()) ? told : `${told} ${words.fragile}`);
    await draw();
    if (navigator.onLine) await send();
  }, true);

  const day = (stamp) => new Date(stamp).toDateString();

  // Where the phone stands, if it may say so at once: nobody waits for a satellite.
  const place = () => new Promise((resolve) => {
    if (!navigator.geolocation || !navigator.permissions) { resolve(null); return; }
    setTimeout(() => resolve(null), 1500);
    navigator.permissions.query({ name: "geolocation" }).then((allowed) => {
      if (allowed.state !== "granted") { resolve(null); return; }
      navigator.geolocation.getCurrentPosition(
        (found) => resolve([found.coords.latitude, found.coords.longitude]), () => resolve(null), { maximumAge: 60000, timeout: 1200 });
    }).catch(() => resolve(null));
  });

  // --- what there is ---
  let [queued, listed] = [STEP, STEP]; // rows drawn of either list
  async function draw() {
    const items = (await queue.of(words.owner, KIND)).reverse();
    const toRead = items.filter((item) => item.status === "refused" || item.status === "conflict");
    const shown = [...toRead, ...items.filter((item) => !toRead.includes(item))];
    at("walk-queue").replaceChildren(...shown.slice(0, queued).map(line));
    at("walk-queue-more").hidden = shown.length <= queued;
    at("walk-clear").hidden = !items.some((item) => item.status !== "waiting");
    const waiting = items.filter((item) => item.status === "waiting").length;
    at("walk-line").textContent = (queue.connected() ? words.online : words.offline).replace("{n}", waiting);
    const today = day(Date.now());
    mark(new Map(items.reverse().filter((item) => day(item.at) === today).map((item) => [item.code, item.grade])));
  }
  at("walk-queue-more").addEventListener("click", () => { queued += STEP; draw(); });

  function line(item) {
    const node = at("walk-item").content.firstElementChild.cloneNode(true);
    node.querySelector("[data-title]").textContent = called(item.code);
    node.querySelector("[data-status]").textContent = words[item.status];
    node.querySelector("[data-about]").textContent = nameOf(item.grade);
    node.querySelector("[data-reason]").textContent = item.reason;
    return node;
  }
  const nameOf = (grade) => form.querySelector(`button[value="${grade}"]`).textContent;

  // The rows are made once and marked after each tap.
  function drawList() {
    const asked = at("walk-find").value.trim();
    const chosen = Number(form.elements.round.value) || null;
    const shown = [...bins.values()].filter((bin) => (!chosen || bin.round === chosen) && (!asked || bin.house.includes(asked)));
    at("walk-none").hidden = bins.size > 0;
    at("walk-list-more").hidden = shown.length <= listed;
    at("walk-list").replaceChildren(...shown.slice(0, listed).map((bin) => {
      const node = at("walk-row").content.firstElementChild.cloneNode(true);
      node.dataset.tag = bin.tag;
      node.querySelector("[data-house]").textContent = words.house.replace("{n}", bin.house);
      node.querySelector("[data-stream]").textContent = bin.stream;
      node.querySelector("button").addEventListener("click", () => { choose(bin.tag); say(""); form.querySelector(".walk-grades button").focus(); });
      return node;
    }));
    return draw();
  }
  function mark(done) {
    for (const node of at("walk-list").children) {
      const badge = node.querySelector("[data-done]");
      badge.hidden = !done.has(node.dataset.tag);
      badge.textContent = badge.hidden ? "" : nameOf(done.get(node.dataset.tag));
    }
  }
  const drawAnew = () => { listed = STEP; return drawList(); };
  at("walk-find").addEventListener("input", drawAnew);
  form.elements.round.addEventListener("change", drawAnew);
  at("walk-list-more").addEventListener("click", () => { listed += STEP; drawList(); });

  // --- sending: a batch at a time ---
  const send = () => queue.alone("walk", sendAll);

  async function sendAll() {
    const next = async () => batch((await queue.of(words.owner, KIND)).filter((item) => item.status === "waiting"));
    let items = await next();
    const session = items.length && (await queue.signedIn(words, say));
    for (; session && items.length; items = await next()) {
      if (!(await sendBatch(items, session.token))) break;
      await draw();
    }
    return draw();
  }

  // As many as one sending takes, and no more photos than it may carry.
  function batch(items) {
    let photos = 0;
    const some = [];
    for (const item of items.slice(0, MOST)) {
      if (item.photo && ++photos > MOST_PHOTOS) break;
      some.push(item);
    }
    return some;
  }

  // Whether to go on with the next one.
  async function sendBatch(items, token) {
    const body = new FormData();
    body.append("scans", JSON.stringify(items.map((item) => ({ id: item.id, code: item.code, grade: item.grade, faults: item.faults, at: item.at, place: item.place, round: item.round }))));
    items.filter((item) => item.photo).forEach((item) => body.append(`photo-${item.id}`, item.photo, "bin.jpg"));
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
      const { state, sentence } = said.told[item.id] || { state: "refused", sentence: "" };
      const now = { ...item, tried: true, status: state === "known" ? "done" : state, reason: sentence, photo: null };
      if (!(await queue.answered(now))) { say(sentence || words.later); return false; }
    }
    return true;
  }

  at("walk-send").addEventListener("click", send);
  at("walk-clear").addEventListener("click", async () => {
    for (const item of await queue.of(words.owner, KIND)) if (item.status !== "waiting") await queue.drop(item.id);
    await draw();
  });
  addEventListener("online", send);
  addEventListener("offline", draw);
  queue.keepPage(words, say);
  const asked = new URLSearchParams(location.search).get("b");
  if (asked) choose(tagOf(asked));
  drawList().then(send);
  setInterval(() => { if (navigator.onLine) send(); }, 30000);
})();
