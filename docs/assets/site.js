// Tells the style sheet which system the reader uses, so that it shows the command for that one.
// On a telephone, and without a script, the commands for all systems stand there. Instant loading keeps the mark.
(() => {
  const agent = navigator.userAgent;
  if (!/Android|iPhone|iPad|Mobile/.test(agent)) {
    document.documentElement.dataset.system = /Windows/.test(agent) ? "windows" : "unix";
  }
})();
