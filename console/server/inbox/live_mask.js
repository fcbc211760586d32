// The privacy mask of a camera over its live picture: opaque, in shares of the picture, there before the first picture is.

const SVG = "http://www.w3.org/2000/svg";

// The drawing lies over the video and fits its picture in as the video does (`object-fit: contain`), whatever the size.
export class LiveMask {
  constructor(drawing) {
    this.drawing = drawing;
    this.polygons = null;
    this.size = null;
    this.draw();
  }

  get covers() {
    return Boolean(this.polygons?.length);
  }

  know(polygons) {
    this.polygons = polygons;
    this.draw();
  }

  // The size of the picture that is shown; null while another one is on its way.
  place(size) {
    this.size = size;
    this.draw();
  }

  // Where it is not known what is masked, or where it lies, everything is.
  draw() {
    this.drawing.dataset.covers = this.covers && this.size ? "parts" : this.covers || !this.polygons ? "all" : "nothing";
    if (this.drawing.dataset.covers !== "parts") return this.drawing.replaceChildren();
    const [width, height] = this.size;
    this.drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const drawn = this.polygons.map((corners) => {
      const polygon = document.createElementNS(SVG, "polygon");
      polygon.setAttribute("points", corners.map(([x, y]) => `${x * width},${y * height}`).join(" "));
      return polygon;
    });
    this.drawing.replaceChildren(...drawn);
  }
}
