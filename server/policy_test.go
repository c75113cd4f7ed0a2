package server

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Whatever is given, the policy has one directive of the given text, the last.
func FuzzFrameAncestors(f *testing.F) {
	for _, s := range []string{"", "*", "'self' https://news.example", "'none'", "https://*.a.example:*", "*; script-src *", "a,b", "'none' *", "https:", "\t\r\n x"} {
		f.Add(s)
	}
	safe := regexp.MustCompile(`^[A-Za-z0-9'*.:/+ -]+$`)
	f.Fuzz(func(t *testing.T, ancestors string) {
		policy, err := policyFramedBy(ancestors)
		if err != nil {
			assert.Empty(t, policy)
			return
		}
		given, ok := strings.CutPrefix(policy, policyBase)
		assert.True(t, ok)
		assert.Regexp(t, safe, given)
		assert.Equal(t, strings.Count(policyBase, ";"), strings.Count(policy, ";"))
	})
}

func TestSnippetIsWrapped(t *testing.T) {
	s := snippet("https://maps.example/maps/x/embed", "T", "https://maps.example/embed.js")
	assert.Regexp(t, `^<dateline-map><iframe [^>]*loading="lazy"[^>]*></iframe></dateline-map>\n<script async src="https://maps\.example/embed\.js"></script>$`, s)
	assert.Contains(t, s, ` width="700" height="480" `)
}
