import type { FastifySwaggerUiOptions } from '@fastify/swagger-ui';

/** A sun on the horizon. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="#1d2b4f"/>
<path d="M7 21a9 9 0 0 1 18 0z" fill="#ffb648"/>
<path d="M4 24h24" stroke="#ffb648" stroke-width="2" stroke-linecap="round"/>
<path d="M16 5v3M5.5 11l2.4 2M26.5 11l-2.4 2" stroke="#ffb648" stroke-width="2" stroke-linecap="round"/>
</svg>`;

const STYLE = `
.swagger-ui .markdown code, .swagger-ui .renderedMarkdown code { overflow-wrap: anywhere; }
.swagger-ui .filter .operation-filter-input { box-sizing: border-box; width: 100%; }
.swagger-ui .filter.wrapper .col-8 { max-width: none; width: 100%; flex: 1; }
.swagger-ui .info { margin: 30px 0; }
/* No answer has links. */
.swagger-ui .response-col_links { display: none; }
`;

/** Swagger UI itself, where its settings are read in the browser. */
declare const ui: {
  preauthorizeApiKey: (scheme: string, token: string) => void;
  getSystem: () => { authActions: { persistAuthorizationIfNeeded: () => void } };
};

type Answer = { ok?: boolean; url?: string; obj?: { access_token?: string } };

/** Runs in the browser, from its source: a token that was got on the page is the page's from then on. */
function keepToken(answer: Answer): Answer {
  const token = answer.obj?.access_token;
  if (answer.ok === true && token !== undefined && /\/app\/token(\?|$)/.test(answer.url ?? '')) {
    ui.preauthorizeApiKey('token', token);
    ui.getSystem().authActions.persistAuthorizationIfNeeded();
  }
  return answer;
}

/** Swagger UI at /docs. It loads nothing from anywhere else, and has no bar with a name and a field for other documents. */
export const UI: FastifySwaggerUiOptions = {
  routePrefix: '/docs',
  theme: {
    title: 'Daybreak API',
    favicon: [{ filename: 'favicon.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: ICON }],
    css: [{ filename: 'daybreak.css', content: STYLE }],
  },
  uiConfig: {
    // The bar belongs to the other layout.
    layout: 'BaseLayout',
    // The validator is somebody else's server.
    validatorUrl: null,
    tryItOutEnabled: true,
    persistAuthorization: true,
    deepLinking: true,
    filter: true,
    displayRequestDuration: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    responseInterceptor: keepToken,
  },
};
