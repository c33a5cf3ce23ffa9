// The choice of questions: a form that stands in the address, so that a reload or a bookmark keeps it.
"use strict";
(() => {
  const { guide } = self;
  const study = self.guideStudy;
  const capitalize = (text) => text[0].toUpperCase() + text.slice(1);
  const pair = (value) => [value, capitalize(value)];
  const WHICH = [["", "Due, then new"], ["due", "Only due"], ["missed", "Only missed"], ["new", "Only new"], ["all", "All"]];
  const ORDERS = [["", "As planned"], ["random", "Random"]];

  study.makeField = (label, name, choices, value = "") => {
    const field = guide.make("label", "", label);
    const select = guide.make("select", "", "", { name });
    for (const [key, text] of choices) select.append(new Option(text, key, false, key === value));
    field.append(select);
    return field;
  };

  /** The form; `change` is called whenever the reader chooses. */
  study.makeChoice = ({ topics, questions }, change) => {
    const form = guide.make("form", "question-filter");
    const of = (name) => [...new Set(questions.flatMap((question) => question[name]))];
    const any = (pairs) => [["", "Any"], ...pairs];
    form.append(
      study.makeField("Which", "which", WHICH),
      study.makeField("Topic", "topic", any(topics)),
      study.makeField("Level", "level", any(["junior", "mid", "senior"].filter((level) => of("level").includes(level)).map(pair))),
      study.makeField("Kind", "kind", any(of("kind").map(pair))),
      study.makeField("Tag", "tag", any(of("tags").sort().map((tag) => [tag, tag]))),
      study.makeField("Order", "order", ORDERS),
      makeFollowUps(),
    );
    readAddress(form);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      writeAddress(form);
      change();
    });
    return form;
  };

  function makeFollowUps() {
    const label = guide.make("label", "study-check");
    label.append(guide.make("input", "", "", { type: "checkbox", name: "followUps", value: "yes" }), "Follow-up questions too");
    return label;
  }

  const readForm = (form) => Object.fromEntries(new FormData(form));
  study.readChoice = readForm;

  function readAddress(form) {
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      const value = asked.get(field.name);
      if (field.type === "checkbox") field.checked = value === field.value;
      else if ([...field.options].some((option) => option.value === value)) field.value = value;
    }
  }

  function writeAddress(form) {
    const address = new URL(location.href);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    if (location.protocol !== "file:") history.replaceState(history.state, "", address);
  }

  /** What is chosen, in words, for the line that opens the form. */
  study.describeChoice = (form) => {
    const chosen = [...form.querySelectorAll("select")].filter(({ value, name }) => value || name === "which");
    const words = chosen.map(({ selectedOptions: [option] }) => option.text);
    return [...words, ...(form.elements.followUps.checked ? ["follow-up questions too"] : [])].join(", ");
  };
})();
