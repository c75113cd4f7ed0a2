package geo

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBasemapCredits(t *testing.T) {
	ours := func(pov string) *Basemap {
		return &Basemap{kind: BasemapPainted, pov: pov, attribution: "Natural Earth · GeoNames"}
	}
	away, err := OpenBasemap("https://tiles.example.org:8443/{z}/{x}/{y}.png", nil, ViewUN)
	require.NoError(t, err)
	none, err := OpenBasemap(NoBasemap, nil, ViewUN)
	require.NoError(t, err)
	images := &Basemap{kind: BasemapImages, pov: ViewUN, attribution: "Somebody"}
	for _, c := range []struct {
		basemap   *Basemap
		pov, lang string
		length    CreditsLength
		want      []string
	}{
		{ours(ViewUN), "", "en", CreditsPicture, []string{"Borders: UN view", "Natural Earth · GeoNames"}},
		{ours(ViewUN), ViewNE, "en", CreditsPicture, []string{"Borders: Natural Earth’s view", "Natural Earth · GeoNames"}},
		{ours(ViewUN), "", "en", CreditsPage, []string{"Borders: United Nations view, disputed lines dashed", "Natural Earth · GeoNames"}},
		{ours(ViewNE), "", "uk", CreditsPage, []string{"Кордони: за Natural Earth, спірні лінії — штрихом", "Natural Earth · GeoNames"}},
		{ours(ViewUN), "", "en", CreditsShort, []string{"UN view of borders", "Natural Earth · GeoNames"}},
		{ours(ViewUN), "", "ko", CreditsPicture, []string{"국경: 유엔 기준", "Natural Earth · GeoNames"}},
		{images, "", "en", CreditsPage, []string{"Somebody"}},
		{images, "", "en", CreditsPicture, nil},
		{away, "", "en", CreditsPage, []string{"tiles.example.org"}},
		{away, "", "en", CreditsPicture, nil},
		{none, "", "en", CreditsPage, nil},
		{none, "", "en", CreditsPicture, nil},
	} {
		assert.Equal(t, c.want, c.basemap.Credits(c.pov, c.lang, c.length))
	}
}
