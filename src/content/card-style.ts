/**
 * How the card looks. Everything on the host is important: inside a shadow root that wins over whatever the page says
 * (CSS Cascading 5 §6.4.1). Sizes are pixels: the page's own root font size must not change them; zoom does.
 */
export const cardStyle = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: 0 !important;
  width: 100% !important;
  height: 100% !important;
  overflow: hidden !important;
  background: transparent !important;
  pointer-events: none !important;
  color-scheme: light dark !important;
}
@media print { :host { display: none !important; } }
* { box-sizing: border-box; margin: 0; }
.card {
  --sheet: light-dark(#ffffff, #1c2027); --ink: light-dark(#1d2430, #e8eaee); --muted: light-dark(#5b6573, #9aa4b2);
  --line: light-dark(#e4e2db, #2c323c); --accent: light-dark(#274690, #9db8ff); --paper: light-dark(#fbfaf7, #15181d);
  position: absolute; width: max-content; max-width: min(360px, calc(100vw - 16px)); min-width: min(280px, calc(100vw - 16px));
  padding: 16px; overflow: auto; overscroll-behavior: contain; pointer-events: auto; cursor: default;
  color: var(--ink); background: var(--sheet); border: 1px solid var(--line); border-radius: 12px;
  box-shadow: 0 1px 2px rgb(0 0 0 / 8%), 0 8px 28px rgb(20 26 38 / 18%);
  font: 14px/1.45 system-ui, sans-serif; text-align: start; overflow-wrap: anywhere;
}
.locked { --grade: light-dark(#1b7f4d, #6fd3a0); --tint: light-dark(#e6f4ec, #163527); }
.testing { --grade: light-dark(#1f6f8b, #7cc8e0); --tint: light-dark(#e3f1f5, #12303a); }
.broken { --grade: light-dark(#8f5b00, #e9be6a); --tint: light-dark(#fdf3dd, #3a2d10); }
.unlocked { --grade: light-dark(#b3261e, #ff9c94); --tint: light-dark(#fce9e7, #43201d); }
.neutral { --grade: light-dark(#5b6573, #aab3c0); --tint: light-dark(#eef0f3, #272c35); }
header { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; align-items: center; }
.badge {
  grid-row: span 2; align-self: start; display: grid; place-items: center; width: 40px; height: 40px;
  border-radius: 50%; color: var(--grade); background: var(--tint);
}
.badge svg { width: 22px; height: 22px; }
h2 { font-size: 16px; line-height: 1.3; font-weight: 650; }
.ascii { color: var(--muted); font: 12px/1.4 ui-monospace, monospace; }
.grades { display: flex; flex-wrap: wrap; gap: 2px 14px; padding: 0; list-style: none; font-size: 13px; font-weight: 600; }
.grades li { display: flex; align-items: center; gap: 5px; color: var(--grade); }
.grades svg { flex: none; width: 15px; height: 15px; }
p { margin-top: 12px; }
.note { padding: 8px 10px; color: var(--grade); background: var(--tint); border-radius: 8px; font-size: 13px; }
.hint { margin-top: 10px; color: var(--muted); font-size: 12.5px; }
dl { display: grid; grid-template-columns: minmax(64px, max-content) 1fr; gap: 4px 16px; margin-top: 12px; font-size: 13px; }
dt { color: var(--muted); }
dd { margin: 0; }
footer { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 14px; }
time { margin-inline-start: auto; color: var(--muted); font-size: 12px; }
button {
  min-height: 32px; padding: 4px 12px; font: inherit; font-size: 13px; color: var(--ink); cursor: pointer;
  background: var(--sheet); border: 1px solid var(--line); border-radius: 8px;
}
button:hover { background: var(--paper); border-color: var(--muted); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
textarea, .said { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); border: 0; white-space: pre; }
@media (prefers-reduced-motion: no-preference) {
  .card { animation: appear 120ms ease-out; }
  @keyframes appear { from { opacity: 0; translate: 0 3px; } }
}
@media (forced-colors: active) {
  .card { border: 2px solid CanvasText; box-shadow: none; }
  .badge, .note { border: 1px solid CanvasText; }
}
`;
