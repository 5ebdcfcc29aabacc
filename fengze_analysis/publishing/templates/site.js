"use strict";
(function () {
  document.documentElement.classList.add("js");
  var words = document.body.dataset;
  var compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  var MOST = 20; // rows of a long table that are shown at first

  function make(name, properties, children) {
    var element = Object.assign(document.createElement(name), properties || {});
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }

  // Sorting: a button in every header cell; numbers by value, words by the language's order.
  function value(row, column) {
    var cell = row.cells[column];
    if (!cell) return "";
    return "value" in cell.dataset ? Number(cell.dataset.value) : cell.textContent.trim();
  }

  function order(left, right, column, numeric, direction) {
    var a = value(left, column), b = value(right, column);
    if (numeric) {
      var blank = (typeof a !== "number") - (typeof b !== "number");
      if (blank) return blank; // rows without a value stay at the end, either way
      return direction * (a - b);
    }
    return direction * compare(a, b);
  }

  function sortable(table) {
    var body = table.tBodies[0];
    var headers = Array.from(table.tHead.rows[0].cells);
    Array.from(body.rows).forEach(function (row, place) { row.dataset.place = place; });
    headers.forEach(function (header, column) {
      var button = make("button", { type: "button", title: words.sort });
      button.append.apply(button, Array.from(header.childNodes));
      header.append(button);
      header.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        var now = header.getAttribute("aria-sort");
        var next = now === "none" ? "ascending" : now === "ascending" ? "descending" : "none";
        headers.forEach(function (other) { other.setAttribute("aria-sort", "none"); });
        header.setAttribute("aria-sort", next);
        var numeric = header.dataset.kind === "number";
        var rows = Array.from(body.rows).sort(function (left, right) {
          var back = left.dataset.place - right.dataset.place;
          if (next === "none") return back;
          return order(left, right, column, numeric, next === "ascending" ? 1 : -1) || back;
        });
        body.append.apply(body, rows);
        table.dispatchEvent(new Event("sorted"));
      });
    });
  }

  // Filtering: a search field, and a list for every column of badges. A long table begins short.
  function filterable(table) {
    var body = table.tBodies[0];
    var count = body.rows.length;
    if (count < 8) return;
    var whole = count <= MOST + 5;
    var search = make("input", { type: "search", placeholder: words.placeholder });
    var said = make("output");
    var tools = make("div", { className: "tools" }, [make("label", {}, [words.filter + " ", search])]);
    var more = make("button", { type: "button", className: "more-rows" });
    var lists = [];
    Array.from(table.tHead.rows[0].cells).forEach(function (header, column) {
      if (header.dataset.kind !== "tag") return;
      var kinds = new Set(Array.from(body.rows, function (row) { return row.cells[column].textContent.trim(); }));
      if (kinds.size < 2) return;
      var list = make("select", {}, [make("option", { value: "", textContent: words.all })]);
      Array.from(kinds).filter(Boolean).sort(compare).forEach(function (kind) {
        list.append(make("option", { value: kind, textContent: kind }));
      });
      lists.push({ column: column, list: list });
      tools.append(make("label", {}, [header.textContent.trim() + " ", list]));
    });
    function apply() {
      var typed = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      var fitting = 0, shown = 0;
      Array.from(body.rows).forEach(function (row) {
        var text = row.textContent.toLowerCase();
        var fits = typed.every(function (word) { return text.includes(word); }) &&
          lists.every(function (one) {
            return !one.list.value || row.cells[one.column].textContent.trim() === one.list.value;
          });
        fitting += fits ? 1 : 0;
        row.hidden = !fits || (!whole && fitting > MOST);
        shown += row.hidden ? 0 : 1;
      });
      said.textContent = words.rows.replace("{shown}", shown).replace("{all}", count);
      more.hidden = fitting === shown;
      more.textContent = words.rest.replace("{rest}", fitting - shown);
    }
    search.addEventListener("input", apply);
    lists.forEach(function (one) { one.list.addEventListener("change", apply); });
    more.addEventListener("click", function () {
      var next = Array.from(body.rows).find(function (row) { return row.hidden; });
      whole = true;
      apply();
      if (next) { next.tabIndex = -1; next.focus({ preventScroll: true }); }
    });
    table.addEventListener("sorted", apply);
    table.addEventListener("show-all", function () {
      whole = true;
      search.value = "";
      lists.forEach(function (one) { one.list.value = ""; });
      apply();
    });
    tools.append(said);
    table.parentElement.before(tools);
    table.parentElement.after(more);
    apply();
  }

  // On a phone each row is a card: its cells get their labels, and the table keeps its roles.
  function labelled(table) {
    var names = Array.from(table.tHead.rows[0].cells).map(function (header) { return header.textContent.trim(); });
    table.setAttribute("role", "table");
    [table.tHead, table.tBodies[0]].forEach(function (group) { group.setAttribute("role", "rowgroup"); });
    Array.from(table.rows).forEach(function (row) {
      row.setAttribute("role", "row");
      Array.from(row.cells).forEach(function (cell, place) {
        var head = row.parentElement === table.tHead;
        cell.setAttribute("role", head ? "columnheader" : cell.tagName === "TH" ? "rowheader" : "cell");
        if (head) return;
        cell.dataset.label = names[place] || "";
        cell.append(make("div", {}, Array.from(cell.childNodes)));
      });
    });
  }

  Array.from(document.querySelectorAll("table.data")).forEach(function (table) {
    if (table.tHead && table.tBodies[0]) labelled(table);
    if (!table.tHead || !table.tBodies[0] || table.tBodies[0].rows.length < 2) return;
    sortable(table);
    filterable(table);
  });

  // A container that scrolls sideways can be reached and scrolled with the keyboard.
  function reachable() {
    Array.from(document.querySelectorAll(".scroll, pre")).forEach(function (box) {
      var scrolls = box.scrollWidth > box.clientWidth + 1;
      box.classList.toggle("scrolls", scrolls);
      if (!scrolls) {
        ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name); });
        return;
      }
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", words.scroll);
    });
  }
  reachable();
  window.addEventListener("resize", reachable);
  document.addEventListener("toggle", reachable, true);

  // All code at once.
  var code = Array.from(document.querySelectorAll("details.code"));
  if (code.length) {
    var button = make("button", { type: "button", className: "code-switch", textContent: words.showCode });
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () {
      var open = button.getAttribute("aria-pressed") === "false";
      button.setAttribute("aria-pressed", String(open));
      button.textContent = open ? words.hideCode : words.showCode;
      document.body.classList.toggle("with-code", open);
      code.forEach(function (one) { one.open = open; });
    });
    document.querySelector("main h1").after(button);
  }

  // A figure downloads as it is shown, with the face of the page and its citation inside. Without a
  // script the link leads to the zip, which has it with outlines for letters.
  Array.from(document.querySelectorAll("a[data-figure]")).forEach(function (link) {
    link.addEventListener("click", function () {
      var shown = link.closest("figure").querySelector("svg").cloneNode(true);
      var space = "http://www.w3.org/2000/svg";
      var about = document.createElementNS(space, "metadata");
      var style = document.createElementNS(space, "style");
      about.textContent = link.dataset.about;
      style.textContent = document.querySelector("style").textContent.split("}")[0] + "}";
      shown.prepend(style);
      shown.append(about);
      var text = new XMLSerializer().serializeToString(shown);
      link.href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
      link.download = link.dataset.figure;
    });
  });

  // The target of a link is always in sight; the other language opens at the same place.
  var other = document.querySelector("a.language");
  var home = other && other.getAttribute("href");
  function arrive() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (other) other.setAttribute("href", home + (target ? location.hash : ""));
    if (!target) return;
    var table = target.closest("table");
    if (target.hidden && table) table.dispatchEvent(new Event("show-all"));
    for (var box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView({ block: "center" });
    var link = target.matches("mark") && target.querySelector("a");
    if (link) link.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", arrive);
  window.addEventListener("load", arrive);

  // Esc puts the note of a figure away.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.activeElement) document.activeElement.blur();
  });

  window.addEventListener("beforeprint", function () {
    Array.from(document.querySelectorAll("table.data")).forEach(function (table) {
      table.dispatchEvent(new Event("show-all"));
    });
    Array.from(document.querySelectorAll("details:not(.code)")).forEach(function (one) { one.open = true; });
  });
})();
