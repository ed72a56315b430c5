// Python in a worker: Pyodide, the tutor and its packages, all from the folder of the page.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const here = (name) => new URL(name, import.meta.url).href;
const bytes = async (name) => (await fetched(name)).arrayBuffer();
let site = null, python = null, answered = null, typeset = null;

async function fetched(name) {
  const reply = await fetch(here(name));
  if (!reply.ok) throw new Error(`${name} is missing`);
  return reply;
}

async function start() {
  site = await (await fetched("site.json")).json();
  const packed = bytes("python.zip");
  python = await loadPyodide({ indexURL: here("pyodide/"), packageBaseUrl: here("wheels/") });
  python.FS.writeFile("/language", site.language);
  python.FS.mkdir("/sets");
  for (const name of site.sets) python.FS.writeFile(`/sets/${name}.toml`, new Uint8Array(await bytes(`sets/${encodeURIComponent(name)}.toml`)));
  await python.loadPackage(here(`wheels/${site.flint}`));
  python.unpackArchive(await packed, "zip", { extractDir: "/packages" });
  python.runPython("import sys; sys.path.insert(0, '/packages')");
  answered = python.pyimport("tutor.web.alone").answered;
}

const started = start().then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error) }));

onmessage = async ({ data: { verb, asked } }) => {
  await started;
  if (verb === "download" && JSON.parse(asked).form === "pdf") await (typeset ??= python.loadPackage(here(`wheels/${site.typst}`)));
  postMessage({ found: answered(verb, asked) });
};
