package server

import (
	"net/http"

	"dateline/geo"
)

// picture answers /maps/{map}.png.
func (s *server) picture(w http.ResponseWriter, r *http.Request) error {
	m, q, err := s.mapAsked(r)
	if err != nil {
		return err
	}
	q = joinDates(q)
	f, err := geo.ParseFilter(q)
	if err != nil {
		return err
	}
	look, err := geo.ParsePicture(q)
	if err != nil {
		return err
	}
	c := content{cache: keep(q.Get(versionParameter), s.pictureVersion(m)), name: m.Name + ".png"}
	return s.sendPainting(w, r, s.Painter.Picture(m, f, look), c, true)
}

// pictureVersion changes with everything that a picture of the map shows.
func (s *server) pictureVersion(m *geo.Map) string {
	return s.paintVersion("picture", m.Version, s.Painter.Basemap().Version())
}
