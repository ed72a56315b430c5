// What the page says around a set, in the language of the set. English is what stands in the code; each other language has it by the English.

const WORDS = {
  de: {
    "Correct.": "Richtig.",
    "The value is right, but not in the form that was asked.": "Der Wert stimmt, aber nicht in der verlangten Form.",
    "Partly right.": "Teilweise richtig.",
    "Not right yet.": "Noch nicht richtig.",
    "This cannot be read, and costs nothing.": "Das ist nicht lesbar und kostet nichts.",
    "Undecided.": "Unentschieden.",
    "Your answer": "Deine Antwort",
    "Check": "Prüfen",
    "Read as ": "Gelesen als ",
    "Checking ...": "Wird geprüft ...",
    "One moment ...": "Einen Augenblick ...",
    "Give me a hint": "Gib mir einen Hinweis",
    "A stronger hint": "Ein deutlicherer Hinweis",
    "The hint again": "Noch einmal der Hinweis",
    "Check my lines": "Meine Zeilen prüfen",
    "This is of another kind than was asked, and costs nothing.": "Das ist von anderer Art als gefragt und kostet nichts.",
    "Where your value comes from": "Woher dieser Wert kommt",
    "My own lines, and hints": "Meine Rechnung und Hinweise",
    "Your working, a line for each step": "Deine Rechnung, eine Zeile für jeden Schritt",
    "The mistake: ": "Der Fehler: ",
    "Next step": "Nächster Schritt",
    "All steps": "Alle Schritte",
    "Brief": "Knapp",
    "Normal": "Normal",
    "Full": "Ausführlich",
    "Notebook": "Notebook",
    "Web page": "Webseite",
    "Detail ": "Ausführlichkeit ",
    "Solution": "Lösung",
    "The whole solution is shown.": "Die ganze Lösung ist zu sehen.",
    "{} of {} parts are shown.": "{} von {} Teilen sind zu sehen.",
    "Working ...": "Wird gerechnet ...",
    "The solution is ready.": "Die Lösung ist da.",
    "Keep it: ": "Mitnehmen: ",
    "Print": "Drucken",
    "Link to this problem": "Link zu dieser Aufgabe",
    "Show the solution": "Lösung zeigen",
    "Other numbers": "Andere Zahlen",
    "The problem has other numbers now.": "Die Aufgabe hat jetzt andere Zahlen.",
    "Forget my progress in this set": "Meinen Fortschritt in diesem Blatt vergessen",
    "Forget what you have solved in this set? It cannot be brought back.": "Vergessen, was du in diesem Blatt gelöst hast? Es lässt sich nicht zurückholen.",
    "Next problem": "Nächste Aufgabe",
    "solved": "gelöst",
    "tried": "versucht",
    "Formula editor": "Formeleditor",
    "What stands in the box is not a formula that the editor can show. It stays as it is.": "Was im Feld steht, ist keine Formel, die der Editor zeigen kann. Es bleibt, wie es ist.",
    "The formula editor cannot be loaded. The box takes the same formulas.": "Der Formeleditor lässt sich nicht laden. Das Feld nimmt dieselben Formeln.",
    "Signs to type": "Zeichen zum Eintippen",
    "fraction": "Bruch",
    "power": "Potenz",
    "square root": "Quadratwurzel",
    "exponential": "Exponentialfunktion",
    "logarithm": "Logarithmus",
    "sine": "Sinus",
    "cosine": "Kosinus",
    "absolute value": "Betrag",
    "point or vector": "Punkt oder Vektor",
    "pi": "Pi",
    "theta": "Theta",
    "infinity": "unendlich",
    "at most": "höchstens",
    "at least": "mindestens",
    "integral with limits": "Integral mit Grenzen",
    "At character {}.": "Beim Zeichen {}.",
    "A wide formula, which scrolls": "Eine breite Formel zum Schieben",
    "All sets": "Alle Blätter",
    "Problems of this set": "Aufgaben dieses Blatts",
    "Skip to the content": "Zum Inhalt",
    "Ask": "Fragen",
    "Practise": "Üben",
    "Explore": "Erkunden",
    "Parts of the tutor": "Teile des Tutors",
  },
};
let spoken = {};

/** From now on this language is spoken, where the page has it; English otherwise. What stands on the page already is said anew. */
export function speak(code) {
  spoken = WORDS[code] ?? {};
  document.documentElement.lang = code in WORDS ? code : "en";
  for (const each of document.querySelectorAll("[data-said]")) each.textContent = t(each.dataset.said);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", t(each.dataset.label));
}

/** A phrase in the language that is spoken, with what is put into its holes. */
export function t(english, ...put) {
  return put.reduce((text, value) => text.replace("{}", value), spoken[english] ?? english);
}
