// 画边界: each click on the ground writes one corner into the box of typed ones and redraws the line; the box decides.
(() => {
  "use strict";
  const ground = document.querySelector("[data-corners]");
  const box = ground && document.getElementById(ground.dataset.corners);
  const picture = ground && ground.querySelector(".plan--clickable");
  if (!box || !picture) return;
  const { west, north, across, scale, margin } = Object.fromEntries(
    Object.entries(ground.dataset).map(([name, value]) => [name, Number(value)]));
  const line = document.createElementNS("http://www.w3.org/2000/svg", "polygon");
  line.setAttribute("class", "plan-shape plan-drawn");
  picture.append(line);
  const corners = () => box.value.split("\n").map((text) => text.split(/[,，\s]+/).filter(Boolean).map(Number))
    .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
  const draw = () => line.setAttribute("points", corners().map(([x, y]) =>
    `${margin + (x - west) * across * scale},${margin + (north - y) * scale}`).join(" "));
  const write = (lines) => { box.value = lines.join("\n"); box.dispatchEvent(new Event("input", { bubbles: true })); };
  picture.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    const longitude = west + (at.x - margin) / (across * scale);
    const latitude = north - (at.y - margin) / scale;
    write([...box.value.split("\n").filter((text) => text.trim()), `${longitude.toFixed(6)}, ${latitude.toFixed(6)}`]);
  });
  const undo = document.querySelector("[data-undo]");
  undo.hidden = false;
  undo.querySelector("button").addEventListener("click", () =>
    write(box.value.split("\n").filter((text) => text.trim()).slice(0, -1)));
  box.addEventListener("input", draw);
  draw();
})();
