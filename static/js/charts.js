// Draws larger charts once one comes in sight, where there is room and a pointer; elsewhere the bars stay.
const figures = document.querySelectorAll("[data-plotly]");
let loading;

const load = (src) => (loading ??= new Promise((done, fail) => {
  const script = document.createElement("script");
  Object.assign(script, { src, onload: () => done(window.Plotly), onerror: fail });
  document.head.append(script);
}));

const draw = async (figure) => {
  const [place, bars, chart] = ["[data-place]", "[data-drawn]", "script"].map((of) => figure.querySelector(of));
  const { data, layout } = JSON.parse(chart.textContent);
  const Plotly = await load(figure.dataset.plotly);
  // As high as what it takes the place of: nothing on the page moves.
  if (bars) layout.height = Math.max(bars.offsetHeight, 240);
  place.hidden = false;
  await Plotly.newPlot(place, data, layout, { displayModeBar: false, responsive: true });
  figure.classList.add("is-drawn");
};

if (matchMedia("(min-width: 43.75em) and (hover: hover)").matches && !navigator.connection?.saveData) {
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      draw(target).catch(() => (target.querySelector("[data-place]").hidden = true));
    }
  });
  for (const figure of figures) seen.observe(figure);
}
