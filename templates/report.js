"use strict";
(function () {
  const root = document.documentElement;
  root.classList.add("scripted");
  const words = JSON.parse(document.getElementById("ui-words").textContent);
  const cropsElement = document.getElementById("crops");
  const crops = cropsElement ? JSON.parse(cropsElement.textContent) : { images: {}, outlines: {} };

  // Theme: follows the system until the reader chooses.
  document.getElementById("theme").addEventListener("click", function () {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    drawCharts();
  });

  // Copy a table as TSV or CSV, as shown.
  function cellsOf(row) { return Array.from(row.cells, (cell) => cell.textContent.trim().replace(/\s+/g, " ")); }
  function tableText(table, kind) {
    const rows = Array.from(table.rows).filter((row) => !row.hidden).map(cellsOf);
    const quote = (text) => (kind === "csv" && /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);
    return rows.map((row) => row.map(quote).join(kind === "csv" ? "," : "\t")).join("\n") + "\n";
  }
  async function copy(button) {
    const text = tableText(button.closest(".table").querySelector("table"), button.dataset.copy);
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const before = button.textContent;
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = before; }, 1200);
  }
  document.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", () => copy(button)));

  // Search in long tables.
  document.querySelectorAll("[data-search]").forEach(function (input) {
    const holder = input.closest(".table");
    const rows = Array.from(holder.querySelector("tbody").rows);
    const count = holder.querySelector("[data-count]");
    const texts = rows.map((row) => row.textContent.toLowerCase());
    function filter() {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach(function (row, i) {
        row.hidden = !wanted.every((word) => texts[i].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = shown + " " + words.rows;
    }
    input.addEventListener("input", filter);
    filter();
  });

  // Sort long tables by a column: numbers as numbers, the rest as text.
  function sortKey(text) {
    const plain = text.replace(/[,%x†°≈<>≥≤]/g, "").trim();
    const number = /^\(.*\)$/.test(plain) ? -Number(plain.slice(1, -1)) : Number(plain);
    return plain === "" || Number.isNaN(number) ? text : number;
  }
  function compareKeys(a, b) {
    const numbers = (typeof a === "number") - (typeof b === "number");
    if (numbers) { return -numbers; }
    return typeof a === "number" ? a - b : a.localeCompare(b, root.lang);
  }
  document.querySelectorAll("table[data-long]").forEach(function (table) {
    const heads = Array.from(table.tHead.rows).flatMap((row) => Array.from(row.cells));
    heads.forEach(function (head, column) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.title = words.sort;
      head.textContent = "";
      head.append(button);
      button.addEventListener("click", function () {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const rows = Array.from(body.rows, (row) => [sortKey(row.cells[column].textContent.trim()), row]);
        rows.sort((a, b) => (down ? -1 : 1) * compareKeys(a[0], b[0]));
        rows.forEach((pair) => body.append(pair[1]));
      });
    });
  });

  // Evidence of a printed figure: its row of Sources, and the page crop where there is one.
  const dialog = document.getElementById("evidence");
  function rowToList(anchor) {
    const row = document.getElementById(anchor);
    const heads = Array.from(row.closest("table").tHead.rows[0].cells, (cell) => cell.textContent.trim());
    const list = document.createElement("dl");
    Array.from(row.cells).forEach(function (cell, i) {
      const text = cell.textContent.trim();
      if (!text) { return; }
      const term = document.createElement("dt");
      const description = document.createElement("dd");
      term.textContent = heads[i];
      description.textContent = text;
      list.append(term, description);
    });
    return list;
  }
  function cropOf(anchor) {
    const [region, left, top, width, height] = crops.outlines[anchor];
    const holder = document.createElement("div");
    holder.className = "crop";
    const image = document.createElement("img");
    image.src = "data:image/png;base64," + crops.images[region];
    image.alt = words.crop;
    const box = document.createElement("span");
    box.className = "outline";
    Object.assign(box.style, { left: left + "%", top: top + "%", width: width + "%", height: height + "%" });
    holder.append(image, box);
    return holder;
  }
  function showEvidence(anchors) {
    const body = document.getElementById("evidence-body");
    body.textContent = "";
    anchors.forEach(function (anchor) {
      if (crops.outlines[anchor]) { body.append(cropOf(anchor)); }
      body.append(rowToList(anchor));
    });
    document.getElementById("evidence-link").href = "#" + anchors[0];
    dialog.showModal();
  }
  document.addEventListener("click", function (event) {
    const figure = event.target.closest("a.figure");
    if (figure && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      showEvidence(figure.dataset.inputs ? figure.dataset.inputs.split(" ") : [figure.getAttribute("href").slice(1)]);
    }
  });
  // A link from the workbook opens the page at a figure.
  function openLinked() {
    if (/^#S\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1))) { showEvidence([location.hash.slice(1)]); }
  }
  let follows = true;
  addEventListener("hashchange", () => { if (follows) { openLinked(); } follows = true; });
  document.getElementById("evidence-link").addEventListener("click", () => { follows = false; dialog.close(); });
  openLinked();

  // Charts: drawn from their tables' numbers, redrawn when the theme changes.
  const data = JSON.parse(document.getElementById("chart-data").textContent);
  const colours = ["#2e5fa3", "#5b9bd5", "#a5c8ea", "#9aa3b2", "#d17b2f"];
  let drawn = [];
  const MANY_CATEGORIES = 12;
  // A category is its period; the company stands once, under the middle of its group, in short lines.
  function nameLines(name) {
    return name.split(/(?=[（(])|\s+/).flatMap((word) => word.match(/[\u2e80-\uffff]{1,8}|[^\u2e80-\uffff]+/g) || []).slice(0, 3);
  }
  function categoryLabels(labels) {
    return labels.map(function (label, i) {
      const first = labels.findIndex((other) => other[1] === label[1]);
      const size = labels.filter((other) => other[1] === label[1]).length;
      const period = labels.length > MANY_CATEGORIES ? label[0].replace(/20(?=\d\d$)/, "") : label[0];
      return i === first + Math.floor((size - 1) / 2) ? [period].concat(nameLines(label[1])) : [period];
    });
  }
  function drawCharts(forPaper) {
    drawn.forEach((chart) => chart.destroy());
    const style = getComputedStyle(root);
    Chart.defaults.color = forPaper === true ? "#222" : style.getPropertyValue("--text");
    Chart.defaults.borderColor = forPaper === true ? "#ccc" : style.getPropertyValue("--line");
    Chart.defaults.animation = false;
    drawn = data.map(function (spec) {
      const canvas = document.getElementById("canvas-" + spec.id);
      const datasets = spec.series.map((series, i) => ({
        label: series.name, data: series.values, texts: series.texts, type: series.line ? "line" : "bar", yAxisID: series.line ? "right" : "left",
        backgroundColor: series.line ? colours[4] : colours[i % 4], borderColor: series.line ? colours[4] : colours[i % 4], spanGaps: false, order: series.line ? 0 : 1,
      }));
      const percent = (value) => Math.round(value * 100) + "%";
      const scales = {
        x: { stacked: spec.stacked, grid: { display: false }, ticks: { autoSkip: false, maxRotation: 0, font: { size: 10 } } },
        left: { stacked: spec.stacked, position: "left", ticks: spec.percent ? { callback: percent } : {} },
      };
      if (spec.series.some((series) => series.line)) {
        scales.right = { position: "right", beginAtZero: true, grid: { display: false }, ticks: spec.linePercent ? { callback: percent } : {} };
      }
      const label = (item) => item.dataset.label + ": " + item.dataset.texts[item.dataIndex];
      return new Chart(canvas, {
        data: { labels: categoryLabels(spec.labels), datasets: datasets },
        options: {
          maintainAspectRatio: false, scales: scales, interaction: { mode: "index", intersect: false },
          plugins: { legend: { position: "bottom", labels: { boxWidth: 12 } }, tooltip: { callbacks: { label: label, title: (items) => spec.labels[items[0].dataIndex].join(" ") } } },
        },
      });
    });
  }
  drawCharts();
  addEventListener("beforeprint", () => drawCharts(true));
  addEventListener("afterprint", () => drawCharts(false));
}());
