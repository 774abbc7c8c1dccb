// Draws the tables of figures the server wrote; the table stays the truth, and stays on the page.
(() => {
  "use strict";
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /** {labels, links, series: [{name, values}]} as the table says it. */
  function read(table) {
    const rows = [...table.tBodies[0].rows].filter((row) => row.cells.length > 1);
    const names = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
    return {
      labels: rows.map((row) => row.cells[0].textContent.trim()),
      links: rows.map((row) => row.cells[0].querySelector("a")?.href),
      series: names.map((name, i) => ({ name, values: rows.map((row) => Number(row.cells[i + 1].dataset.value)) })),
    };
  }

  function options(kind, data, unit, colours) {
    const size = Math.round(0.8 * parseFloat(getComputedStyle(document.documentElement).fontSize));
    const ink = token("--ink-2"), rule = token("--rule");
    const many = kind === "bar" && data.labels.length > 6; // many towns read better lying down
    const words = { type: "category", data: data.labels, inverse: many, axisLabel: { color: ink, fontSize: size, interval: many ? 0 : "auto" }, axisLine: { lineStyle: { color: ink } }, axisTick: { show: false } };
    const numbers = { type: "value", scale: kind === "line", axisLabel: { color: ink, fontSize: size }, splitLine: { lineStyle: { color: rule } } };
    return {
      animation: !still,
      color: colours.split(" ").map((name) => token("--" + name)),
      aria: { enabled: true, label: { enabled: false }, decal: { show: data.series.length > 1 } }, // the table speaks; patterns tell series apart without colour
      textStyle: { fontFamily: token("--sans"), color: token("--ink"), fontSize: size },
      grid: { left: 8, right: 24, top: data.series.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
      legend: { show: data.series.length > 1, left: 0, top: 0, textStyle: { color: token("--ink"), fontSize: size } },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: (value) => value + unit }, // html tooltips would need inline styles
      xAxis: many ? numbers : words,
      yAxis: many ? words : numbers,
      series: data.series.map((one) => ({ type: kind, name: one.name, data: one.values, barMaxWidth: 24, symbolSize: 7, lineStyle: { width: 3 } })),
    };
  }

  function draw(figure) {
    const table = figure.querySelector("table");
    const data = read(table);
    if (!data.labels.length) return;
    const plot = document.createElement("div");
    plot.className = "figure-plot";
    plot.setAttribute("aria-hidden", "true");
    figure.querySelector("figcaption").after(plot);
    const tall = figure.dataset.chart === "bar" && data.labels.length > 6;
    if (tall) plot.style.height = `${data.labels.length * 2 + 3}rem`;
    const chart = echarts.init(plot);
    chart.setOption(options(figure.dataset.chart, data, figure.dataset.unit, figure.dataset.colours));
    chart.on("click", ({ dataIndex }) => { if (data.links[dataIndex]) location.href = data.links[dataIndex]; });
    new ResizeObserver(() => chart.resize()).observe(plot);
    figure.querySelector("details").open = false;
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("figure[data-chart]").forEach(draw));
  addEventListener("beforeprint", () => document.querySelectorAll(".figure-data").forEach((data) => { data.open = true; }));
})();
