// Loads the page again when the set has changed.
(() => {
  let known = null;
  const look = async () => {
    try {
      const answer = await fetch("/preview/version", { cache: "no-store" });
      const version = await answer.text();
      if (known !== null && version !== known) {
        location.reload();
        return;
      }
      known = version;
    } catch {
      // The preview has ended, or begins anew.
    }
    setTimeout(look, 1000);
  };
  look();
})();
