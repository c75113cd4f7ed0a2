package report

import (
	"strings"

	"dateline/geo/words"
)

// A voice is a source as a sentence names it.
type voice struct {
	name   Run // in running text: "the Kremlin"
	full   Run // by itself: "Dmitry Peskov"
	role   Run
	with   Run   // what it showed: "photos"
	citing []Run // voices of the same stance that it carried
	stance Stance
}

// A group is the voices of one stance, in the order of the data. For
// no_evidence they also agree in what there is no evidence of.
type group struct {
	stance Stance
	of     Run // "they fight"; empty if that is not said
	about  []About
	voices []voice
}

// WhoSays says who takes which stance, in reading order, the words of stance
// strong: "Claimed by NIS, with photos; denied by the Kremlin. No evidence
// they fight, says NATO’s head." A source that only carried what another of
// the same stance says is named with it: "Claimed by South Korean media,
// citing NIS." For a statement it names who spoke: "Dmitry Peskov, Kremlin
// spokesman." Without sources it is nil.
func (r *Report) WhoSays(lang string) []Run {
	if len(r.Sources) == 0 {
		return nil
	}
	t := in(lang)
	if r.Kind == Statement {
		return t.speakers(r.voices(t))
	}
	return t.whoSays(r.groups(t))
}

// Said is one plain line without a full stop: "Claimed by NIS, denied by the
// Kremlin". It leaves out who sees no evidence or declines comment unless
// nobody says more. For a statement it names who spoke.
func (r *Report) Said(lang string) string {
	if len(r.Sources) == 0 {
		return ""
	}
	t := in(lang)
	if r.Kind == Statement {
		return strings.TrimSuffix(words.Plain(t.speakers(r.voices(t))), ".")
	}
	return words.Plain(t.said(r.groups(t)))
}

// Carriers names who carried what a source of the report said: the names
// behind the ids in its via, and the free names as they are.
func (r *Report) Carriers(s Source, lang string) []string {
	var names []string
	for _, run := range r.CarrierRuns(s, lang) {
		names = append(names, run.Text)
	}
	return names
}

// CarrierRuns is Carriers with the language of each name.
func (r *Report) CarrierRuns(s Source, lang string) []Run {
	t := in(lang)
	var names []Run
	for _, via := range s.Via {
		name := t.tagged(via, "")
		for _, other := range r.Sources {
			if other.ID == via {
				name = t.running(other)
				break
			}
		}
		names = append(names, name)
	}
	return names
}

// running is how a sentence names a source.
func (t tongue) running(s Source) Run {
	for _, text := range []Text{s.Short, s.Name, s.Title} {
		if name := t.run(text); name.Text != "" {
			return name
		}
	}
	return Run{Text: t.Say("voice.unnamed")}
}

func (t tongue) voiceOf(s Source) voice {
	v := voice{name: t.running(s), full: t.run(s.Name), role: t.run(s.Role), with: t.run(s.With), stance: s.Stance}
	if v.full.Text == "" {
		v.full = v.name
	}
	return v
}

// voices lists all sources in the order of the data.
func (r *Report) voices(t tongue) []voice {
	voices := make([]voice, len(r.Sources))
	for i, s := range r.Sources {
		voices[i] = t.voiceOf(s)
	}
	return voices
}

// groups gathers the sources by stance, in reading order.
func (r *Report) groups(t tongue) []group {
	carrier := r.carriers()
	var groups []group
	for _, stance := range stances {
		at := make(map[string]int) // by what there is no evidence of
		for i, s := range r.Sources {
			if s.Stance != stance || carrier[i] != i {
				continue
			}
			g := group{stance: stance}
			key := ""
			if stance == NoEvidence {
				g.of, g.about = t.run(s.Of), s.About
				if key = g.of.Text; key == "" {
					key = "\x00" + list(s.About)
				}
			}
			n, known := at[key]
			if !known {
				n = len(groups)
				at[key] = n
				groups = append(groups, g)
			}
			v := t.voiceOf(s)
			for j := range r.Sources {
				if j != i && carrier[j] == i {
					v.citing = append(v.citing, t.running(r.Sources[j]))
				}
			}
			groups[n].voices = append(groups[n].voices, v)
		}
	}
	return groups
}

// carriers gives for each source the one that speaks for it: the last of the
// chain of carriers among the sources of the same stance, or itself.
func (r *Report) carriers() []int {
	byID := make(map[string]int)
	for i, s := range r.Sources {
		if _, taken := byID[s.ID]; !taken && s.ID != "" {
			byID[s.ID] = i
		}
	}
	next := make([]int, len(r.Sources))
	for i, s := range r.Sources {
		next[i] = i
		for _, via := range s.Via {
			if j, ok := byID[via]; ok && j != i && r.Sources[j].Stance == s.Stance {
				next[i] = j
				break
			}
		}
	}
	last := make([]int, len(next))
	for i := range next {
		j, steps := i, 0
		for next[j] != j && steps < len(next) {
			j = next[j]
			steps++
		}
		if next[j] != j {
			j = i // a circle: each speaks for itself
		}
		last[i] = j
	}
	return last
}
