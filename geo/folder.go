package geo

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"dateline/geo/layer"
	"dateline/geo/report"
)

// A Folder is where a map comes from.
type Folder struct {
	Name string // the map is named after it
	FS   fs.FS
	// Dir is the folder's path on disk, to be watched; empty if it is not on one.
	Dir string
}

// A loader reads one folder again and again. It keeps what it read of each
// file, so that an unchanged file is not parsed twice and a broken one leaves
// its last good version up.
type loader struct {
	Folder
	files map[string]*file

	version string    // of the map that was made last
	since   time.Time // when it was new
}

// file is what is known of one file.
type file struct {
	size     int64
	modified time.Time
	read     time.Time // when it was read
	hash     string    // of the last good content

	layer    *layer.Layer // last good; nil if there never was one
	tiler    func() *tiler
	config   *config // likewise, for map.yaml
	findings []report.Finding
	failed   bool      // the newest content could not be used
	good     time.Time // when the last good content was last read
	moving   bool      // it was being written; look again soon
}

// errUnsettled says that a file changed while it was being read.
var errUnsettled = errors.New("the file is still being written")

// load reads what has changed and makes a new map. settled is false if a file
// was still being written; then it should be called again soon.
func (l *loader) load(now time.Time) (m *Map, settled bool, err error) {
	entries, err := fs.ReadDir(l.FS, ".")
	if err != nil {
		return nil, false, fmt.Errorf("%s: %w", l.Name, plain(err))
	}
	settled = true
	m = &Map{Name: slug(l.Name), Title: report.Text{"": l.Name}}
	files := map[string]*file{}
	hash := sha256.New()
	var names []string
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || (!isLayer(name) && name != configFile) {
			if lower := strings.ToLower(name); lower == "map.yml" || lower == configFile {
				m.Problems = append(m.Problems, report.Finding{File: path.Join(l.Name, name), Message: "is not read", Fix: "name it " + configFile})
			}
			continue
		}
		if info, err := fs.Stat(l.FS, name); err == nil && !info.Mode().IsRegular() {
			if !info.IsDir() { // reading a pipe could wait for ever
				m.Problems = append(m.Problems, report.Finding{File: path.Join(l.Name, name), Message: "is no ordinary file (it is not served)", Fix: "put a file in its place"})
			}
			continue
		}
		names = append(names, name)
	}
	for _, name := range names {
		f := l.refresh(name, now)
		files[name] = f
		settled = settled && !f.moving
		if f.failed && !f.moving && !f.good.IsZero() && (m.Stale.IsZero() || f.good.Before(m.Stale)) {
			m.Stale = f.good
		}
		fmt.Fprintf(hash, "%s %s\n", name, f.version())
		m.Problems = append(m.Problems, f.findings...)
		if isLayer(name) {
			before := len(m.Layers)
			if f.layer != nil {
				m.Problems = append(m.Problems, l.place(m, name, f)...)
			}
			if len(m.Layers) == before {
				m.Unserved = append(m.Unserved, path.Join(l.Name, name))
			}
		}
	}
	l.files = files
	c := &config{}
	if f := files[configFile]; f != nil && f.config != nil {
		c = f.config
	}
	whole, findings := readHold(c.Draft, c.PublishAt, "", "the map")
	if whole.At(now) {
		c = &config{} // not even the title is told
	}
	findings = append(findings, c.apply(m)...)
	findings = append(findings, c.withholdLayers(m, now)...)
	for _, found := range findings {
		found.File = path.Join(l.Name, configFile)
		m.Problems = append(m.Problems, found)
	}
	if whole.At(now) {
		m.withhold(whole)
	}
	for _, held := range m.Held {
		fmt.Fprintln(hash, held)
	}
	if len(m.Layers) == 0 && len(m.Problems) == 0 && len(m.Held) == 0 {
		m.Problems = append(m.Problems, report.Finding{File: l.Name, Message: "the folder holds no layer", Fix: "put .geojson or .csv files into it"})
	}
	m.Version = hex.EncodeToString(hash.Sum(nil)[:8])
	if m.Version != l.version {
		l.version, l.since = m.Version, now
	}
	m.Since = l.since
	return m, settled, nil
}

func isLayer(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".geojson" || ext == ".csv"
}

// place adds a file's layer to the map under its name.
func (l *loader) place(m *Map, name string, f *file) []report.Finding {
	at := path.Join(l.Name, name)
	layerName := slug(stem(name))
	if layerName == reservedLayer {
		return []report.Finding{{File: at, Message: "the name " + reservedLayer + " is taken by the background map (the layer is not served)", Fix: "rename the file"}}
	}
	if other := m.Layer(layerName); other != nil {
		return []report.Finding{{File: at, Message: fmt.Sprintf("its layer would be named %s like that of %s (the layer is not served)", layerName, other.File), Fix: "rename one of the two files"}}
	}
	m.Layers = append(m.Layers, &Layer{
		Name: layerName, FullName: m.Name + "." + layerName, File: at,
		Title: report.Text{"": stem(name)}, Version: f.version(), Cluster: true, Data: f.layer, tiler: f.tiler,
	})
	return nil
}

// refresh reads a file unless it is known to be unchanged.
func (l *loader) refresh(name string, now time.Time) *file {
	old := l.files[name]
	info, err := fs.Stat(l.FS, name)
	if err == nil && old != nil && !old.moving && info.Size() == old.size && info.ModTime().Equal(old.modified) &&
		old.read.Sub(old.modified) > coarsestClock && !old.due(now) {
		return old
	}
	f := &file{read: now, good: now}
	var data []byte
	if err == nil {
		f.size, f.modified = info.Size(), info.ModTime()
		data, err = l.readSettled(name, info)
	}
	if err == nil {
		sum := sha256.Sum256(data)
		f.hash = hex.EncodeToString(sum[:8])
		if old != nil && !old.failed && old.hash == f.hash && !old.due(now) {
			f.layer, f.tiler, f.config, f.findings = old.layer, old.tiler, old.config, old.findings
			return f
		}
		if err = f.parse(name, data); err == nil && f.layer != nil {
			f.tiler = newTiler(slug(stem(name)), f.layer)
		}
	}
	at := path.Join(l.Name, name)
	for i := range f.findings {
		f.findings[i].File = at
	}
	if err == nil {
		return f
	}
	f.failed, f.moving, f.good = true, errors.Is(err, errUnsettled), time.Time{}
	finding := report.Finding{File: at, Message: plain(err).Error()}
	var syntax *layer.SyntaxError
	if errors.As(err, &syntax) {
		finding.Line, finding.Message = syntax.Line, fmt.Sprintf("column %d: %s", syntax.Column, syntax.Message)
	}
	if old != nil && (old.layer != nil || old.config != nil) {
		f.layer, f.tiler, f.config, f.hash, f.good = old.layer, old.tiler, old.config, old.hash, old.good
		finding.Fix = "its last good version stays up"
	}
	f.findings = append(f.findings, finding)
	return f
}

// coarsestClock is the step in which a file system may count time: a file read
// within one step of its change may change again unseen.
const coarsestClock = 2 * time.Second

// readSettled reads a file that nobody writes to meanwhile.
func (l *loader) readSettled(name string, before fs.FileInfo) ([]byte, error) {
	data, err := fs.ReadFile(l.FS, name)
	if err != nil {
		return nil, err
	}
	after, err := fs.Stat(l.FS, name)
	if err != nil {
		return nil, err
	}
	if after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) || int64(len(data)) != after.Size() {
		return nil, errUnsettled
	}
	return data, nil
}

func (f *file) parse(name string, data []byte) (err error) {
	switch {
	case name == configFile:
		f.config, f.findings, err = parseConfig(data)
	case strings.EqualFold(path.Ext(name), ".csv"):
		f.layer, f.findings, err = layer.ParseCSVAt(data, f.read)
	default:
		f.layer, f.findings, err = layer.ParseGeoJSONAt(data, f.read)
	}
	return err
}

// plain drops the path that the file system's errors begin with: a finding
// names the file already, in the desk's terms.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
