"use strict";
// Search, copying of code, diagrams, and where the reader is. Everything else works without.
(() => {
  const root = document.documentElement.dataset.root;
  const input = document.getElementById("frame.search");
  const results = document.getElementById("frame.results");
  const found = document.getElementById("frame.found");
  const MOST = 20;
  let index = null;
  let isAsked = false;
  let selected = -1;

  document.querySelector(".search").hidden = false;

  // A page that was opened as a file may not fetch, but may run a script.
  const load = () => {
    if (isAsked) return;
    isAsked = true;
    const script = document.createElement("script");
    script.src = root + "assets/search-index.js";
    script.onload = () => {
      index = window.quittanceSearch.map(([title, heading, place, text]) =>
        ({ title, heading, place, text, inTitle: title.toLowerCase(), inHeading: heading.toLowerCase(), inText: text.toLowerCase() }));
      show();
    };
    document.head.append(script);
  };

  const rank = (row, words) => {
    let sum = 0;
    for (const word of words) {
      const rank = (row.inTitle.includes(word) ? (row.heading ? 4 : 12) : 0) + (row.inHeading.includes(word) ? 8 : 0)
        + Math.min(3, row.inText.split(word).length - 1);
      if (rank === 0) return 0;
      sum += rank;
    }
    return sum;
  };

  const marked = (text, words) => {
    const line = document.createDocumentFragment();
    const pattern = new RegExp("(" + words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")", "gi");
    text.split(pattern).forEach((part, place) => {
      if (place % 2 === 0) return line.append(part);
      const mark = document.createElement("mark");
      mark.textContent = part;
      line.append(mark);
    });
    return line;
  };

  const excerpt = (row, words) => {
    const first = Math.min(...words.map(word => row.inText.indexOf(word)).filter(place => place >= 0));
    const begin = Number.isFinite(first) ? Math.max(0, row.text.lastIndexOf(" ", Math.max(0, first - 50))) : 0;
    return (begin > 0 ? "…" : "") + row.text.slice(begin, begin + 170) + (row.text.length > begin + 170 ? "…" : "");
  };

  const option = (row, words, place) => {
    const link = document.createElement("a");
    link.href = root + row.place;
    link.id = "frame.result-" + place;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    const where = document.createElement("span");
    where.className = "where";
    where.append(marked(row.heading || row.title, words));
    if (row.heading) {
      const page = document.createElement("span");
      page.textContent = " · " + row.title;
      where.append(page);
    }
    const what = document.createElement("span");
    what.className = "what";
    what.append(marked(excerpt(row, words), words));
    link.append(where, what);
    return link;
  };

  const open = isOpen => {
    results.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) select(-1);
  };

  const select = place => {
    const options = results.querySelectorAll("[role=option]");
    selected = options.length === 0 ? -1 : Math.max(-1, Math.min(place, options.length - 1));
    options.forEach((each, number) => each.setAttribute("aria-selected", String(number === selected)));
    if (selected < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[selected].id);
    options[selected].scrollIntoView({ block: "nearest" });
  };

  const show = () => {
    if (index === null) return;
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
    results.replaceChildren();
    if (words.length === 0) return open(false);
    const rows = index.map(row => ({ row, rank: rank(row, words) })).filter(each => each.rank > 0)
      .sort((one, other) => other.rank - one.rank);
    rows.slice(0, MOST).forEach((each, place) => results.append(option(each.row, words, place)));
    found.textContent = rows.length === 0 ? "Nothing found" : rows.length + " found";
    if (rows.length === 0) {
      const none = document.createElement("div");
      none.className = "none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = "Nothing found.";
      results.append(none);
    }
    open(true);
    select(rows.length === 0 ? -1 : 0);
  };

  const follow = () => {
    const link = results.querySelector("a[aria-selected=true]");
    if (link) {
      open(false);
      link.click();
    }
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(); });
  input.addEventListener("keydown", event => {
    const keys = { ArrowDown: () => select(selected + 1), ArrowUp: () => select(Math.max(0, selected - 1)), Enter: follow, Escape: () => open(false) };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  document.addEventListener("keydown", event => {
    const isTyping = event.target.closest("input, textarea, select");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
  document.addEventListener("click", event => {
    if (!event.target.closest(".search")) open(false);
  });
  results.addEventListener("click", () => open(false));

  document.querySelectorAll(".code").forEach(block => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    block.append(button);
  });

  // A panel over the text goes when the reader went where it leads.
  document.querySelectorAll("[popover]").forEach(panel => panel.addEventListener("click", event => {
    if (event.target.closest("a") && panel.matches(":popover-open")) panel.hidePopover();
  }));

  const entries = new Map([...document.querySelectorAll(".contents a")].map(link => [link.hash.slice(1), link]));
  const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")].filter(heading => entries.has(heading.id));
  const place = () => {
    const passed = headings.filter(heading => heading.getBoundingClientRect().top < 120);
    const here = passed[passed.length - 1];
    entries.forEach((link, id) => {
      if (here && id === here.id) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    });
  };
  addEventListener("scroll", place, { passive: true });
  place();

  const current = document.querySelector(".sections a[aria-current]");
  const sections = document.querySelector(".sections");
  if (current && current.offsetTop > sections.clientHeight * 0.8) sections.scrollTop = current.offsetTop - sections.clientHeight / 2;

  const diagrams = [...document.querySelectorAll(".diagram .mermaid")];
  if (diagrams.length > 0 && window.mermaid) {
    const isDark = matchMedia("(prefers-color-scheme: dark)");
    const drawings = diagrams.map(diagram => {
      const drawing = document.createElement("div");
      drawing.className = "drawing";
      drawing.tabIndex = 0;
      drawing.setAttribute("role", "group");
      drawing.setAttribute("aria-label", diagram.dataset.label);
      return drawing;
    });
    const probe = document.createElement("span");
    document.body.append(probe);
    const colour = name => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const colours = () => ({
      darkMode: isDark.matches, background: colour("surface"), primaryColor: colour("raised"), primaryTextColor: colour("text"),
      primaryBorderColor: colour("field"), lineColor: colour("faint"), textColor: colour("text"), edgeLabelBackground: colour("surface"),
      labelColor: colour("text"), stateLabelColor: colour("text"), transitionLabelColor: colour("text"), tertiaryColor: colour("surface"),
    });
    const draw = async () => {
      mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: "base", themeVariables: colours(), fontFamily: getComputedStyle(document.body).fontFamily });
      for (const [number, diagram] of diagrams.entries()) {
        const { svg } = await mermaid.render("frame-diagram-" + number, diagram.textContent);
        drawings[number].innerHTML = svg;
        drawings[number].querySelector("svg").setAttribute("aria-label", diagram.dataset.label);
        diagram.hidden = true;
        diagram.before(drawings[number]);
      }
      document.documentElement.dataset.drawn = isDark.matches ? "dark" : "light";
    };
    isDark.addEventListener("change", draw);
    draw();
  }
})();
