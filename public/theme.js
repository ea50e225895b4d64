// Runs before the first paint: the reader's theme, and a mark that script runs. Nothing else belongs here.
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  try {
    const theme = localStorage.getItem('stagecraft:theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // Storage is not available: the system's theme stays.
  }
})();
