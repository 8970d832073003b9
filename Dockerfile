# The bot with the notes and the model that it comes with; mount notes of your own at /notes and keep /data.
FROM node:22-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# What installing needs, so that a change of the notes does not install all over again.
COPY package.json package-lock.json .npmrc ./
COPY scripts ./scripts
COPY src ./src
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production NOTES_DIR=/app/corpus DATA_DIR=/data HEALTH_PORT=8080
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY models ./models
COPY packs ./packs
COPY corpus ./corpus
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
# The first start reads all notes.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals have to arrive.
CMD ["node", "dist/main.js"]
