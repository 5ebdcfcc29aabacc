"use strict";
(function () {
  document.documentElement.classList.add("js");
  var words = document.body.dataset;
  var compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  var PAGE = window.innerWidth > 640 ? 20 : 10; // rows of a table shown at a time

  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }

  function make(name, properties, children) {
    var element = Object.assign(document.createElement(name), properties || {});
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }

  function text(cell) {
    var first = cell && (cell.querySelector(".tag") || cell.querySelector("div"));
    return first ? (first.firstChild ? first.firstChild.textContent : "").trim() : "";
  }

  // Whether a text holds every word that was typed.
  function finder(typed) {
    var wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
    return function (content) {
      return wanted.every(function (word) { return content.toLowerCase().includes(word); });
    };
  }

  // A table on screen: sorted by a button in each header, filtered by words and lists, paged.
  function enhance(table) {
    var body = table.tBodies[0];
    var headers = Array.from(table.tHead.rows[0].cells);
    var rows = Array.from(body.rows);
    var order = rows.slice();
    var lists = [];
    var at = 0, whole = false;
    var search = make("input", { type: "search", placeholder: words.placeholder });
    var said = make("output");
    var before = make("button", { type: "button", textContent: words.before });
    var after = make("button", { type: "button", textContent: words.after });
    var pager = make("p", { className: "pager" }, [before, said, after]);

    function fitting() {
      var holds = finder(search.value);
      return order.filter(function (row) {
        return holds(row.textContent) &&
          lists.every(function (one) { return !one.list.value || text(row.cells[one.column]) === one.list.value; });
      });
    }

    function show() {
      var found = fitting();
      if (at >= found.length) at = 0;
      var part = whole ? found : found.slice(at, at + PAGE);
      rows.forEach(function (row) { row.hidden = true; });
      part.forEach(function (row) { row.hidden = false; body.append(row); });
      pager.hidden = rows.length <= PAGE;
      before.disabled = at === 0;
      after.disabled = at + PAGE >= found.length;
      said.textContent = found.length ? words.rows.replace("{first}", at + 1)
        .replace("{last}", at + part.length).replace("{fitting}", found.length) : words.none;
    }

    function turn(by) {
      return function () { at = Math.max(0, at + by); show(); table.parentElement.scrollIntoView({ block: "nearest" }); };
    }

    function value(row, column) {
      var cell = row.cells[column];
      return headers[column].dataset.kind !== "number" ? text(cell) : "value" in cell.dataset ? Number(cell.dataset.value) : null;
    }

    function sortable(header, column) {
      var button = make("button", { type: "button", title: words.sort });
      button.append.apply(button, Array.from(header.childNodes));
      header.append(button);
      header.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        var now = header.getAttribute("aria-sort");
        var next = now === "none" ? "ascending" : now === "ascending" ? "descending" : "none";
        headers.forEach(function (other) { other.setAttribute("aria-sort", "none"); });
        header.setAttribute("aria-sort", next);
        var sign = next === "descending" ? -1 : 1;
        order = rows.slice();
        if (next !== "none") order.sort(function (left, right) {
          var a = value(left, column), b = value(right, column);
          if (a === null || b === null) return (a === null) - (b === null); // no value: at the end, either way
          return sign * (typeof a === "number" ? a - b : compare(a, b)) || rows.indexOf(left) - rows.indexOf(right);
        });
        at = 0;
        show();
      });
    }

    function choices(header, column) {
      if (header.dataset.kind !== "tag") return;
      var kinds = Array.from(new Set(rows.map(function (row) { return text(row.cells[column]); })));
      if (kinds.length < 2) return;
      var list = make("select", {}, [make("option", { value: "", textContent: words.all })]);
      kinds.filter(Boolean).forEach(function (kind) { list.append(make("option", { value: kind, textContent: kind })); });
      lists.push({ column: column, list: list });
      tools.append(make("label", {}, [header.textContent.trim() + " ", list]));
      list.addEventListener("change", function () { at = 0; show(); });
    }

    var tools = make("div", { className: "tools" }, [make("label", {}, [words.filter + " ", search])]);
    if (rows.length > 7) {
      headers.forEach(choices);
      table.parentElement.before(tools);
    }
    headers.forEach(sortable);
    search.addEventListener("input", function () { at = 0; show(); });
    before.addEventListener("click", turn(-PAGE));
    after.addEventListener("click", turn(PAGE));
    table.parentElement.after(pager);
    table.addEventListener("show-row", function (event) {
      search.value = "";
      lists.forEach(function (one) { one.list.value = ""; });
      at = Math.floor(order.indexOf(event.detail) / PAGE) * PAGE;
      show();
    });
    window.addEventListener("beforeprint", function () { whole = true; show(); });
    window.addEventListener("afterprint", function () { whole = false; show(); });
    show();
  }

  // On a phone each row is a card: the table keeps its roles.
  function roles(table) {
    var names = Array.from(table.tHead.rows[0].cells, function (header) { return header.textContent.trim(); });
    table.setAttribute("role", "table");
    [table.tHead, table.tBodies[0]].forEach(function (group) { group.setAttribute("role", "rowgroup"); });
    Array.from(table.rows).forEach(function (row) {
      row.setAttribute("role", "row");
      Array.from(row.cells).forEach(function (cell, place) {
        cell.setAttribute("role", cell.tagName === "TH" ? "columnheader" : "cell");
        if (cell.tagName === "TD") cell.dataset.label = names[place];
        if (place && cell.textContent.trim() === "—") cell.className += " empty";
      });
    });
  }

  all("table.data").forEach(function (table) {
    roles(table);
    if (table.tBodies[0].rows.length > 1) enhance(table);
  });

  // The page to search: without a script it lists everything, with one only what was asked for.
  all(".hits").forEach(function (hits) {
    var entries = all("li", hits);
    var box = make("input", { type: "search", placeholder: words.placeholder });
    var said = make("output");
    function find() {
      var holds = finder(box.value), count = 0;
      entries.forEach(function (entry) {
        entry.hidden = !box.value.trim() || !holds(entry.textContent);
        if (!entry.hidden) count += 1;
      });
      said.textContent = box.value.trim() ? hits.dataset.found.replace("{n}", count) : "";
    }
    hits.before(make("div", { className: "tools" }, [make("label", {}, [words.filter + " ", box]), said]));
    box.addEventListener("input", find);
    find();
    box.focus({ preventScroll: true });
  });

  // A container that scrolls sideways can be reached and scrolled with the keyboard.
  function reachable() {
    all(".scroll, pre").forEach(function (box) {
      if (box.scrollWidth <= box.clientWidth + 1) {
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

  // A citation is copied whole; where the browser lends no clipboard it is selected.
  all(".cite").forEach(function (cite) {
    var button = make("button", { type: "button", className: "copy", textContent: words.copy });
    button.addEventListener("click", function () {
      var range = document.createRange();
      range.selectNodeContents(cite);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      var done = function () { button.textContent = words.copied; };
      if (navigator.clipboard) navigator.clipboard.writeText(cite.textContent).then(done, function () {});
      else if (document.execCommand("copy")) done();
    });
    cite.after(button);
  });

  // The target of a link is always in sight; the other language opens at the same place.
  var other = document.querySelector("a.language");
  var home = other && other.getAttribute("href");
  function decoded(hash) { try { return decodeURIComponent(hash.slice(1)); } catch (error) { return ""; } }
  function arrive() {
    var target = location.hash && document.getElementById(decoded(location.hash));
    if (other) other.setAttribute("href", home + (target ? location.hash : ""));
    if (!target) return;
    var table = target.closest("table");
    if (table && target.matches("tr")) table.dispatchEvent(new CustomEvent("show-row", { detail: target }));
    for (var box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView({ block: target.matches("mark, tr") ? "center" : "start" });
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
    all("details").forEach(function (one) { one.open = true; });
  });
})();
