"use strict";
// Leaflet on our own land: places as exactly as they are known.  All words of reports are set as text, never as markup.
(() => {
  const box = document.getElementById("leaflet");
  if (!box || typeof L === "undefined") return;
  const words = box.dataset;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const fetched = (url) => fetch(url, {headers: {Accept: "application/geo+json"}}).then((r) => {
    if (!r.ok) throw new Error(String(r.status));
    return r.json();
  });
  Promise.all([fetched(words.base), fetched(words.places)]).then(([base, places]) => {
    box.hidden = false;
    document.getElementById("drawn").hidden = true;
    const map = L.map(box, {
      attributionControl: false, zoomControl: false, minZoom: 3, maxZoom: 13, zoomAnimation: !calm, fadeAnimation: !calm,
      markerZoomAnimation: !calm,
    });
    const bounds = L.latLngBounds([]), wide = L.latLngBounds([]);
    for (const f of places.features) {
      const points = f.geometry.type === "Point" ? [f.geometry.coordinates] : f.geometry.coordinates.flat(2);
      for (const [lon, lat] of points) {
        wide.extend([lat, lon]);
        if (!(f.properties.precision === 3)) bounds.extend([lat, lon]);
      }
    }
    map.fitBounds((bounds.isValid() ? bounds : wide).pad(0.25), {maxZoom: 10, animate: false});
    L.control.zoom({zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut}).addTo(map);
    L.control.scale({imperial: false}).addTo(map);
    L.geoJSON(base, {
      interactive: false,
      style: (f) => ({
        className: `map-${f.properties.kind === "disputed" ? "land" : f.properties.kind}`, weight: 1,
        fillOpacity: f.properties.kind === "land" || f.properties.kind === "lake" ? 1 : 0,
        dashArray: f.properties.kind === "border" || f.properties.kind === "disputed" ? "3 3" : null,
      }),
    }).addTo(map);
    const popup = (p) => {
      const div = document.createElement("div");
      const name = div.appendChild(document.createElement("strong"));
      name.dir = "auto";
      name.textContent = p.name;
      div.append(document.createElement("br"), words[String(p.precision)], document.createElement("br"));
      div.append(`${words.claims} ${p.claims}`);
      const list = div.appendChild(document.createElement("ul"));
      for (const i of p.incidents) {
        const a = list.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
        a.href = i.page;
        a.textContent = i.title;
      }
      const to = div.appendChild(document.createElement("a"));
      to.href = `#${p.anchor}`;
      to.textContent = words.list;
      return div;
    };
    const icon = (n, many) => L.divIcon({className: many ? "spot many" : "spot", html: String(Number(n)), iconSize: many ? [36, 36] : [26, 26]});
    const clusters = L.markerClusterGroup({
      showCoverageOnHover: false, animate: !calm, maxClusterRadius: 36,
      iconCreateFunction: (c) => icon(c.getChildCount(), true),
    });
    const known = new Map();
    const drawn = L.layerGroup().addTo(map);
    // Wide areas lie under narrow ones.
    const draw = (features) => { for (const f of [...features].sort((a, b) => (b.properties.precision || 0) - (a.properties.precision || 0))) {
      const p = f.properties;
      if (p.places) {
        // Many places as one mark: going nearer parts them.
        const at = L.latLng(f.geometry.coordinates[1], f.geometry.coordinates[0]);
        const name = `${words.placesHere} ${p.places}`;
        L.marker(at, {icon: icon(p.places, true), title: name, alt: name, keyboard: true})
          .on("click keypress", () => map.setView(at, map.getZoom() + 2, {animate: !calm})).addTo(drawn);
        continue;
      }
      const style = {className: `map-p${p.precision}`, weight: 1.5, fillOpacity: [0.3, 0.16, 0.08][p.precision - 1], dashArray: p.precision === 3 ? "5 4" : null};
      let shape;
      if (f.geometry.type === "Point") {
        const at = L.latLng(f.geometry.coordinates[1], f.geometry.coordinates[0]);
        shape = L.circle(at, {...style, radius: p.radius_m});
        // Only what is named itself has a mark: a middle is nobody's place.
        if (p.precision === 1) {
          const mark = L.marker(at, {icon: icon(p.claims, false), title: p.name, alt: p.name, keyboard: true});
          mark.bindPopup(() => popup(p));
          clusters.addLayer(mark);
        }
      } else {
        shape = L.geoJSON(f, {style: () => style});
      }
      shape.addTo(drawn).bindPopup(() => popup(p));
      known.set(p.anchor, shape);
    } };
    draw(places.features);
    map.addLayer(clusters);
    if (!places.whole) {
      // More than are sent at once: what is looked at is asked for, as near as it is looked at.
      let asked = 0;
      const renew = () => {
        const turn = ++asked, b = map.getBounds().pad(0.1);
        const limit = (x, most) => Math.max(-most, Math.min(most, x)).toFixed(3);
        const box = [limit(b.getWest(), 180), limit(b.getSouth(), 90), limit(b.getEast(), 180), limit(b.getNorth(), 90)];
        const url = new URL(words.places, location.href);
        url.searchParams.set("box", box.join(","));
        url.searchParams.set("zoom", String(Math.round(map.getZoom())));
        fetched(url).then((now) => {
          if (turn !== asked) return;
          drawn.clearLayers();
          clusters.clearLayers();
          draw(now.features);
        }).catch(() => {});
      };
      map.on("moveend", renew);
      renew();
    }
    for (const button of document.querySelectorAll(".show-on-map")) {
      const shape = known.get(button.dataset.anchor);
      if (!shape) continue;
      button.hidden = false;
      button.addEventListener("click", () => {
        map.fitBounds(shape.getBounds(), {maxZoom: 11, animate: !calm});
        shape.openPopup();
        box.scrollIntoView({block: "nearest"});
      });
    }
    box.dataset.ready = "yes";
  }).catch((fault) => {
    // The drawing and the list stay.
    box.hidden = true;
    document.getElementById("drawn").hidden = false;
    console.warn("the map is drawn without its tiles:", fault);
  });
})();
