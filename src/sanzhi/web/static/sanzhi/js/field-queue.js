// 手机里的队列: one row for each filing, under an id made before it is ever sent; photos lie beside it as they are.
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
  return {
    put: (item) => run("readwrite", (store) => store.put(item)),
    drop: (id) => run("readwrite", (store) => store.delete(id)),
    of: async (owner) =>
      (await run("readonly", (store) => store.getAll()))
        .filter((item) => item.owner === owner)
        .sort((one, other) => one.at - other.at),
  };
})();
