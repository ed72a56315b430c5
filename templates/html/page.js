
(() => {
  const folds = [...document.querySelectorAll("details")];
  const openAll = (open) => folds.forEach((fold) => { fold.open = open; });
  const bar = document.querySelector(".folds");
  bar.hidden = folds.length === 0;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) openAll(button.dataset.open === "true");
  });
  let before = [];
  addEventListener("beforeprint", () => { before = folds.map((fold) => fold.open); openAll(true); });
  addEventListener("afterprint", () => { folds.forEach((fold, k) => { fold.open = before[k]; }); });
})();
