package report

import "strings"

// checkStatus holds the status against kind, note and stances.
func (c *checker) checkStatus() {
	const field = "properties.status"
	if !c.parsed(field) {
		return
	}
	if c.Kind == Statement {
		if c.Status != "" {
			c.add(field, "is "+quote(string(c.Status))+", but this is a statement", "leave status out: that something was said is not in doubt")
		}
		return
	}
	if c.Status == "" {
		c.add(field, "is missing", "write one of "+list(statuses))
		return
	}
	vocabulary(c, field, c.Status, statuses)
	c.checkNote()
	if c.stancesKnown() {
		c.checkStances()
	}
}

// checkNote asks for a reason where the status settles something.
func (c *checker) checkNote() {
	const field = "properties.status_note"
	if !c.StatusNote.Empty() || !c.parsed(field) {
		return
	}
	switch c.Status {
	case Confirmed:
		c.add(field, "is missing", "say in one sentence what confirms it")
	case Refuted:
		c.add(field, "is missing", "say in one sentence what refutes it")
	case Retracted:
		fix := "say in one sentence who took it back and why"
		if c.stance(Retracts) == 0 {
			fix += ", or give the source that did the stance retracts as well"
		}
		c.add(field, "is missing", fix)
	}
}

// stancesKnown reports whether every source has a stance; otherwise nothing
// can be said of how they fit the status.
func (c *checker) stancesKnown() bool {
	for _, s := range c.Sources {
		if !s.Stance.Valid() {
			return false
		}
	}
	return len(c.Sources) > 0
}

// stance counts the sources that take a stance.
func (c *checker) stance(stance Stance) (n int) {
	for _, s := range c.Sources {
		if s.Stance == stance {
			n++
		}
	}
	return n
}

func (c *checker) checkStances() {
	const field = "properties.status"
	claims, denies, suspects := c.stance(Claims), c.stance(Denies), c.stance(Suspects)
	switch c.Status {
	case Claimed:
		if claims == 0 {
			c.add(field, "is claimed, but no source claims it", "give the source that does the stance claims"+otherwise(suspects > 0, ", or write unconfirmed: it is only suspected"))
		}
		if denies > 0 {
			c.add(field, "is claimed, but a source denies it", "write denied, which reads “Claimed, denied”")
		}
	case Denied:
		if claims == 0 {
			c.add(field, "is denied, but no source claims it", "give the source that does the stance claims: a denial denies a claim"+otherwise(suspects > 0, ", or write unconfirmed: it is only suspected"))
		}
		if denies == 0 {
			c.add(field, "is denied, but no source denies it", "give the source that does the stance denies, or write claimed; no_evidence is no denial")
		}
	case Unconfirmed:
		switch {
		case claims > 0 && denies > 0:
			c.add(field, "is unconfirmed, but it is claimed and denied", "write denied")
		case claims > 0:
			c.add(field, "is unconfirmed, but a source claims it", "write claimed")
		case c.stance(Supports)+c.stance(Reports) > 0:
			c.add(field, "is unconfirmed, but a source supports or reports it", "give that source the stance suspects, or claims and write claimed")
		case suspects == 0:
			c.add(field, "is unconfirmed, but no source suspects it", "give the source that does the stance suspects")
		}
	case Corroborated:
		if n := c.Independent(); n < 2 {
			problem := "is corroborated, but no source claims, supports or reports it"
			if n == 1 {
				problem = "is corroborated, but its sources go back to one"
			}
			c.add(field, problem, "add a source that is independent of the others: neither carried by one of them nor by the same carrier")
		}
	}
}

// otherwise is a further fix, where it applies.
func otherwise(applies bool, fix string) string {
	if applies {
		return fix
	}
	return ""
}

// Independent is how many independent voices claim, support or report it.
// Sources count as one if they have the same id or name, if one carried the
// other (via, by id or name, however long the chain), or if somebody carried
// both. Case and space around a name make no difference.
func (r *Report) Independent() int {
	// A forest over sources and whoever else is named: what is joined is one voice.
	parent := make([]int, 0, 2*len(r.Sources))
	node := make(map[string]int)
	fresh := func() int {
		parent = append(parent, len(parent))
		return len(parent) - 1
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for range r.Sources {
		fresh()
	}
	tie := func(source int, name string) {
		name = strings.ToLower(strings.Join(strings.Fields(name), " "))
		if name == "" {
			return
		}
		n, known := node[name]
		if !known {
			n = fresh()
			node[name] = n
		}
		parent[root(n)] = root(source)
	}
	for i, s := range r.Sources {
		tie(i, s.ID)
		for _, name := range s.Name {
			tie(i, name)
		}
		for _, via := range s.Via {
			tie(i, via)
		}
	}
	voices := make(map[int]bool)
	for i, s := range r.Sources {
		if s.Stance == Claims || s.Stance == Supports || s.Stance == Reports {
			voices[root(i)] = true
		}
	}
	return len(voices)
}
