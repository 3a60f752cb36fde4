// A map that pans and zooms, on demand: the drawn sheet itself lies in Leaflet, its marks come from the page's GeoJSON.
// Nothing is asked of another host, but for tiles where the desk's own configuration names a server.
(() => {
  "use strict";
  const ready = (src) => new Promise((done, failed) => {
    if (window.L) return done();
    const script = Object.assign(document.createElement("script"), { src, onload: done, onerror: failed });
    document.head.append(script);
  });
  const styled = (href) => new Promise((done) => {
    if (document.querySelector("link[data-leaflet]")) return done();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: done });
    link.dataset.leaflet = "";
    document.head.append(link);
  });
  const told = (features) => {
    const out = document.createElement("div");
    for (const { properties } of features) {
      const line = out.appendChild(document.createElement("p"));
      const link = line.appendChild(document.createElement("a"));
      link.href = properties.href;
      link.textContent = properties.title;
      line.append(` ${properties.place} ${properties.when}`);
    }
    return out;
  };
  const icon = (holder, features) => {
    const kinds = new Set(features.map((one) => one.properties.kind));
    const key = kinds.size === 1 ? [...holder.querySelectorAll(".key [data-kind]")].find((one) => kinds.has(one.dataset.kind)) : null;
    const box = document.createElement("div");
    if (key && features.length === 1) box.append(key.querySelector(".sign").cloneNode(true));
    else box.append(Object.assign(document.createElement("b"), { textContent: features.length }));
    return L.divIcon({ className: "pin", html: box, iconSize: [24, 24] });
  };
  const marks = (holder, map) => {
    const places = new Map();
    for (const feature of JSON.parse(document.getElementById(`${holder.dataset.map}-data`).textContent).features) {
      const at = feature.geometry.coordinates.join();
      places.set(at, [...(places.get(at) || []), feature]);
    }
    for (const features of places.values()) {
      const [lon, lat] = features[0].geometry.coordinates;
      const title = `${features[0].properties.place}: ${features[0].properties.title}`;
      L.marker([lat, lon], { icon: icon(holder, features), title, alt: title }).addTo(map).bindPopup(told(features));
    }
  };
  const open = async (holder, svg, button) => {
    await Promise.all([styled(holder.dataset.style), ready(holder.dataset.leaflet)]);
    const field = Object.assign(document.createElement("div"), { className: "slippy" });
    const { west, south, east, north } = svg.dataset;
    const bounds = [[+south, +west], [+north, +east]];
    svg.replaceWith(field);
    const map = L.map(field, { maxZoom: 12, zoomSnap: 0.5, attributionControl: Boolean(holder.dataset.tiles) });
    map.fitBounds(bounds);
    map.setMinZoom(map.getZoom() - 1);
    L.svgOverlay(svg, bounds, { interactive: true }).addTo(map);
    if (holder.dataset.tiles) {
      field.classList.add("tiled");
      L.tileLayer(holder.dataset.tiles, { attribution: holder.dataset.credit.replace(/[<>&]/g, "") }).addTo(map);
    }
    L.control.scale({ imperial: false }).addTo(map);
    marks(holder, map);
    field.focus();
    return () => {
      map.remove();
      svg.removeAttribute("style");
      svg.setAttribute("class", "map");
      field.replaceWith(svg);
      button.focus();
    };
  };
  for (const holder of document.querySelectorAll("figure[data-map]")) {
    const svg = holder.querySelector("svg.map");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: holder.dataset.open });
    let close = null;
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        if (close) close = close();
        else close = await open(holder, svg, button);
        button.textContent = close ? holder.dataset.close : holder.dataset.open;
      } finally { button.disabled = false; }
    });
    svg.after(button);
  }
})();
