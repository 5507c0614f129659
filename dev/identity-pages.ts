import type { DemoUser } from './identity-users.ts';

const ROLE_NAMES: Record<DemoUser['role'], string> = {
  admin: 'Admin',
  'campaign-manager': 'Campaign manager',
  lpa: 'LPA',
  agent: 'Agent',
  'agent-manager': 'Agent manager',
};

/** One button for each user. Nothing on it comes from outside. */
export function signInPage(action: string, users: readonly DemoUser[]): string {
  const buttons = users.map(
    ({ id, name, role, does }) => `<button name="user" value="${id}">
<span class="who"><b>${name}</b><i>${ROLE_NAMES[role]}</i></span><small>${does}</small></button>`,
  );
  return page(
    'Sign in',
    `<p>The demo's own identity provider: no password, one click. In production it is yours.</p>
<form method="post" action="${action}">${buttons.join('\n')}</form>`,
  );
}

/** `form`: what signing out posts, from the provider. It is posted at once. */
export function signOutPage(form: string): string {
  const post = `document.forms[0].submit()`;
  return page(
    'Signing out',
    `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>
<script>const yes = document.createElement('input'); yes.type = 'hidden'; yes.name = 'logout'; yes.value = 'yes';
document.forms[0].append(yes); ${post}</script>`,
  );
}

export function messagePage(title: string, text: string): string {
  return page(title, `<p>${text}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Daybreak demo</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>Daybreak <span>demo</span></header>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1d2129, #e6e8ec); --soft: light-dark(#5b6270, #a3aab8);
  --line: light-dark(#dfe2e8, #343944); --accent: light-dark(#b4470a, #ffb27d); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/1.5 system-ui, sans-serif;
  color: var(--text); background: linear-gradient(light-dark(#fff3e8, #1d1a1f), light-dark(#eef2fa, #14171d)); }
main { width: min(28rem, calc(100vw - 2rem)); margin: 2rem 0; padding: 2rem; border-radius: 16px;
  background: light-dark(#fff, #1f2229); border: 1px solid var(--line); box-shadow: 0 8px 32px rgb(0 0 0 / .08); }
header { font-weight: 700; color: var(--accent); }
header span { font-weight: 400; color: var(--soft); }
h1 { margin: .25rem 0 .5rem; font-size: 1.5rem; }
p { margin: 0 0 1.25rem; color: var(--soft); }
form { display: grid; gap: .5rem; }
button { display: block; width: 100%; padding: .7rem 1rem; text-align: left; font: inherit; color: inherit; cursor: pointer;
  background: none; border: 1px solid var(--line); border-radius: 10px; }
button:hover, button:focus-visible { border-color: var(--accent); outline: 2px solid var(--accent); outline-offset: -1px; }
.who { display: flex; justify-content: space-between; gap: 1rem; }
i { font-style: normal; color: var(--accent); font-size: .875rem; }
small { color: var(--soft); font-size: .875rem; }
`;
