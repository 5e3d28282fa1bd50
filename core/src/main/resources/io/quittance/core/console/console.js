// Draws the curves of the overview, and draws them again when newer numbers came. Everything else works without a script.
(() => {
  const plots = new Map();

  const colour = (name) => {
    const probe = document.createElement("span");
    probe.className = "colour-" + name;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };

  const translucent = (value) => value.replace(/^rgba?\(([^,]+),([^,]+),([^,)]+).*$/, "rgba($1,$2,$3,0.12)");

  const clock = (seconds) => new Date(seconds * 1000).toISOString().slice(11, 19);

  // Nobody points at a moment: the legend tells the latest one.
  const tellLatest = (plot) => setTimeout(() => plot.setLegend({ idx: plot.data[0].length - 1 }));

  const axis = () => ({
    stroke: colour("faint"),
    font: "12px system-ui, sans-serif",
    grid: { stroke: colour("line"), width: 1 },
    ticks: { show: false },
  });

  const options = (element) => {
    const names = element.dataset.names.split(",");
    const colours = element.dataset.colours.split(",");
    const unit = element.dataset.unit;
    const number = (plot, value) => (value == null ? "–" : value.toLocaleString("en", { maximumFractionDigits: 1 }) + (unit === "" ? "" : " " + unit));
    return {
      width: element.clientWidth,
      height: 176,
      padding: [8, 8, 0, 0],
      cursor: { y: false, points: { size: 6 } },
      scales: { x: { time: true }, y: { range: (plot, least, most) => [0, Math.max(1, (most ?? 0) * 1.1)] } },
      axes: [{ ...axis(), space: 72, values: (plot, times) => times.map((time) => clock(time)) }, { ...axis(), size: 48, values: (plot, values) => values.map((value) => value.toLocaleString("en")) }],
      series: [
        { label: "Time", value: (plot, time) => (time == null ? "–" : clock(time)) },
        ...names.map((name, index) => ({
          label: name,
          stroke: colour(colours[index]),
          fill: index === 0 ? translucent(colour(colours[index])) : undefined,
          width: 2,
          dash: index === 0 ? undefined : [6 - index * 2 + 2, 3],
          points: { show: false },
          spanGaps: true,
          value: number,
        })),
      ],
    };
  };

  const draw = (anew) => {
    const series = document.getElementById("series");
    if (series === null) {
      return;
    }
    for (const element of document.querySelectorAll("[data-chart]")) {
      const data = JSON.parse(series.dataset[element.dataset.chart]);
      if (anew && plots.has(element)) {
        plots.get(element).destroy();
        plots.delete(element);
      }
      if (plots.has(element)) {
        plots.get(element).setData(data);
      } else {
        const plot = new uPlot(options(element), data, element);
        plot.over.addEventListener("mouseleave", () => tellLatest(plot));
        plots.set(element, plot);
      }
      tellLatest(plots.get(element));
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    draw(false);
    document.body.addEventListener("htmx:afterSwap", () => draw(false));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(true));
    let width = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth !== width) {
        width = innerWidth;
        draw(true);
      }
    });
  });
})();
