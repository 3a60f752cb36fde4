# One desk in one container: the store is the volume, the page is port 8724. See docs/running.md.
FROM python:3.12-slim
WORKDIR /desk
COPY pyproject.toml README.md LICENSE ./
COPY livebrief livebrief
RUN pip install --no-cache-dir '.[postgresql]' && useradd --system --create-home --home-dir /var/lib/livebrief livebrief
USER livebrief
ENV LIVEBRIEF_STORE=/var/lib/livebrief/desk.db LIVEBRIEF_HOST=0.0.0.0
VOLUME /var/lib/livebrief
EXPOSE 8724
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8724/healthz', timeout=3)"]
CMD ["livebrief", "serve"]
