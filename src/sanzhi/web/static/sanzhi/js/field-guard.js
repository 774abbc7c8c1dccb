// 换人不留页: the offline pages that are kept belong to one account. Whoever else signs in on this phone never sees it,
// and whoever signs out is told what has not been sent. The queue itself stays, for its owner alone.
(() => {
  "use strict";
  const owner = document.currentScript.dataset.owner;
  if (!owner || !window.indexedDB || !window.caches) return;
  if (localStorage.getItem("field-owner") && localStorage.getItem("field-owner") !== owner) {
    caches.keys().then((names) => names.filter((name) => name.startsWith("sanzhi-")).forEach((name) => caches.delete(name)));
    localStorage.removeItem("field-owner");
  }
  const left = document.getElementById("field-left");
  if (!left) return;
  const opening = indexedDB.open("sanzhi-field", 1);
  opening.onupgradeneeded = () => opening.transaction.abort(); // nothing was ever kept here
  opening.onerror = (event) => event.preventDefault();
  opening.onsuccess = () => {
    const asking = opening.result.transaction("queue").objectStore("queue").getAll();
    asking.onsuccess = () => {
      const waiting = asking.result.filter((item) => item.owner === owner && ["waiting", "refused"].includes(item.status)).length;
      left.querySelector("p").textContent = left.dataset.words.replace("{n}", waiting);
      left.hidden = !waiting;
      opening.result.close();
    };
  };
})();
