# The API, the worker and the migrations are one image: what runs is the command's choice.
FROM node:24-bookworm-slim AS web
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY client client
COPY domain domain
COPY web web
COPY tsconfig.json ./
RUN npx vite build web

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings Node and no embedded Postgres: no install script is needed.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY . .
COPY --from=web /app/web/dist web/dist
USER node
EXPOSE 8080
CMD ["node", "api/server.ts"]
