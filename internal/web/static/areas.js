// The treated areas: as chips, and marked on the body.
//
// A chip is {area, side, label}; area is "" where the words are not in the
// vocabulary. The sides of an area add up like bits: left and right are both.

const LEFT = 1, RIGHT = 2;
const sides = ["", "left", "right", "both"];
const bits = (side) => sides.indexOf(side);

export class Areas {
  // words are {area: {labels: [whole, left, right, both], sided}}; changed is
  // called after every change.
  constructor(words, changed) {
    Object.assign(this, {words, changed, chips: []});
    this.list = document.getElementById("chips");
    this.said = document.getElementById("picked");
    const svg = document.getElementById("body");
    this.body = new Body(svg, (area, side) => steady(svg, () => this.click(area, side)));
  }

  replace(chips) {
    this.chips = chips.map((chip) => ({...chip}));
    this.draw();
  }

  // add puts chips to those that are there; the left and the right of one area
  // become both.
  add(chips) {
    for (const chip of chips) {
      const same = this.find(chip);
      if (same) this.setSide(same, bits(same.side) | bits(chip.side));
      else this.chips.push({...chip});
    }
    this.tell();
  }

  remove(chip) {
    this.chips = this.chips.filter((other) => other !== chip);
    this.tell();
  }

  // tell shows a change, and says it to who cannot see it.
  tell() {
    this.draw();
    this.changed();
    this.said.textContent = this.chips.length ? `Picked: ${this.chips.map((chip) => chip.label).join(", ")}` : "No area is picked";
  }

  click(area, side) {
    const chip = this.chips.find((c) => c.area === area);
    if (!chip) return this.add([{area, side, label: this.words[area].labels[bits(side)]}]);
    if (!side || bits(chip.side) === bits(side)) return this.remove(chip);
    this.toggle(chip, bits(side));
  }

  toggle(chip, bit) {
    this.setSide(chip, bits(chip.side) ^ bit);
    this.tell();
  }

  find({area, label}) { return this.chips.find((c) => area ? c.area === area : c.label === label); }

  setSide(chip, side) {
    if (!chip.area) return;
    chip.side = sides[side];
    chip.label = this.words[chip.area].labels[side];
  }

  draw() {
    this.list.replaceChildren(...this.chips.map((chip) => this.item(chip)));
    this.body.mark(this.chips);
  }

  item(chip) {
    const li = document.createElement("li");
    li.className = chip.area ? "chip" : "chip unknown";
    const name = document.createElement("span");
    name.textContent = chip.label;
    li.append(name);
    if (this.words[chip.area]?.sided) {
      const whole = this.words[chip.area].labels[0];
      li.append(this.side(chip, LEFT, "L", `${whole}: left`), this.side(chip, RIGHT, "R", `${whole}: right`));
    }
    const remove = button("×", `Remove ${chip.label}`, () => {
      this.remove(chip);
      document.getElementById("area").focus();
    });
    remove.className = "remove";
    li.append(remove);
    return li;
  }

  side(chip, bit, letter, label) {
    const pressed = (bits(chip.side) & bit) !== 0;
    const it = button(letter, label, () => {
      const place = this.chips.indexOf(chip);
      this.toggle(chip, bit);
      this.list.children[place].querySelectorAll(".side")[bit - 1].focus();
    });
    it.className = "side";
    it.setAttribute("aria-pressed", String(pressed));
    return it;
  }
}

// steady keeps an element under the pointer while chips come and go above it.
function steady(element, change) {
  const top = element.getBoundingClientRect().top;
  change();
  let scroller = element.parentElement;
  while (scroller.parentElement && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement;
  scroller.scrollBy(0, element.getBoundingClientRect().top - top);
}

function button(text, label, clicked) {
  const it = document.createElement("button");
  it.type = "button";
  it.textContent = text;
  it.setAttribute("aria-label", label);
  it.addEventListener("click", clicked);
  return it;
}

// Body is the drawing to click on. It is one stop of the Tab key; the arrow
// keys go to the nearest target in their direction.
class Body {
  constructor(svg, clicked) {
    this.targets = [...svg.querySelectorAll(".target")];
    this.name = document.getElementById("body-name");
    this.targets[0].tabIndex = 0;
    const of = (event) => event.target.closest?.(".target");
    svg.addEventListener("click", (event) => of(event) && clicked(of(event).dataset.area, of(event).dataset.side));
    svg.addEventListener("pointerover", (event) => this.say(of(event)));
    svg.addEventListener("pointerleave", () => this.say(null));
    // Around the drawing: Chromium lets the Tab key stop at one that listens to
    // the focus itself.
    svg.parentElement.addEventListener("focusin", (event) => this.reach(of(event)));
    svg.parentElement.addEventListener("focusout", () => this.say(null));
    svg.addEventListener("keydown", (pressed) => this.key(pressed, of(pressed), clicked));
  }

  say(target) { this.name.textContent = target ? target.dataset.name : ""; }

  reach(target) {
    if (!target) return;
    for (const other of this.targets) other.tabIndex = other === target ? 0 : -1;
    this.say(target);
  }

  key(pressed, target, clicked) {
    const way = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[pressed.key];
    if (!target || !(way || pressed.key === " " || pressed.key === "Enter")) return;
    pressed.preventDefault();
    if (way) this.nearest(target, way)?.focus();
    else clicked(target.dataset.area, target.dataset.side);
  }

  // nearest goes straight rather than near: what lies aside counts double.
  nearest(from, [x, y]) {
    const here = middle(from);
    let best = null, least = Infinity;
    for (const target of this.targets) {
      const there = middle(target);
      const ahead = (there.x - here.x) * x + (there.y - here.y) * y;
      const aside = Math.abs((there.x - here.x) * y) + Math.abs((there.y - here.y) * x);
      if (target !== from && ahead > 20 && ahead + 2 * aside < least) [best, least] = [target, ahead + 2 * aside];
    }
    return best;
  }

  mark(chips) {
    for (const target of this.targets) {
      const chip = chips.find((c) => c.area === target.dataset.area);
      let marked = false;
      for (const half of target.querySelectorAll("path")) {
        const on = Boolean(chip) && (!chip.side || (bits(chip.side) & bits(half.dataset.side)) !== 0);
        half.classList.toggle("marked", on);
        marked ||= on;
      }
      target.setAttribute("aria-checked", String(marked));
    }
  }
}

// middle of what is drawn, in the unit of the drawing.
function middle(target) {
  const box = target.getBBox();
  return {x: box.x + box.width / 2, y: box.y + box.height / 2};
}
