// 手机里的队列: one row for each thing written down, under an id made before it is ever sent; photos lie beside it as they
// are. Of three kinds: a filing (外出登记), a scan (扫桶检查) and a tick (巡查). What all need to send, and to open without a network, is here.
"use strict";
window.fieldQueue = (() => {
  const opened = new Promise((resolve, reject) => {
    const opening = indexedDB.open("sanzhi-field", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("queue", { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const run = async (mode, act) => {
    const database = await opened;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction("queue", mode, { durability: "strict" });
      const asked = act(transaction.objectStore("queue"));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  };

  // 有没有网络: a browser may say it has one and reach nobody, above all on a page opened without one; so what was tried last counts.
  let unreached = false;
  const connected = () => navigator.onLine && !unreached;
  addEventListener("online", () => { unreached = false; });

  // Whose session it is now: a queue is sent by its owner or not at all.
  async function signedIn(words, say) {
    try {
      const answer = await fetch(words.session, { redirect: "manual", cache: "no-store" });
      unreached = false;
      if (!answer.ok) { say(words.signIn); return null; }
      const session = await answer.json();
      if (session.owner !== words.owner) { say(words.another); return null; }
      return session;
    } catch (gone) {
      unreached = true;
      return null;
    }
  }

  // One window at a time.
  const alone = (kind, act) => navigator.locks.request(`${kind}-send`, { ifAvailable: true }, (mine) => (mine ? act() : undefined));

  // Whether the phone promises to keep it: asked once.
  let kept;
  const safe = () => (kept ??= Promise.resolve(!navigator.storage || !navigator.storage.persist || navigator.storage.persist()));

  const put = (item) => run("readwrite", (store) => store.put(item));
  const drop = (id) => run("readwrite", (store) => store.delete(id));

  // 手机满了: what was tried may have arrived, and nobody may change it any more. Where the phone is too full to write that
  // beside it, it is noted in the other, smaller storage, so that a full phone can still send.
  const NOTED = "field-tried";
  const noted = () => new Set(JSON.parse(localStorage.getItem(NOTED) || "[]"));
  async function tried(items) {
    try {
      for (const item of items) await put({ ...item, tried: true });
    } catch (full) {
      localStorage.setItem(NOTED, JSON.stringify([...noted(), ...items.map((item) => item.id)]));
    }
  }

  // What the server said of one. On a full phone room is made first: what it has is dropped, what it refused stays as it was.
  async function answered(item) {
    try {
      await put(item);
    } catch (full) {
      if (item.status === "refused") return false;
      await drop(item.id);
    }
    const left = noted();
    if (left.delete(item.id)) localStorage.setItem(NOTED, JSON.stringify([...left]));
    return true;
  }

  // The page opens without a network: it is kept with everything it is drawn with.
  function keepPage(words, say) {
    navigator.serviceWorker.register(words.worker, { scope: words.scope }).then(async () => {
      const ready = await navigator.serviceWorker.ready;
      if (!navigator.onLine) return;
      const drawn = performance.getEntriesByType("resource").map((one) => new URL(one.name)).filter((one) => one.origin === location.origin && one.pathname.startsWith("/static/"));
      ready.active.postMessage({ keep: [...new Set(drawn.map((one) => one.pathname))] });
      localStorage.setItem("field-owner", words.owner);
    }).catch(() => say(words.noShelf));
  }

  return {
    alone, answered, connected, drop, keepPage, noted, put, safe, signedIn, tried,
    can: () => window.indexedDB && window.fetch && navigator.serviceWorker && navigator.locks,
    of: async (owner, kind = "filing") =>
      (await run("readonly", (store) => store.getAll()))
        .filter((item) => item.owner === owner && (item.kind || "filing") === kind)
        .sort((one, other) => one.at - other.at),
  };
})();
