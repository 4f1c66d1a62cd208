FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY prompts prompts
USER node
# The same flags as `npm start`: young objects in small halves, a fifth less memory after a scan.
ENTRYPOINT ["node", "--max-semi-space-size=8", "--optimize-for-size", "src/main.ts"]
