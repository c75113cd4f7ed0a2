package server

import "net/http"

// embedFile is the script that other pages load. Its address never changes.
const embedFile = "embed.js"

// cacheShort is for what stands at one address for ever and still may change.
const cacheShort = "public, max-age=3600, stale-while-revalidate=86400"

func (s *server) embedScript(w http.ResponseWriter, r *http.Request) error {
	file := s.assets.files[embedFile]
	return send(w, r, content{kind: file.kind, cache: cacheShort, etag: tag(string(file.body)), body: file.body, gzipped: file.gzipped})
}
