package server

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"
)

// ancestor is the form of a source in frame-ancestors (Content Security Policy
// Level 3, section 6.4.2): a scheme, or a host with or without scheme and port.
var ancestor = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9+.-]*:|(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::(?:[0-9]+|\*))?)$`)

// policyFramedBy is the policy of pages that the given may frame. A path, which
// browsers would pass over, is refused like anything that could end the directive.
func policyFramedBy(ancestors string) (string, error) {
	all := strings.Fields(ancestors)
	if len(all) == 0 {
		all = []string{"*"}
	}
	for _, a := range all {
		switch {
		case a == "self", a == "none": // hosts by their form, and never meant as such
			return "", errAncestors(ancestors)
		case a == "*", a == "'self'", a == "'none'" && len(all) == 1, ancestor.MatchString(a):
		default:
			return "", errAncestors(ancestors)
		}
	}
	return policyBase + strings.Join(all, " "), nil
}

// policyWithStyle lets a page that has a policy carry this one style in itself.
func policyWithStyle(policy string, style []byte) string {
	sum := sha256.Sum256(style)
	const own = "style-src 'self'"
	return strings.Replace(policy, own, own+" 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'", 1)
}

func errAncestors(ancestors string) error {
	return fmt.Errorf("frame ancestors %q: write * or 'none', or one or more of 'self' and addresses such as https://news.example, with spaces between", ancestors)
}

// frameOptions is X-Frame-Options for browsers that do not know
// frame-ancestors, as far as it can say the same.
func frameOptions(policy string) string {
	switch {
	case strings.HasSuffix(policy, "frame-ancestors 'none'"):
		return "DENY"
	case strings.HasSuffix(policy, "frame-ancestors 'self'"):
		return "SAMEORIGIN"
	default:
		return ""
	}
}
