// A text field with suggestions, after the combobox pattern of the ARIA
// Authoring Practices: the focus stays in the field, the arrow keys move among
// the suggestions.

let lists = 0;

// combobox gives input suggestions. find turns what was typed into options,
// each with a label and perhaps a detail; choose is called with one of them, or
// with nothing when Enter is pressed and none is taken. Where none is marked,
// Enter takes the first, or with {first: false} what was typed.
export function combobox(input, find, choose, {first = true} = {}) {
  const list = document.createElement("ul");
  list.id = `suggestions-${++lists}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  const count = document.createElement("p"); // for who cannot see the list
  count.className = "unseen";
  count.setAttribute("role", "status");
  input.after(list, count);
  set(input, {role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id});

  let options = [], active = -1, turn = 0;
  let asked = ""; // what the options are the answer to

  function close() {
    turn++;
    options = [];
    asked = "";
    active = -1;
    list.hidden = true;
    count.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(n) {
    active = n;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === n)));
    if (n < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[n].id);
    list.children[n].scrollIntoView({block: "nearest"});
  }

  function take(n) {
    const chosen = options[n];
    close();
    choose(chosen);
  }

  async function suggest() {
    const mine = ++turn, typed = input.value;
    const found = typed.trim() ? await find(typed) : [];
    if (mine !== turn) return;
    if (!found.length) return close();
    [options, asked] = [found, typed];
    list.replaceChildren(...found.map((option, n) => item(option, `${list.id}-${n}`)));
    list.hidden = false;
    count.textContent = found.length === 1 ? "1 suggestion" : `${found.length} suggestions`;
    input.setAttribute("aria-expanded", "true");
    mark(-1);
  }

  const keys = {
    ArrowDown: () => options.length ? mark((active + 1) % options.length) : suggest(),
    ArrowUp: () => options.length && mark(active <= 0 ? options.length - 1 : active - 1),
    Escape: () => close(),
    Enter: async () => {
      // Who types fast is ahead of the suggestions: none of another word is taken.
      if (asked !== input.value) await suggest();
      if (asked === input.value || !options.length) take(first ? Math.max(active, 0) : active);
    },
  };

  input.addEventListener("input", suggest);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (pressed) => {
    if (!keys[pressed.key] || pressed.isComposing) return;
    if (pressed.key !== "Escape" || options.length) pressed.preventDefault();
    keys[pressed.key]();
  });
  list.addEventListener("pointerdown", (pressed) => {
    pressed.preventDefault(); // the focus stays in the field
  });
  list.addEventListener("click", (clicked) => {
    const n = [...list.children].indexOf(clicked.target.closest("li"));
    if (n >= 0) take(n);
  });
}

function item(option, id) {
  const li = document.createElement("li");
  set(li, {id, role: "option", "aria-selected": "false"});
  li.append(option.label);
  if (option.detail) {
    const detail = document.createElement("span");
    detail.className = "detail";
    detail.textContent = option.detail;
    li.append(" ", detail);
  }
  return li;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
