# The API, the worker and the migrations are one image: what runs is the command's choice.
FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings Node and no embedded Postgres: no install script is needed.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY . .
USER node
EXPOSE 8080
CMD ["node", "api/server.ts"]
